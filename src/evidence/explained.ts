import type { EventRecord } from './event-record';
import type { Observation } from './observation';

/** The events of an observation that the stimulus may be behind: without those that an earlier cause was still owing. */
export function unexplainedEvents({
  events,
  explained = [],
}: Pick<Observation, 'events' | 'explained'>): readonly EventRecord[] {
  if (explained.length === 0) return events;
  const keyOf = ({ agentId, position }: Pick<EventRecord, 'agentId' | 'position'>) => `${agentId} ${position}`;
  const paid = new Set(explained.map(keyOf));
  return events.filter((event) => !paid.has(keyOf(event)));
}
