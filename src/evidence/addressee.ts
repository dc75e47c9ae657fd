import type { EventRecord } from './event-record';

/** The agent that an event names by its `workNo`, as a number or a text that may be padded; undefined where it names none. */
function namedAgent({ workNo }: Pick<EventRecord, 'workNo'>): string | undefined {
  if (typeof workNo !== 'string' && typeof workNo !== 'number') return undefined;
  return /^0*([1-9][0-9]*)$/.exec(String(workNo).replaceAll('\0', '').trim())?.[1];
}

/** Does an event that an agent received name another agent? Then it is no event to this one. */
export function isForAnother(event: Pick<EventRecord, 'agentId' | 'workNo'>): boolean {
  const named = namedAgent(event);
  return named !== undefined && named !== event.agentId;
}

/** Does an event name the agent that received it? */
export function namesItsAgent(event: Pick<EventRecord, 'agentId' | 'workNo'>): boolean {
  return namedAgent(event) === event.agentId;
}
