import type { Exchange, TransportFailureKind } from './exchange';
import { leadsToSameAddress } from './same-address';

/** Failures with which a request has certainly not reached the gateway. */
const NEVER_ARRIVED: ReadonlySet<TransportFailureKind> = new Set<TransportFailureKind>([
  'connection-refused',
  'unreachable',
  'name-not-found',
  'tls',
  'not-tried',
]);

/** Statuses of whatever stands in front of a gateway: it cannot reach it, or wants to know first who asks. */
const OF_SOMETHING_IN_BETWEEN: Readonly<Record<number, string>> = {
  407: 'as a proxy answers that wants to know who asks',
  502: 'as a proxy answers that cannot reach the gateway',
  503: 'as a load balancer answers that has no gateway to offer',
  504: 'as a proxy answers that waited in vain for the gateway',
  511: 'as a network answers that wants a sign-in first',
};

const HAS_RETCODE = /"retcode"\s*:/;

/** Certain that the gateway has not seen the request? Then there can be no effect, and it can be sent again. */
export function neverArrived({ failure }: Exchange): boolean {
  return failure !== undefined && NEVER_ARRIVED.has(failure.kind);
}

/** Web pages (HTML) with HTTP 2xx where an envelope belongs: so a network answers everything that wants a sign-in first. */
export function isPage({ response }: Pick<Exchange, 'response'>): boolean {
  if (!response || response.status < 200 || response.status > 299) return false;
  if (response.body === '' || HAS_RETCODE.test(response.body)) return false;
  return response.headers.some(([name, value]) => name.toLowerCase() === 'content-type' && /html/i.test(value));
}

/** Did something in front of the gateway answer that lets nobody through? Then the gateway has not seen the request. */
export function wasTurnedAway(exchange: Exchange): boolean {
  const { status = 0 } = exchange.response ?? {};
  const redirected = status >= 300 && status < 400;
  return lostInTransit(exchange) !== undefined && (redirected || status === 407 || status === 511 || isPage(exchange));
}

/**
 * What became of a request on its way, in a few words, where no answer of the gateway's own came back or it cannot be told
 * from one of something in between; undefined where the gateway answered.
 */
export function lostInTransit(exchange: Exchange): string | undefined {
  const { purpose, response, failure } = exchange;
  if (failure) return `${failure.kind} (${failure.message})`;
  if (!response) return 'no answer';
  const { status, headers, body } = response;
  // An envelope is the gateway's own, whatever the status.
  if (HAS_RETCODE.test(body)) return undefined;
  // To a pickup the gateway itself may answer so: what else is asked for then shows whether it is there.
  if (isPage(exchange) && purpose !== 'stimulus' && purpose !== 'control')
    return `HTTP ${status} with a page (HTML), as a network shows everybody that wants a sign-in first`;
  const location = headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  if (status >= 300 && status < 400 && location !== undefined && !leadsToSameAddress(location, exchange.request.url))
    return `HTTP ${status} to ${location.split('?', 1)[0]}, as a sign-in page in front of the gateway sends everybody`;
  const meaning = OF_SOMETHING_IN_BETWEEN[status];
  return meaning && `HTTP ${status}, ${meaning}`;
}

/** How a request was lost, without its details: two that were lost alike have the same one. */
export function waySoLost(exchange: Exchange): string {
  return exchange.failure?.kind ?? `HTTP ${exchange.response?.status ?? 'none'}`;
}

/** A request that got lost, sent again on stages of its own: how often in all, how often it was lost alike. */
export interface Repetition {
  sent: number;
  alike: number;
  /** Ordinary requests of the same process until then, and how many of them were lost: what the network does anyway. */
  ordinary: { sent: number; lost: number };
}

/** Less likely than this, no network lost the same request every time and hardly another. */
const NO_ACCIDENT = 1e-6;

/** Is it beyond doubt that the request itself is what gets lost: at a network that loses so many, never once answered? */
export function isNoAccident({ sent, alike, ordinary }: Repetition): boolean {
  return alike === sent && ((ordinary.lost + 1) / (ordinary.sent + 2)) ** alike < NO_ACCIDENT;
}
