import type { Exchange, TransportFailureKind } from './exchange';
import { inBetween } from './in-between';

/** Failures with which a request has certainly not reached the gateway. */
const NEVER_ARRIVED: ReadonlySet<TransportFailureKind> = new Set<TransportFailureKind>([
  'connection-refused',
  'unreachable',
  'name-not-found',
  'tls',
  'not-tried',
]);

/** Certain that the gateway has not seen the request? Then there can be no effect, and it can be sent again. */
export function neverArrived({ failure }: Exchange): boolean {
  return failure !== undefined && NEVER_ARRIVED.has(failure.kind);
}

/** Did something in front of the gateway answer, without asking it? Then the gateway has not seen the request. */
export function wasTurnedAway(exchange: Exchange): boolean {
  return inBetween(exchange)?.unasked === true;
}

/** Too many requests, says something in front of the gateway. */
export function isRateLimited(exchange: Exchange): boolean {
  return inBetween(exchange)?.kind === 'rate limiter';
}

/**
 * What became of a request on its way, in a few words, where no answer of the gateway's own came back or it cannot be told
 * from one of something in between; undefined where the gateway answered.
 */
export function lostInTransit(exchange: Exchange): string | undefined {
  const { response, failure } = exchange;
  if (failure) return `${failure.kind} (${failure.message})`;
  if (!response) return 'no answer';
  return inBetween(exchange)?.shown;
}

/** How a request was lost, without its details: two that were lost alike have the same one. */
export function waySoLost(exchange: Exchange): string {
  return exchange.failure?.kind ?? `HTTP ${exchange.response?.status ?? 'none'}`;
}

/** A request that got lost, sent again on stages of its own: how often in all, how often it was lost alike. */
export interface Repetition {
  sent: number;
  alike: number;
  /**
   * Ordinary requests of the same process until then, and how many of them were lost: what the network does anyway. Of
   * answers that may be of something in between those alike count.
   */
  ordinary: { sent: number; lost: number };
  /** Not sent again, because so many other requests of its kind were, and all of them got this answer every time. */
  known?: number;
}

/** Less likely than this, no network lost the same request every time and hardly another. */
const NO_ACCIDENT = 1e-6;

/** Is it beyond doubt that the request itself is what gets lost: at a network that loses so many, never once answered? */
export function isNoAccident({ sent, alike, ordinary, known }: Repetition): boolean {
  if (known !== undefined) return true;
  return alike === sent && ((ordinary.lost + 1) / (ordinary.sent + 2)) ** alike < NO_ACCIDENT;
}
