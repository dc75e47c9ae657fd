import type { EventRecord } from '../evidence/event-record';
import { atEvents, listEvents } from './effect';
import type { Judgement } from './judgement';

/** What tells an agent that its call is over. */
const OVER: ReadonlySet<string> = new Set(['AgentOther_PhoneRelease', 'AgentEvent_Customer_Release']);
const RANG_OUT = 'AgentEvent_No_Answer';

/**
 * Judges that a call goes on that was not meant when another one was taken: its agent is not told that it is over before
 * anybody ended it. `events`: all that came, also what has another explanation where it came later.
 */
export function judgeCallBeside(judgement: Judgement, events: readonly EventRecord[]): void {
  const { beside, cast, inconclusive, moments } = judgement.seen;
  if (!beside || inconclusive !== undefined) return;
  const { requestSent = 0, callEnded = 0 } = moments;
  const until = Math.min(callEnded, beside.ringsUntil);
  const own = events.filter(({ agentId, at }) => agentId === beside.placedTo && at >= requestSent && at < until);
  const over = own.filter(({ eventType }) => OVER.has(eventType));
  if (over.length > 0 && !own.some(({ eventType }) => eventType === RANG_OUT))
    judgement.deviation(
      'destworkno.meaning',
      `the call of agent ${cast.called}, who was named, is taken, and that of agent ${beside.placedTo} goes on`,
      listEvents(over),
      { text: `agent ${beside.placedTo}`, ...atEvents(over) },
    );
}
