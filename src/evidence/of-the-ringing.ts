import type { EventRecord } from './event-record';
import type { CallIdentity, Cast } from './observation';

/** Phones ring at least this long, in milliseconds, before an exchange gives up, where the site file does not say how long. */
export const RINGS_AT_LEAST_MS = 5_000;

/** Raised with a call that is answered, and by some gateways to an agent whose phone rings. */
export const SCREEN_POP = 'AgentEvent_Incoming_CallInfo';
/** What the ringing, and the end of a call that nobody answers, may bring to the agent that is called, whoever picks up. */
const OF_THE_RINGING: ReadonlySet<string> = new Set([
  'AgentOther_PhoneAlerting',
  SCREEN_POP,
  'AgentOther_PhoneRelease',
]);

/** Is it an event of the ringing itself, at the agent that is called, or named? */
export function isOfTheRinging(
  { eventType, agentId }: EventRecord,
  { cast, call }: { cast: Pick<Cast, 'picker' | 'called'>; call?: Pick<CallIdentity, 'placedTo'> },
): boolean {
  if (!OF_THE_RINGING.has(eventType)) return false;
  if (agentId === cast.called) return true;
  // The agent that asks may have a call of its own, or take one back that was its own: then its phone alerts anew.
  return agentId === call?.placedTo && (agentId !== cast.picker || eventType === SCREEN_POP);
}
