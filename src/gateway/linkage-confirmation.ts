import type { EventRecord } from '../evidence/event-record';
import { now } from './clock';
import type { EventLog } from './event-log';

/** Tells what enabling or disabling the phone linkage came to: `result` 0, or it failed. [events page 0571] */
const LINKAGE = 'AgentEvent_linkageCapability';

/** How long a gateway that was never seen to confirm is given to do so. */
const FIRST_WAIT_MS = 2000;

/**
 * Waits until a change of the phone linkage has taken effect. A gateway that tells of it may do so some hundred milliseconds
 * after its answer; whether this one does is learnt once.
 */
export class LinkageConfirmation {
  private confirms: boolean | undefined;
  /** The longest time that a confirmation took. */
  private slowestMs = 0;
  /** Waited for in vain: what comes there later shows that the gateway confirms all the same. */
  private readonly inVain: { log: EventLog; from: number }[] = [];

  constructor(private readonly times: { deadlineMs: number; quietMs: number }) {}

  /**
   * @param from position in the agent's log before the request
   * @returns what failed, by the event; undefined where it says that linkage is as asked, or where none came
   */
  async failure(log: EventLog, from: number, enabled: boolean): Promise<string | undefined> {
    const isIt = ({ eventType }: EventRecord) => eventType === LINKAGE;
    if (this.inVain.some((wait) => wait.log.untilNextCall(wait.from).some(isIt))) this.confirms = true;
    const askedAt = now();
    const event = await log.waitFor(isIt, from, this.waitMs(enabled));
    if (event) {
      this.confirms = true;
      this.slowestMs = Math.max(this.slowestMs, event.at - askedAt);
    } else if (enabled && this.confirms === undefined) {
      this.confirms = false;
      this.inVain.push({ log, from });
    }
    const result = event && resultOf(event.content);
    return result === undefined || result === '0' ? undefined : `${LINKAGE} came with result ${result}`;
  }

  /** No page says that switching off is confirmed: it is given twice the time that switching on took. */
  private waitMs(enabled: boolean): number {
    const { deadlineMs, quietMs } = this.times;
    if (!enabled) return Math.max(quietMs, 2 * this.slowestMs);
    return { true: deadlineMs, false: 0, undefined: Math.min(deadlineMs, Math.max(quietMs, FIRST_WAIT_MS)) }[
      `${this.confirms}`
    ];
  }
}

function resultOf(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  const { result } = content as Record<string, unknown>;
  return typeof result === 'string' || typeof result === 'number' ? String(result).trim() : undefined;
}
