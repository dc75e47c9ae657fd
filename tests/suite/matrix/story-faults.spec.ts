import { expect, test } from '@playwright/test';
import { storyFaults } from '../../../src/simulator';
import { STORIES } from '../exploration/stories';
import { judgeGateway, troubles } from '../judged-gateway';
import { problemsOf } from './judgement';
import { attach } from './put-to-the-suite';
import { judgeRow, ofStoryFault, playing } from './row';

test.describe.configure({ mode: 'parallel' });

for (const fault of storyFaults)
  test(`${fault.name} is seen in its story, and nothing is without it: ${fault.text}`, async () => {
    const story = STORIES[fault.name] ?? '';
    const row = await judgeRow(ofStoryFault(fault, story));
    attach(row);
    expect(problemsOf(row, 1), story).toEqual([]);
    const without = await judgeGateway({}, playing(story));
    expect(troubles(without)).toEqual([]);
    expect(without.map(({ seen }) => seen.exploration?.stories.map(({ brokeOff }) => brokeOff))).toEqual([[undefined]]);
  });

test('every fault that needs a story has one', () => {
  expect(Object.keys(STORIES)).toEqual(storyFaults.map(({ name }) => name));
});
