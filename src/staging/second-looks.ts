import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Observation } from '../evidence/observation';
import { type Overdue, type Owed, overdue } from '../evidence/overdue';
import { succeeded } from '../gateway/envelope';
import type { Site } from '../site/site';
import { nothingSeen } from './nothing-seen';
import { NotLent, StageFailure } from './stage-failure';

/** An event may be late or missing in so many pickups and come in time on a new call; more often is no accident. */
const EXCUSED = 2;

/** What is known of one kind of event: the same of one operation. */
interface Known {
  /** Pickups in which it was late or missing although the suite was healthy. */
  times: number;
  /** It was so twice in a row. */
  confirmed: boolean;
}

/**
 * Pickups whose events were late or missing are made once more, on a new call: what is so once may be anybody's doing.
 * Once per kind of event is enough where it is late again, so that a gateway that loses an event is not waited for again
 * and again.
 */
export class SecondLooks {
  private readonly known = new Map<string, Known>();

  constructor(private readonly site: Pick<Site, 'events' | 'recording'>) {}

  /** A pickup that was `seen`, and where need be made once more by `look`. */
  async observe(
    operation: OperationContract,
    of: Case,
    seen: Observation,
    look: () => Promise<Observation>,
  ): Promise<Observation> {
    const late = this.overdueIn(operation, seen);
    const settled = late.filter((each) => this.isSettled(operation, each));
    const before = Object.fromEntries(settled.map((each) => [each.event, this.knownOf(operation, each).times]));
    for (const each of settled) this.count(operation, each);
    const first = settled.length > 0 ? { ...seen, overdueBefore: before } : seen;
    const open = late.filter((each) => !settled.includes(each));
    if (open.length === 0) return first;
    const { onTheWay, ...again } = await lookAgain(of, look);
    const lateAgain = this.overdueIn(operation, again);
    const isUsable = again.inconclusive === undefined && again.stimuli.every(succeeded);
    for (const each of isUsable ? open : []) {
      const second = lateAgain.find(({ event }) => event === each.event);
      if (each.unhealthy || second?.unhealthy) continue;
      this.count(operation, each);
      if (second) this.knownOf(operation, each).confirmed = true;
    }
    return { ...first, again };
  }

  /** Events of an accepted pickup that were promised, and were late or missing. */
  private overdueIn({ trace }: OperationContract, seen: Observation): Overdue[] {
    const isJudged = seen.inconclusive === undefined && seen.notApplicable === undefined;
    if (!isJudged || !seen.stimuli.every(succeeded) || seen.steps.some(({ proven }) => !proven)) return [];
    const { picker, called = '' } = seen.cast;
    const external = seen.call?.kind === 'external';
    return trace.events
      .filter(({ min, only }) => min > 0 && (!only.includes('recording') || this.site.recording))
      .filter(({ only }) => !only.includes('external') || external)
      .flatMap(({ event, after, to, onceAnswered }) => {
        const agentId = to === 'picker' ? picker : called;
        const owed: Owed = { event, after, agentId, ...(onceAnswered ? { onceAnswered } : {}) };
        return overdue(seen, owed, this.site.events.deadlineMs) ?? [];
      });
  }

  private isSettled(operation: OperationContract, late: Overdue): boolean {
    const { confirmed, times } = this.knownOf(operation, late);
    return confirmed || times >= EXCUSED;
  }

  private count(operation: OperationContract, late: Overdue): void {
    if (!late.unhealthy) this.knownOf(operation, late).times += 1;
  }

  private knownOf({ name }: OperationContract, { event }: Overdue): Known {
    const kind = `${name} ${event}`;
    const known = this.known.get(kind) ?? { times: 0, confirmed: false };
    this.known.set(kind, known);
    return known;
  }
}

/** A stage that cannot be set again says nothing of the first look. */
async function lookAgain(of: Case, look: () => Promise<Observation>): Promise<Observation> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof StageFailure) && !(error instanceof NotLent)) throw error;
    return nothingSeen(of, { inconclusive: error.message });
  }
}
