import { delay, now } from './clock';

/** Spaces requests evenly so that one process never sends more than its share per second. */
export class Pace {
  private next = 0;

  constructor(private readonly perSecond: number) {}

  /** Resolves when the next request may go out. */
  async turn(): Promise<void> {
    const at = Math.max(now(), this.next);
    this.next = at + 1000 / this.perSecond;
    const wait = at - now();
    if (wait > 0) await delay(wait);
  }
}
