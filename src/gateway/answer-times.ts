import type { Exchange } from '../evidence/exchange';
import { now } from './clock';
import type { Span } from './wakefulness';

/** What is usual is known once so many requests were answered, and goes by so many. */
const FEW = 5;
const REMEMBERED = 101;
/** An answer is slow when it takes so many times the usual time, and so much more, in milliseconds. */
const TIMES_USUAL = 4;
const MORE_MS = 100;
const SLOW_REMEMBERED = 1000;

/**
 * When answers to ordinary requests were overdue by what is usual at this gateway: then network, machine or gateway were
 * slow for everything. Polls wait on purpose, and what a stimulus gets may be its own fault.
 */
export class AnswerTimes {
  private readonly took: number[] = [];
  private readonly overdue: Span[] = [];
  /** When the requests were sent that are still to be answered. */
  private readonly underWay = new Set<{ sentAt: number }>();

  /** A request that shows how quickly anything is answered: it counts also while its answer is overdue. */
  async watch(request: Promise<unknown>): Promise<void> {
    const sent = { sentAt: now() };
    this.underWay.add(sent);
    await request.finally(() => this.underWay.delete(sent));
  }

  heard({ purpose, sentAt, endedAt, failure }: Exchange): void {
    if (purpose === 'poll' || purpose === 'stimulus' || purpose === 'control' || failure?.kind === 'not-tried') return;
    const took = endedAt - sentAt;
    this.overdue.push(...this.overdueBetween(sentAt, endedAt));
    if (this.overdue.length > SLOW_REMEMBERED) this.overdue.shift();
    this.took.push(took);
    if (this.took.length > REMEMBERED) this.took.shift();
  }

  slow(from: number, to: number): Span[] {
    const unanswered = [...this.underWay].flatMap(({ sentAt }) => this.overdueBetween(sentAt, now()));
    return [...this.overdue, ...unanswered]
      .map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) }))
      .filter((span) => span.to > span.from);
  }

  private overdueBetween(sentAt: number, endedAt: number): Span[] {
    const took = endedAt - sentAt;
    if (took <= MORE_MS || this.took.length < FEW) return [];
    const usual = this.usual();
    return took > usual * TIMES_USUAL + MORE_MS ? [{ from: sentAt + usual, to: endedAt }] : [];
  }

  private usual(): number {
    const sorted = [...this.took].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  }
}
