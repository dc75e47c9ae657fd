import type { Observation } from '../evidence/observation';
import { BEYOND_DEADLINE, momentOf, type Overdue, type Owed, overdue } from '../evidence/overdue';
import type { Health } from '../evidence/own-delays';
import { describeHealth, healthIn, isUnhealthy, seconds } from '../evidence/own-delays';
import { pickupHappened } from './effect';
import type { Judgement } from './judgement';

/** What is to be said of an event that was late or missing once it was looked at again. */
export type Lateness =
  | { is: 'broken' /** Behind what was received. */; suffix: string }
  | { is: 'open'; reason: string }
  | { is: 'excused'; remark: string };

/**
 * Judges an event that was late or missing: by a second look on a new call, and by how healthy the suite was while it
 * waited. Undefined where the event came in time.
 * @param recipientIn the agent that must get it; in the second look it may be another one
 */
export function judgeLateness(
  judgement: Judgement,
  { event, after, onceAnswered }: Omit<Owed, 'agentId'>,
  recipientIn: (seen: Observation) => string,
): Lateness | undefined {
  const { seen, facts } = judgement;
  const owed = (of: Observation): Owed => ({
    event,
    after,
    agentId: recipientIn(of),
    ...(onceAnswered ? { onceAnswered } : {}),
  });
  const first = overdue(seen, owed(seen), facts.deadlineMs);
  if (!first) return undefined;
  judgement.noteHealth(first);
  const { again } = seen;
  const before = seen.overdueBefore?.[event];
  if (before === undefined && again) {
    const spoilt = whyUseless(again, after);
    if (spoilt !== undefined) return { is: 'open', reason: `${told(first)}; it could not be repeated: ${spoilt}` };
    const second = overdue(again, owed(again), facts.deadlineMs);
    if (!second) return { is: 'excused', remark: `${told(first)}; repeated on a new call, it came in time` };
    judgement.noteHealth(second);
    const unhealthy = [first, second].find((each) => each.unhealthy);
    if (!unhealthy) return { is: 'broken', suffix: `; on a new call it ${came(second)}` };
    return {
      is: 'open',
      reason: `${told(first)}, and on a new call it ${came(second)}; ${describeHealth(unhealthy.health)}`,
    };
  }
  if (first.unhealthy) return { is: 'open', reason: `${told(first)}; ${describeHealth(first.health)}` };
  return {
    is: 'broken',
    suffix:
      before === undefined ? '' : `; also late or missing in ${before} earlier ${before === 1 ? 'pickup' : 'pickups'}`,
  };
}

/**
 * Judges that no event of an accepted pickup came at all. Undefined where that is broken: it was so on a new call as
 * well, or nobody looked again, and the suite was healthy.
 */
export function whyNothingHappened(judgement: Judgement): Exclude<Lateness, { is: 'broken' }> | undefined {
  const { seen, operation } = judgement;
  const { again } = seen;
  const what = 'no event of the pickup came';
  const spoilt = again && whyUseless(again, 'request accepted');
  if (spoilt !== undefined) return { is: 'open', reason: `${what}; it could not be repeated: ${spoilt}` };
  if (again && pickupHappened(operation, again))
    return { is: 'excused', remark: `${what}; repeated on a new call, they came` };
  const unhealthy = [seen, ...(again ? [again] : [])]
    .map((each) => healthAfterAnswer(judgement, each))
    .find((health) => isUnhealthy(health));
  return unhealthy && { is: 'open', reason: `${what}; ${describeHealth(unhealthy)}` };
}

function healthAfterAnswer({ facts }: Judgement, seen: Observation): Health {
  const from = seen.stimuli[0]?.endedAt ?? 0;
  const { closed = Number.POSITIVE_INFINITY } = seen.moments;
  const to = Math.min(from + facts.deadlineMs * BEYOND_DEADLINE, closed, seen.explainedFrom ?? closed);
  return healthIn(seen.ownDelays, from, to);
}

/** Why a second look says nothing. */
function whyUseless(again: Observation, after: Owed['after']): string | undefined {
  if (again.inconclusive !== undefined) return again.inconclusive;
  if (again.moments.requestAccepted === undefined) return 'the pickup was not accepted';
  return momentOf(again.moments, after) === undefined ? `the moment "${after}" was not reached` : undefined;
}

function told(of: Overdue): string {
  return `${of.event} ${came(of)} after ${of.after}`;
}

function came({ afterMs, waitedMs }: Overdue): string {
  return afterMs === undefined ? `did not come within ${seconds(waitedMs)}` : `came late, ${seconds(afterMs)}`;
}
