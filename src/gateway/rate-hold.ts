import type { Exchange } from '../evidence/exchange';
import { retryAfterMs } from '../evidence/retry-after';
import { isRateLimited, lostInTransit } from '../evidence/transit';
import { after, now } from './clock';

/** Where the rate limiter does not say how long to wait: so long at first, and twice as long each time in a row. */
const FIRST_MS = 100;
const LONGEST_MS = 1600;

/**
 * Holds all requests of this process back once something in front of the gateway has limited their rate, as long as that
 * asks for. What it asks for beyond the site's longest wait is not waited for.
 */
export class RateHold {
  private until = 0;
  private pauseMs = FIRST_MS;

  constructor(private readonly maxWaitMs: number) {}

  /** How long requests are still held back, in milliseconds. */
  get leftMs(): number {
    return Math.max(0, this.until - now());
  }

  /** Takes note of how an exchange ended. */
  heard(exchange: Exchange): void {
    if (!isRateLimited(exchange)) {
      if (lostInTransit(exchange) === undefined) this.pauseMs = FIRST_MS;
      return;
    }
    const asked = retryAfterMs(exchange);
    // What was sent together is limited together, and lengthens the pause once.
    if (asked === undefined && exchange.sentAt >= this.until) this.pauseMs = Math.min(LONGEST_MS, this.pauseMs * 2);
    const waitMs = asked ?? this.pauseMs;
    if (waitMs <= this.maxWaitMs) this.until = Math.max(this.until, now() + waitMs);
  }

  /** Resolves when the next request may go out, or its sender has given it up. */
  async turn(signal?: AbortSignal): Promise<void> {
    for (let wait = this.leftMs; wait > 0 && !signal?.aborted; wait = this.leftMs) await waitFor(wait, signal);
  }
}

function waitFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      signal?.removeEventListener('abort', done);
      cancel();
      resolve();
    };
    const cancel = after(ms, done);
    signal?.addEventListener('abort', done);
  });
}
