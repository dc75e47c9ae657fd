import type { Clock } from './clock';

export interface GatewayEvent {
  eventType: string;
  workNo: string;
  content: unknown;
}

/** What a poll ends with: an event, nothing in time, the agent's sign-out, or a client that has gone. */
export type PollOutcome = GatewayEvent | 'nothing' | 'signed-out' | 'gone';

interface Waiting {
  settle(outcome: PollOutcome): void;
}

/** The events of one session, oldest first, and the poll that waits for the next one. */
export class EventQueue {
  readonly #events: GatewayEvent[] = [];
  #waiting: Waiting | undefined;

  /** Whether a poll hangs at this moment. */
  get polled(): boolean {
    return this.#waiting !== undefined;
  }

  push(event: GatewayEvent): void {
    if (this.#waiting) this.#waiting.settle(event);
    else this.#events.push(event);
  }

  /** Back to the head of the queue: it was taken, but could not be handed over. */
  putBack(event: GatewayEvent): void {
    this.#events.unshift(event);
    if (this.#waiting) this.#waiting.settle(this.#events.shift() as GatewayEvent);
  }

  poll(waitMs: number, clock: Clock, onGone: (listener: () => void) => void): PollOutcome | Promise<PollOutcome> {
    // Two polls of one agent at once: the older one ends with nothing.
    this.#waiting?.settle('nothing');
    const event = this.#events.shift();
    if (event) return event;
    if (waitMs <= 0) return 'nothing';
    return new Promise((resolve) => {
      const cancel = clock.after(waitMs, () => waiting.settle('nothing'));
      const waiting: Waiting = {
        settle: (outcome) => {
          if (this.#waiting === waiting) this.#waiting = undefined;
          cancel();
          resolve(outcome);
        },
      };
      this.#waiting = waiting;
      onGone(() => waiting.settle('gone'));
    });
  }

  close(): void {
    this.#events.length = 0;
    this.#waiting?.settle('signed-out');
  }
}
