import { asksFor } from '../evidence/asks-for';
import type { Exchange } from '../evidence/exchange';
import { isRateLimited, lostInTransit, waySoLost } from '../evidence/transit';

/** So many requests in a row, or that were sent again, tell what becomes of their like. */
const ENOUGH = 3;
const NONE = { way: '', count: 0, urls: new Set<string>() };

/**
 * Which answers without an envelope are this gateway's own: those that pickups get every time, however often they are sent
 * again, and other requests never. So a gateway that gives them does not make every case be repeated.
 */
export class KnownAnswers {
  /** Ids of documented requests. */
  private readonly documented = new Set<number>();
  /** Documented requests that got the same such answer one after the other, by operation. */
  private readonly inRow = new Map<string, typeof NONE>();
  /** Requests with a difference, by operation and answer: how many got it every time, and how many another one then. */
  private readonly again = new Map<string, { always: number; once: number }>();

  constructor(
    private readonly operations: readonly string[],
    /** Ordinary requests so far, and how many of them got such an answer. */
    private readonly ordinary: (answered: Exchange) => { sent: number; lost: number },
  ) {}

  /** Takes note of a pickup's answer. */
  heard(exchange: Exchange, isDocumented: boolean): void {
    if (!isDocumented) return;
    this.documented.add(exchange.id);
    const operation = this.operationOf(exchange);
    const way = lostInTransit(exchange) === undefined ? '' : waySoLost(exchange);
    const before = this.inRow.get(operation) ?? NONE;
    const { url } = exchange.request;
    if (way === '') this.inRow.set(operation, NONE);
    else if (before.way !== way) this.inRow.set(operation, { way, count: 1, urls: new Set([url]) });
    else this.inRow.set(operation, { way, count: before.count + 1, urls: before.urls.add(url) });
  }

  /** A request was sent again until its answer was beyond doubt: the same `always`, or another. */
  settled(exchange: Exchange, always: boolean): void {
    const key = this.keyOf(exchange);
    const known = this.again.get(key) ?? { always: 0, once: 0 };
    if (always) known.always += 1;
    else known.once += 1;
    this.again.set(key, known);
  }

  /** How many requests like this one got this answer every time; undefined where it may be of something in between. */
  timesOwn(exchange: Exchange): number | undefined {
    // Who is told to come later has been told nothing else.
    if (!exchange.response || isRateLimited(exchange) || lostInTransit(exchange) === undefined) return undefined;
    if (this.ordinary(exchange).lost > 0) return undefined;
    if (!this.documented.has(exchange.id)) {
      const { always, once } = this.again.get(this.keyOf(exchange)) ?? { always: 0, once: 0 };
      return once === 0 && always >= ENOUGH ? always : undefined;
    }
    const { way, count, urls } = this.inRow.get(this.operationOf(exchange)) ?? NONE;
    // Something in between may turn the first request away to each address.
    return way === waySoLost(exchange) && count >= ENOUGH && count > urls.size ? count : undefined;
  }

  private keyOf(exchange: Exchange): string {
    return `${this.operationOf(exchange)} ${waySoLost(exchange)}`;
  }

  private operationOf(exchange: Exchange): string {
    return this.operations.find((each) => asksFor(exchange, each)) ?? '';
  }
}
