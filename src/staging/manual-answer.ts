import type { EventRecord } from '../evidence/event-record';
import type { ManualAnswer } from '../evidence/observation';
import { BEYOND_DEADLINE } from '../evidence/overdue';
import type { AgentSession } from '../gateway/agent-session';
import { outcomeOf, succeeded } from '../gateway/envelope';
import type { Site } from '../site/site';

/** How long an event that must come is waited for, in milliseconds; by hand, one deadline more until the agent can answer. */
export function longestWaitMs({ events, signIn }: Pick<Site, 'events' | 'signIn'>): number {
  return events.deadlineMs * (signIn.autoAnswer ? BEYOND_DEADLINE : BEYOND_DEADLINE + 1);
}

/** What an agent's software did to answer from `since` on; undefined where agents answer by lifting the phone. */
export function manualAnswerOf({ id, answering }: AgentSession, since: number): ManualAnswer | undefined {
  if (!answering) return undefined;
  const sent = answering.answers.filter(({ sentAt }) => sentAt >= since);
  const [done] = sent.filter(succeeded);
  if (done) return { at: done.endedAt };
  const [rejected] = sent;
  return {
    failed: rejected
      ? `agent ${id} answered its call by hand and got ${outcomeOf(rejected)}`
      : `agent ${id} could not answer its call by hand: no AgentEvent_Ringing came after its phone was lifted`,
  };
}

/**
 * Where agents answer by hand, waits until the agent talks on the call whose phone was lifted: to end it before would leave
 * its events owed that then never come.
 * @param from position in the agent's log before the phone was lifted
 */
export async function answeredByHand({ answering, log, gateway }: AgentSession, from: number): Promise<void> {
  if (!answering) return;
  const isOver = ({ eventType }: EventRecord) =>
    eventType === 'AgentEvent_Talking' || eventType === 'AgentEvent_No_Answer';
  await log.waitFor(isOver, from, gateway.site.events.deadlineMs);
}
