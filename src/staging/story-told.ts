import type { Observation, Step } from '../evidence/observation';
import type { Story } from '../evidence/story';
import { sentenceOf } from '../exploration/sentences';

/** A story as the steps of a stage: who is who, what was done, and why it went no further. */
export function stepsTold({ agents, steps, brokeOff }: Story): Step[] {
  return [
    { what: agents.map(({ name, id }) => `${name} is agent ${id}`).join(', '), proven: true },
    ...steps.map(({ step }, index) => ({ what: `${index + 1}. ${sentenceOf(step)}`, proven: true })),
    ...(brokeOff === undefined ? [] : [{ what: brokeOff, proven: false }]),
  ];
}

/** Who took part: the first agent stands where an ordinary case has its picker. */
export function castTold({ agents }: Story): Observation['cast'] {
  const [first, ...others] = agents;
  return {
    picker: first?.id ?? '',
    others: others.map(({ id }) => id),
    phones: Object.fromEntries(agents.map(({ id, phone }) => [id, phone])),
  };
}
