import type { EventRecord } from '../evidence/event-record';
import { now } from './clock';
import type { EventLog } from './event-log';

/** So often, one after the other, an event is waited for in full before waits for its like are cut short. */
const IN_VAIN = 2;
/** What is left of a wait then. */
const CUT_TO = 1 / 20;

export interface Awaited {
  event?: EventRecord;
  /** How long a wait took, in milliseconds, that was cut short and brought nothing. */
  cutShortMs?: number;
}

interface Vain {
  log: EventLog;
  from: number;
  until: number;
  matches: (event: EventRecord) => boolean;
}

/**
 * Waits for events to a deadline, but not again and again for one that never comes: a gateway that loses an event would
 * otherwise make every case last as long as its deadline. As soon as one comes, however late, the full time is given again.
 */
export class Patience {
  private readonly vain = new Map<string, Vain[]>();

  /** @param leastMs what a wait is never cut below */
  constructor(private readonly leastMs: number) {}

  /** `what` names the wait: those of one name have one patience. */
  async waitFor(
    what: string,
    log: EventLog,
    matches: (event: EventRecord) => boolean,
    from: number,
    deadlineMs: number,
  ): Promise<Awaited> {
    const vain = this.vain.get(what) ?? [];
    this.vain.set(what, vain);
    if (vain.some(cameAfterAll)) vain.length = 0;
    const short = Math.min(deadlineMs, Math.max(this.leastMs, deadlineMs * CUT_TO));
    const waitMs = vain.length < IN_VAIN ? deadlineMs : short;
    const wait: Vain = { log, from, until: now() + deadlineMs, matches };
    const { torn } = log;
    const event = await log.waitFor(matches, from, waitMs);
    if (event) {
      vain.length = 0;
      return { event };
    }
    // That the network lost one says nothing of those to come.
    if (log.torn !== torn) return {};
    vain.push(wait);
    if (vain.length > IN_VAIN) vain.shift();
    return waitMs < deadlineMs ? { cutShortMs: waitMs } : {};
  }
}

function cameAfterAll({ log, from, until, matches }: Vain): boolean {
  return log.untilNextCall(from).some((event) => event.at <= until && matches(event));
}
