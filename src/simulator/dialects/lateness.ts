import type { Cause, Notice } from '../hooks';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';

/** Later than the usual deadline, and not so late that nobody waits any more. */
const LATE_MS = 12_000;

/** Late is what a cause raises that brings an event of a type for the first time, all of it, so that the order holds. */
function firstOfItsType(isConcerned: (eventType: string) => boolean) {
  return () => {
    const known = new Set<string>();
    return {
      events(cause: Cause, notices: Notice[]): Notice[] {
        if (!cause.call) return notices;
        const first = notices.filter(({ event }) => isConcerned(event.eventType) && !known.has(event.eventType));
        for (const { event } of first) known.add(event.eventType);
        return first.length > 0 ? notices.map((one) => ({ ...one, delayMs: LATE_MS })) : notices;
      },
    };
  };
}

export const latenessDialects: readonly Dialect[] = [
  dialect(
    'call-events-late-once',
    'A14',
    `the first event of each type that tells of a call comes ${LATE_MS} ms late, with all that goes with it`,
    firstOfItsType(() => true),
  ),
  dialect(
    'talking-late-once',
    'A14',
    `the first Talking comes ${LATE_MS} ms late, with all that goes with it`,
    firstOfItsType((eventType) => eventType === 'AgentEvent_Talking'),
  ),
];
