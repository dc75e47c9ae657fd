import type { CallAction } from '../calls/call-driver';
import type { EventRecord } from '../evidence/event-record';
import { BEYOND_DEADLINE } from '../evidence/overdue';
import type { BetweenCalls, SeenInStep, StoryName } from '../evidence/story';
import type { AgentSession } from '../gateway/agent-session';
import { succeeded } from '../gateway/envelope';
import { ALERTING, awaitCallOver, isCallOver } from './call-events';
import { BUSY } from './fence';
import type { Lab } from './lab';
import { longestWaitMs } from './manual-answer';

/** As long as an event may take that need not come, where the queue does not show that it is empty. */
const SHORT_WHILE_MS = 500;
const RINGING = new Set([ALERTING, 'AgentEvent_Ringing']);
const BETWEEN: Readonly<Record<string, BetweenCalls>> = {
  AgentState_Ready: 'idle',
  [BUSY]: 'busy',
  AgentState_Work: 'wrap-up',
};

/** Asks the call driver; why it was not done, or nothing. */
export async function drive(
  lab: Lab,
  action: CallAction,
  { agent }: AgentSession,
  kind: 'external' | 'internal' = 'external',
): Promise<string | undefined> {
  const outcome = await lab.driver.act(action, { agentId: agent.id, phone: agent.phone, kind });
  return outcome.done ? undefined : outcome.reason;
}

/**
 * Waits until an agent's phone rings. Where it need not be announced, a short while: then it may ring unseen.
 * @param from position in the agent's log before the call was placed
 */
export async function seeRinging(
  session: AgentSession,
  from: number,
  announced: boolean,
): Promise<Pick<SeenInStep, 'happened' | 'alerted'>> {
  const { deadlineMs } = session.gateway.site.events;
  if (announced) {
    const alerting = await awaitEvent(session, ALERTING, from, deadlineMs * BEYOND_DEADLINE, 'a phone that rings');
    return { happened: alerting, alerted: alerting };
  }
  const rings = await soon(session, (eventType) => RINGING.has(eventType), from);
  const alerting = rings && (await soon(session, (eventType) => eventType === ALERTING, from));
  return { happened: rings !== undefined, alerted: alerting !== undefined };
}

/** Waits until an agent knows that its call is over, and what it is then; `owed` events are waited for as well. */
export async function seeCallOver(
  session: AgentSession,
  from: number,
  owed: readonly string[] = [],
): Promise<{ over: boolean; between?: BetweenCalls }> {
  const over = await awaitCallOver(session, from);
  await Promise.all(
    owed.map((event) => awaitEvent(session, event, from, longestWaitMs(session.gateway.site), `snatchpickup ${event}`)),
  );
  return { over, ...(await seeBetween(session, from)) };
}

/** What the agent tells that it is, if it does in a short while. */
export async function seeBetween(session: AgentSession, from: number): Promise<{ between?: BetweenCalls }> {
  const event = await soon(session, (eventType) => BETWEEN[eventType] !== undefined, from);
  const between = event && BETWEEN[event.eventType];
  return between === undefined ? {} : { between };
}

/** An event that may come, and need not: once the agent's queue was seen empty, nobody waits for it any longer. */
async function soon(
  session: AgentSession,
  matches: (eventType: string) => boolean,
  from: number,
): Promise<EventRecord | undefined> {
  const shortWhile = Math.max(SHORT_WHILE_MS, session.gateway.site.events.quietMs);
  const found = session.log.waitFor(({ eventType }) => matches(eventType), from, shortWhile);
  await Promise.race([found, session.emptyPoll()]);
  return session.log.events.slice(from).find(({ eventType }) => matches(eventType));
}

/** `what` names the wait: in scenes and stories alike, an event that never comes of this is not waited for again and again. */
export async function awaitEvent(
  session: AgentSession,
  eventType: string,
  from: number,
  deadlineMs: number,
  what: string,
  isAnother: (event: EventRecord) => boolean = () => false,
): Promise<boolean> {
  const isIt = (event: EventRecord) => event.eventType === eventType && !isAnother(event);
  return (await session.awaitEvent(what, isIt, from, deadlineMs)).event !== undefined;
}

/** Leaves all these agents' phones without a call, whatever they have. */
export async function clearPhones(
  lab: Lab,
  sessions: readonly (readonly [StoryName, AgentSession])[],
  internal: ReadonlySet<StoryName>,
): Promise<void> {
  await Promise.all(
    sessions.map(async ([name, session]) => {
      if (!session.signedIn) return;
      const from = session.log.end;
      const { quietMs } = lab.site.events;
      if (internal.has(name)) {
        // The other party's hanging up may have been enough.
        if (!succeeded(await session.release('clean-up'))) await drive(lab, 'reset', session);
      } else await drive(lab, 'reset', session);
      await session.log.waitFor(isCallOver, from, quietMs);
    }),
  );
}
