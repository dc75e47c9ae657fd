import type { EventRecord } from '../evidence/event-record';

/** What a finding on a missing event adds where the gateway waits for the agent's software. [development guide, manual answering] */
export const ASKED_TO_ANSWER = ', but AgentEvent_Ringing came after the phone was lifted';

/** Did the gateway ask the agent to answer after its phone was lifted? `events` are the agent's, in their order. */
export function wasAskedToAnswer(events: readonly Pick<EventRecord, 'eventType'>[]): boolean {
  const lifted = events.findIndex(({ eventType }) => eventType === 'AgentOther_PhoneOffhook');
  return lifted >= 0 && events.slice(lifted).some(({ eventType }) => eventType === 'AgentEvent_Ringing');
}
