import type { EventRecord } from '../evidence/event-record';
import { after, now } from './clock';
import type { EventLog } from './event-log';

/** So often, one after the other, an event is waited for in full before waits for its like are cut short. */
const IN_VAIN = 2;
/** What is left of a wait then. */
const CUT_TO = 1 / 20;
/** Once such a part of its time has passed, and then twice as often, it is seen whether anything else is answered. */
const PROBED_FROM = 1 / 2;

export interface Awaited {
  event?: EventRecord;
  /** How long a wait took, in milliseconds, that was cut short and brought nothing. */
  cutShortMs?: number;
}

/** What tells whether an event is late at this gateway alone. */
export interface Surroundings {
  /** Sends a request that does nothing: how long it takes is noted elsewhere. */
  probe(): void;
  isHealthy(from: number, to: number): boolean;
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

  constructor(
    /** What a wait is never cut below, in milliseconds. */
    private readonly leastMs: number,
    private readonly surroundings?: Surroundings,
  ) {}

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
    const since = now();
    const wait: Vain = { log, from, until: since + deadlineMs, matches };
    const { torn } = log;
    const probed = waitMs < deadlineMs ? undefined : this.probeFrom(waitMs * PROBED_FROM);
    const event = await log.waitFor(matches, from, waitMs);
    probed?.();
    if (event) {
      vain.length = 0;
      return { event };
    }
    // That the network lost one says nothing of those to come,
    if (log.torn !== torn) return {};
    // and neither does a time in which nothing was on time.
    if (this.surroundings?.isHealthy(since, now()) !== false) vain.push(wait);
    if (vain.length > IN_VAIN) vain.shift();
    return waitMs < deadlineMs ? { cutShortMs: waitMs } : {};
  }

  /** Probes after `firstMs`, and then again and again; the function returned ends that. */
  private probeFrom(firstMs: number): () => void {
    const { surroundings } = this;
    if (!surroundings) return () => {};
    const probe = () => {
      surroundings.probe();
      cancel = after(firstMs / 2, probe);
    };
    let cancel = after(firstMs, probe);
    return () => cancel();
  }
}

function cameAfterAll({ log, from, until, matches }: Vain): boolean {
  return log.untilNextCall(from).some((event) => event.at <= until && matches(event));
}
