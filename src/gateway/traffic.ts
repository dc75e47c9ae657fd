import type { Purpose } from '../evidence/exchange';
import { delay } from './clock';

/** What one process has under way towards its site. Once it ends, only what cleans up gets through. */
export class Traffic {
  private readonly underWay = new Set<Promise<void>>();
  private ending = false;

  /**
   * Resolves, with what to call at its end, when something may be sent. At the end of the run it never does: whoever
   * wanted to send is over as well.
   */
  begin(purpose: Purpose): Promise<() => void> {
    if (this.ending && purpose !== 'clean-up') return new Promise(() => undefined);
    // A poll changes nothing and may hang for long: nobody waits for it.
    if (purpose === 'poll') return Promise.resolve(() => undefined);
    return new Promise((begun) => {
      const sent = new Promise<void>((resolve) => begun(resolve));
      this.underWay.add(sent);
      void sent.then(() => this.underWay.delete(sent));
    });
  }

  /** From now on nothing new is sent; resolves when what is under way has come to its end, or after `patienceMs`. */
  async end(patienceMs: number): Promise<void> {
    this.ending = true;
    await Promise.race([Promise.all(this.underWay), delay(patienceMs)]);
    // Whoever waited for an answer has done with it what is to be done.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
