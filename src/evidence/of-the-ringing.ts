import type { EventRecord } from './event-record';
import type { CallIdentity, Cast } from './observation';

/** What the ringing, and the end of a call that nobody answers, may bring to the agent that is called, whoever picks up. */
const OF_THE_RINGING: ReadonlySet<string> = new Set([
  'AgentOther_PhoneAlerting',
  'AgentEvent_Incoming_CallInfo',
  'AgentOther_PhoneRelease',
]);

/** Is it an event of the ringing itself, at the agent that is called, or named, and not the one that takes its own call? */
export function isOfTheRinging(
  { eventType, agentId }: EventRecord,
  { cast, call }: { cast: Pick<Cast, 'picker' | 'called'>; call?: Pick<CallIdentity, 'placedTo'> },
): boolean {
  if (!OF_THE_RINGING.has(eventType)) return false;
  // Somebody is named where a call is to be taken over: then the agent that asks may have one of its own.
  return (
    agentId === cast.called || (agentId === call?.placedTo && (agentId !== cast.picker || cast.called !== undefined))
  );
}
