import type { EventRecord } from '../evidence/event-record';
import { afterAwake, now } from './clock';
import type { Secrets } from './secrets';

interface Waiter {
  from: number;
  matches: (event: EventRecord) => boolean;
  found: (event: EventRecord | undefined) => void;
}

let lastEventId = 0;

/** What one agent received, in the order in which the gateway handed it out. */
export class EventLog {
  readonly events: EventRecord[] = [];
  /** How often an event may have been lost. */
  torn = 0;
  /** Positions. */
  private readonly callsBegan: number[] = [];
  private waiters: Waiter[] = [];
  private closedFor: string | undefined;

  constructor(
    readonly agentId: string,
    /** `onEvent` is told of every event; `secrets` are replaced in all that an event says. */
    private readonly options: { onEvent?: (event: EventRecord) => void; secrets?: Secrets } = {},
  ) {}

  /** Position that the next event will have. */
  get end(): number {
    return this.events.length;
  }

  append(event: { eventType: string; workNo: unknown; content: unknown }): void {
    const { secrets, onEvent } = this.options;
    const shown = (secrets?.redactWithin(event) ?? event) as typeof event;
    const record: EventRecord = {
      id: ++lastEventId,
      agentId: this.agentId,
      at: now(),
      position: this.events.length,
      ...shown,
    };
    this.events.push(record);
    onEvent?.(record);
    for (const waiter of this.waiters.filter((each) => record.position >= each.from && each.matches(record)))
      waiter.found(record);
  }

  /** Another call is about to ring at this agent: from here on events are of that one. */
  callBegins(): void {
    this.callsBegan.push(this.end);
  }

  /** The events from position `from` on, up to the next call. */
  untilNextCall(from: number): readonly EventRecord[] {
    const next = this.callsBegan.find((began) => began > from);
    return this.events.slice(from, next);
  }

  /** The first event from position `from` on that matches, or undefined once `deadlineMs` have passed without it (see afterAwake). */
  async waitFor(
    matches: (event: EventRecord) => boolean,
    from: number,
    deadlineMs: number,
  ): Promise<EventRecord | undefined> {
    const present = this.events.slice(from).find(matches);
    if (present || this.closedFor !== undefined) return present;
    return new Promise((resolve) => {
      const waiter: Waiter = {
        from,
        matches,
        found: (event) => {
          cancel();
          this.waiters = this.waiters.filter((each) => each !== waiter);
          resolve(event);
        },
      };
      const cancel = afterAwake(deadlineMs, () => waiter.found(undefined));
      this.waiters.push(waiter);
    });
  }

  /** An event may have been lost for good: what is waited for may never come, so nobody goes on waiting. */
  tear(): void {
    this.torn += 1;
    for (const waiter of [...this.waiters]) waiter.found(undefined);
  }

  /** Another session begins: events can come again. */
  reopen(): void {
    this.closedFor = undefined;
  }

  /** No event can come any more: everybody who waits is told at once. */
  close(reason: string): void {
    this.closedFor = reason;
    for (const waiter of [...this.waiters]) waiter.found(undefined);
  }
}
