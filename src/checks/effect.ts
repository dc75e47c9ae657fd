import type { OperationContract } from '../contract/contract';
import type { EventRecord } from '../evidence/event-record';
import type { Observation } from '../evidence/observation';
import { isOfTheRinging } from '../evidence/of-the-ringing';
import type { Marks } from './verdict';

/** The events of a pickup, between the stimulus and the first thing that explains them otherwise. */
export function pickupEvents(operation: OperationContract, seen: Observation): EventRecord[] {
  const { requestSent = 0 } = seen.moments;
  const until = seen.explainedFrom ?? Number.POSITIVE_INFINITY;
  return seen.events.filter(
    (event) =>
      event.at >= requestSent &&
      event.at < until &&
      operation.trace.forbiddenAfterRefusal.includes(event.eventType) &&
      !isDueToTheRinging(event, seen) &&
      // The other party of an internal call is an agent with events of its own.
      !(seen.call?.kind === 'internal' && seen.cast.others.includes(event.agentId)),
  );
}

/** Once the ringing was announced, and as long as it goes on, no event of it is due. */
function isDueToTheRinging(event: EventRecord, seen: Observation): boolean {
  if (!isOfTheRinging(event, seen)) return false;
  const { moments, control, ringingRepeats } = seen;
  return (
    event.at <= (moments.rang ?? Number.POSITIVE_INFINITY) || control?.succeeded === false || ringingRepeats === true
  );
}

/** Did the pickup happen: did the agent that asked get any of the events that acceptance itself triggers? */
export function pickupHappened(operation: OperationContract, seen: Observation): boolean {
  const first = operation.trace.events.filter(({ after }) => after === 'request accepted').map(({ event }) => event);
  const asking = seen.stimuli[0]?.agentId ?? seen.cast.picker;
  return pickupEvents(operation, seen).some(
    ({ eventType, agentId }) => agentId === asking && first.includes(eventType),
  );
}

/** Events in a few words, for findings. */
export function listEvents(events: readonly EventRecord[]): string {
  return events.map(({ eventType, agentId }) => `${eventType} to agent ${agentId}`).join(', ');
}

/** Events as a finding points at them. */
export function atEvents(events: readonly EventRecord[]): Pick<Marks, 'events'> {
  return { events: events.map(({ agentId, position }) => ({ agentId, position })) };
}
