import type { StoryName, StoryStep } from '../evidence/story';

export const STORY_NAMES: readonly StoryName[] = ['a', 'b', 'c', 'o', 'u', 'p'];

/** Every step that there is between these agents. */
export function allSteps(names: readonly StoryName[] = STORY_NAMES): StoryStep[] {
  return names.flatMap((who): StoryStep[] => [
    { do: 'rings', who },
    { do: 'picks up', who },
    { do: 'picks up', who, guid: 'dead' },
    { do: 'lifts', who },
    { do: 'caller hangs up', who },
    { do: 'hangs up', who },
    { do: 'becomes busy', who },
    { do: 'becomes idle', who },
    { do: 'links', who, on: true },
    { do: 'links', who, on: false },
    { do: 'signs out', who },
    { do: 'signs out', who, force: true },
    { do: 'signs in', who },
    { do: 'signs in', who, as: 'by force' },
    { do: 'signs in', who, as: 'busy' },
    { do: 'signs in', who, as: 'wrapping up' },
    { do: 'signs in', who, as: 'wrapping up after calls' },
    { do: 'signs in', who, as: 'unlinked' },
    { do: 'new Guid', who },
    ...names.flatMap((whom): StoryStep[] => [
      { do: 'takes', who, whom },
      ...(who === whom ? [] : [{ do: 'calls' as const, who, whom }]),
    ]),
  ]);
}

/** A step as a sentence. */
export function sentenceOf(step: StoryStep): string {
  const { who } = step;
  switch (step.do) {
    case 'calls':
      return `${who} calls ${step.whom}`;
    case 'takes':
      return `${who} takes the call of ${step.whom}`;
    case 'picks up':
      return step.guid === 'dead' ? `${who} picks up by a dead Guid` : `${who} picks up`;
    case 'lifts':
      return `${who} lifts the handset`;
    case 'caller hangs up':
      return `the caller of ${who} hangs up`;
    case 'links':
      return `${who} turns linkage ${step.on ? 'on' : 'off'}`;
    case 'signs out':
      return step.force ? `${who} signs out by force` : `${who} signs out`;
    case 'signs in':
      return step.as === undefined ? `${who} signs in` : `${who} signs in ${step.as}`;
    case 'new Guid':
      return `${who} gets a new Guid`;
    default:
      return `${who} ${step.do}`;
  }
}

export function storyText(steps: readonly StoryStep[]): string {
  return steps.map(sentenceOf).join('; ');
}

const bySentence = new Map(allSteps().map((step) => [sentenceOf(step), step]));

/** A story that cannot be read; the message is one line. */
export class StoryTextError extends Error {
  override readonly name = 'StoryTextError';
}

/** Reads a story as `storyText` writes it. Throws StoryTextError at the first sentence that it does not know. */
export function readStory(text: string): StoryStep[] {
  const sentences = text.split(';').map((sentence) => sentence.trim().replaceAll(/\s+/g, ' '));
  return sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => {
      const step = bySentence.get(sentence);
      if (step) return step;
      const examples = [...new Set([...bySentence.keys()].map((known) => known.replaceAll(/\b[abcoup]\b/g, 'a')))];
      throw new StoryTextError(
        `expected a story of sentences like "a rings; b takes the call of a; b picks up", found "${sentence}"; known for each of ${STORY_NAMES.join(', ')}: ${examples.join(', ')}`,
      );
    });
}
