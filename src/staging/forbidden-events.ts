import type { OperationContract } from '../contract/contract';
import type { EventRecord } from '../evidence/event-record';
import { unexplainedEvents } from '../evidence/explained';
import type { Observation } from '../evidence/observation';

/** Events that no refused request may trigger, from the moment it was sent until something else explains them. */
export function forbiddenEvents({ trace }: OperationContract, seen: Observation): EventRecord[] {
  const { moments, explainedFrom = Number.POSITIVE_INFINITY } = seen;
  return unexplainedEvents(seen).filter(
    ({ at, eventType }) =>
      at >= (moments.requestSent ?? 0) && at < explainedFrom && trace.forbiddenAfterRefusal.includes(eventType),
  );
}
