import type { Exchange } from '../evidence/exchange';
import { lostInTransit } from '../evidence/transit';
import { retcodeOf } from './envelope';

/** A path or a method that is not served. */
const NOT_SERVED = new Set([404, 405, 501]);
/** What a session gets that the gateway has ended, or a Guid that died on its way: it says nothing of what was asked. */
const OF_THE_SESSION = new Set(['100-006', '000-003']);
/** So many refusals in a row that may have other reasons are believed. */
const BELIEVED = 2;

/** Learns from refusals whether an operation that a gateway need not have is there for us at all. */
export class Refusals {
  private inARow = 0;

  /** A request was served. */
  served(): void {
    this.inARow = 0;
  }

  /** A request was refused or got lost: is it no use to try again? */
  refused(exchange: Exchange): boolean {
    if (exchange.failure?.kind === 'no-answer-in-time') return true;
    if (lostInTransit(exchange) !== undefined) return false;
    this.inARow += 1;
    const retcode = retcodeOf(exchange);
    if (retcode !== undefined && !OF_THE_SESSION.has(retcode)) return true;
    return NOT_SERVED.has(exchange.response?.status ?? 0) || this.inARow >= BELIEVED;
  }
}
