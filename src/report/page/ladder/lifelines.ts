import type { EventRecord } from '../../../evidence/event-record';
import type { Observation } from '../../../evidence/observation';
import type { Deviation } from '../view/deviations';
import type { Happening, Lifeline, LifelineId } from './happening';
import { nameInStories } from './told-steps';

/** Which lifeline an agent's arrows end at. */
export type LineOf = (agentId: string) => LifelineId;

/** Caused on purpose to show that no other event is under way. */
const FENCE = /^(AgentState_(SetNotReady|CancelNotReady)_Success|AgentOther_Note)$/;
export function isFence({ eventType }: Pick<EventRecord, 'eventType'>): boolean {
  return FENCE.test(eventType);
}

/** Agents to whom nothing happened but fences share one lifeline, where there are several. */
export function lifelineChooser(
  seen: Observation,
  events: readonly EventRecord[],
  deviations: readonly Deviation[],
): LineOf {
  const { picker, called, others } = seen.cast;
  const busy = new Set([picker, called, seen.call?.placedTo, ...seen.stimuli.map(({ agentId }) => agentId)]);
  for (const event of events) if (!isFence(event)) busy.add(event.agentId);
  for (const { marks } of deviations) busy.add(marks.missing?.agentId);
  const idle = others.filter((id) => !busy.has(id));
  return (agentId) => (idle.length > 1 && idle.includes(agentId) ? 'watched' : `phone ${agentId}`);
}

/** From the left to the right. */
export function lifelinesOf(seen: Observation, happenings: readonly Happening[], lineOf: LineOf): Lifeline[] {
  const { picker, called, others, phones } = seen.cast;
  const phone = (id: string, role: string): Lifeline => ({
    id: `phone ${id}`,
    title: `Agent ${id}`,
    subtitles: [nameInStories(id, seen) ?? role, phones[id] ? `phone ${phones[id]}` : ''].filter((text) => text !== ''),
  });
  const named = new Set([picker, called, ...others]);
  const used = new Set(happenings.flatMap(({ from, to }) => [from, to]));
  const strangers = [...used].flatMap((id) => (id.startsWith('phone ') ? [id.slice('phone '.length)] : []));
  const watched = others.filter((id) => lineOf(id) === 'watched');
  return [
    { id: 'suite', title: 'Suite', subtitles: [] },
    { id: 'gateway', title: 'Gateway', subtitles: [] },
    ...(called ? [phone(called, 'called')] : []),
    ...(picker ? [phone(picker, 'picks up')] : []),
    ...others.filter((id) => lineOf(id) !== 'watched').map((id) => phone(id, 'watched')),
    ...strangers.filter((id) => !named.has(id)).map((id) => phone(id, '')),
    ...(watched.length > 0
      ? [
          {
            id: 'watched',
            title: `${watched.length} agents`,
            subtitles: ['watched', watched.join(', ')],
          } satisfies Lifeline,
        ]
      : []),
    ...(seen.call?.kind === 'external'
      ? [{ id: 'caller', title: 'Caller', subtitles: [seen.call.caller ?? 'from outside'] } satisfies Lifeline]
      : []),
  ];
}
