import { expect, test } from '@playwright/test';
import { allSteps, readStory, StoryTextError, sentenceOf, storyText } from '../../../src/exploration/sentences';

test('every step has a sentence of its own, and is read back from it', () => {
  const steps = allSteps();
  expect(new Set(steps.map(sentenceOf)).size).toBe(steps.length);
  expect(readStory(storyText(steps))).toEqual(steps);
});

test('a story may be written with blanks and line feeds as one likes', () => {
  const written = ' a rings ;\n  b takes  the call of a;;b picks up; ';
  expect(storyText(readStory(written))).toBe('a rings; b takes the call of a; b picks up');
});

for (const sentence of ['a sings', 'd rings', 'a calls a', 'a takes', 'rings', 'A rings'])
  test(`"${sentence}" is refused with one line that names it`, () => {
    const read = () => readStory(`a rings; ${sentence}`);
    expect(read).toThrow(StoryTextError);
    expect(read).toThrow(new RegExp(`^expected a story of sentences like [^\\n]+, found "${sentence}"[^\\n]+$`));
  });
