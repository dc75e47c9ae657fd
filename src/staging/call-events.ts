import type { EventRecord } from '../evidence/event-record';
import type { AgentSession } from '../gateway/agent-session';
import { NOTE } from '../gateway/notes';

/** Raised to an agent whose phone rings, and to one that picked a call up. [phonepickup page, Prerequisites] */
export const ALERTING = 'AgentOther_PhoneAlerting';
/** Raised to an agent whose phone was lifted, by hand or by phonepickup. [phonepickup page, Triggered Event] */
export const OFFHOOK = 'AgentOther_PhoneOffhook';

/** Does it tell an agent that its phone rings, linked or not? */
export function tellsOfRinging({ eventType }: EventRecord): boolean {
  return eventType === ALERTING || eventType === 'AgentEvent_Ringing';
}

/** Is it more than a note that came late? */
export function isOfACall({ eventType }: EventRecord): boolean {
  return eventType !== NOTE;
}

const CALL_OVER: ReadonlySet<string> = new Set([
  'AgentOther_PhoneRelease',
  'AgentEvent_Call_Release',
  'AgentEvent_Customer_Release',
  'AgentEvent_No_Answer',
  'AgentState_Ready',
  'AgentState_Work',
]);

/** Does it show an agent that its call is over? */
export function isCallOver({ eventType }: EventRecord): boolean {
  return CALL_OVER.has(eventType);
}

/** Does it show an agent that its phone rings no more? A state may come of something else. */
export function isRingingOver(event: EventRecord): boolean {
  return isCallOver(event) && !event.eventType.startsWith('AgentState_');
}

/**
 * Waits, at most for the site's event deadline, until an agent was told that its call is over: was it?
 * @param from position in the agent's log from which on events count
 */
export async function awaitCallOver(session: AgentSession, from: number): Promise<boolean> {
  const { deadlineMs } = session.gateway.site.events;
  return (await session.awaitEvent('the end of a call', isCallOver, from, deadlineMs)).event !== undefined;
}
