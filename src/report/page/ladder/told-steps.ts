import type { Observation } from '../../../evidence/observation';
import type { Happening } from './happening';

type Told = Pick<Observation, 'exploration'>;

/** Where each step of the exploration's stories begins: what was done there may be nobody's request. */
export function storySteps({ exploration }: Told): Happening[] {
  const stories = exploration?.stories ?? [];
  return stories.flatMap(({ text, steps, clearedFrom }, story) => {
    const sentences = text.split('; ');
    const of = stories.length > 1 ? `story ${story + 1}, ` : '';
    return [
      ...steps.map(({ from }, index) => step(`${of}step ${index + 1}: ${sentences[index] ?? ''}`, from)),
      step(`${of}the end: the stage is cleared`, clearedFrom),
    ];
  });
}

function step(label: string, at: number): Happening {
  return { kind: 'note', at, from: 'suite', to: 'gateway', label, purpose: 'step', deviations: [] };
}

/** What an agent is called in the stories; undefined where it is in none. */
export function nameInStories(agentId: string, { exploration }: Told): string | undefined {
  const names = exploration?.stories.flatMap(({ agents }) => agents.filter(({ id }) => id === agentId)) ?? [];
  const distinct = [...new Set(names.map(({ name }) => name))];
  return distinct.length > 0 ? `${distinct.join(' and ')} in the story` : undefined;
}
