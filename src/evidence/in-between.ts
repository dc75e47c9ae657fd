import type { Exchange } from './exchange';
import { retryAfterShown } from './retry-after';
import { leadsToSameAddress } from './same-address';

/** What stands between suite and gateway, by how it answers in the gateway's place. */
export type InBetweenKind = 'rate limiter' | 'firewall' | 'proxy' | 'sign-in page' | 'web page';

/** An answer that may be of something in between, as well as of the gateway itself. */
export interface InBetween {
  kind: InBetweenKind;
  /** In a few words. */
  shown: string;
  /** It was given without asking the gateway. What answers for a gateway that failed or was slow may have asked it. */
  unasked: boolean;
}

/** How many answers were of each kind. */
export type InBetweenCounts = Readonly<Partial<Record<InBetweenKind, number>>>;

type Reading = readonly [kind: InBetweenKind, meaning: string, unasked?: 'unasked'];

/** Statuses of whatever stands in front of a gateway, where no envelope comes with them. */
const BY_STATUS: Readonly<Record<number, Reading>> = {
  407: ['proxy', 'as a proxy answers that wants to know who asks', 'unasked'],
  408: ['proxy', 'as a proxy answers that did not receive the whole request in time', 'unasked'],
  425: ['proxy', 'as a proxy answers to a request that comes too early in a TLS session', 'unasked'],
  429: ['rate limiter', 'as a rate limiter in front of the gateway answers', 'unasked'],
  502: ['proxy', 'as a proxy answers that cannot reach the gateway'],
  503: ['proxy', 'as a load balancer answers that has no gateway to offer'],
  504: ['proxy', 'as a proxy answers that waited in vain for the gateway'],
  511: ['sign-in page', 'as a network answers that wants a sign-in first', 'unasked'],
};
const OTHER_SERVER_ERROR: Reading = ['proxy', 'without an envelope, as a proxy answers for a gateway that fails'];
/** To be had as a refusal of the gateway itself with any body. [note A7] */
const FORBIDDEN: Reading = [
  'firewall',
  'without an envelope, as a firewall answers that does not let a request through',
  'unasked',
];
const STACK_TRACE = /^\s*at [\w.$<>[\] ]+\(.*\)\s*$|Traceback \(most recent call last\)/m;

/** Reads an answer that carries no envelope; undefined where nobody but the gateway gives such a one. */
export function inBetween(exchange: Exchange): InBetween | undefined {
  const { response } = exchange;
  if (!response || hasEnvelope(response.body)) return undefined;
  const { status, headers } = response;
  if (isPage(exchange))
    return {
      kind: 'web page',
      shown: `HTTP ${status} with a page (${/<[a-z!]/i.test(response.body) ? 'HTML' : 'text'}), as a network that wants a sign-in first or a firewall answers in the gateway's place`,
      unasked: true,
    };
  const location = headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  if (status >= 300 && status < 400 && location !== undefined && !leadsToSameAddress(location, exchange.request.url))
    return {
      kind: 'sign-in page',
      shown: `HTTP ${status} to ${location.split('?', 1)[0]}, as a sign-in page in front of the gateway sends everybody`,
      unasked: true,
    };
  const reading = readingOf(status, response.body);
  if (!reading) return undefined;
  const [kind, meaning, unasked] = reading;
  const comma = meaning.startsWith('without') ? ' ' : ', ';
  return {
    kind,
    shown: `HTTP ${status}${retryAfterShown(exchange)}${comma}${meaning}`,
    unasked: unasked !== undefined,
  };
}

/** A web page or plain text with HTTP 2xx where an envelope belongs. */
export function isPage({ request, response }: Exchange): boolean {
  // It may be described what there is. [note A6]
  if (request.method === 'OPTIONS' || !response || response.status < 200 || response.status > 299) return false;
  if (response.body.trim() === '' || hasEnvelope(response.body)) return false;
  const type = response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return /html/i.test(type) || (/^text\/plain/i.test(type) && jsonOf(response.body) === undefined);
}

function readingOf(status: number, body: string): Reading | undefined {
  const known = BY_STATUS[status];
  if (known) return known;
  if (status === 403 && jsonOf(body) === undefined) return FORBIDDEN;
  // No proxy shows the stack of a program.
  if (status >= 500 && status !== 501 && !STACK_TRACE.test(body)) return OTHER_SERVER_ERROR;
  return undefined;
}

/** An envelope is the gateway's own, whatever the status, and also where it breaks off. */
function hasEnvelope(body: string): boolean {
  if (/"retcode"\s*:/.test(body)) return true;
  const json = jsonOf(body);
  return typeof json === 'object' && json !== null && 'retcode' in json;
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
