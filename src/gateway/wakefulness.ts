/** How often the process looks whether it is on time, in milliseconds. */
const TICK_MS = 50;
/** A look that is late by less is an ordinary moment of work. */
const WORTH_NOTING_MS = 50;
const REMEMBERED = 1000;

/** Times of one clock, in milliseconds. */
export interface Span {
  from: number;
  to: number;
}

/** When this process was not scheduled, or too busy to look at anything: a tick that notes its own lateness. */
export class Wakefulness {
  private readonly sleeps: Span[] = [];
  private due = Number.POSITIVE_INFINITY;

  constructor(private readonly now: () => number) {
    this.arm();
  }

  /** What it slept through of a window; also the sleep that it wakes from just now. */
  asleep(from: number, to: number): Span[] {
    const last = this.sleepUntil(this.now());
    return [...this.sleeps, ...(last ? [last] : [])]
      .map((sleep) => ({ from: Math.max(sleep.from, from), to: Math.min(sleep.to, to) }))
      .filter((sleep) => sleep.to > sleep.from);
  }

  private arm(): void {
    this.due = this.now() + TICK_MS;
    // It keeps no process alive.
    setTimeout(() => {
      const sleep = this.sleepUntil(this.now());
      if (sleep) this.sleeps.push(sleep);
      if (this.sleeps.length > REMEMBERED) this.sleeps.shift();
      this.arm();
    }, TICK_MS).unref();
  }

  private sleepUntil(now: number): Span | undefined {
    return now - this.due >= WORTH_NOTING_MS ? { from: this.due, to: now } : undefined;
  }
}
