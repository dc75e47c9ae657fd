import { expect, test } from '@playwright/test';
import type { Verdict } from '../../../src/checks/verdict';
import { storyFaults } from '../../../src/simulator';
import { judgeGateway } from '../judged-gateway';
import { STORIES } from './stories';

test.describe.configure({ mode: 'parallel' });

/** What the story comes to at a gateway with these faults: its verdict, and what is broken. */
async function play(story: string, faults: readonly string[]): Promise<{ verdict: Verdict; broken: string[] }> {
  const [judged, ...others] = await judgeGateway(
    { faults, deadlineMs: 600 },
    { choose: ({ section }) => section === 'exploration', exploration: { story } },
  );
  expect(others).toEqual([]);
  expect(judged?.seen.exploration?.stories.map(({ brokeOff }) => brokeOff)).toEqual([undefined]);
  const { verdict = 'not-run', findings = [] } = judged?.result ?? {};
  return { verdict, broken: [...new Set(findings.map(({ requirement }) => requirement))] };
}

for (const { name, breaks, text } of storyFaults)
  test(`${name} is seen in its story, and nothing is without it: ${text}`, async () => {
    const story = STORIES[name] ?? '';
    const played = await play(story, [name]);
    expect(played.broken).toContain(breaks[0]);
    expect(played.verdict).toBe(breaks[0] === 'PP-GUID-5' ? 'warning' : 'fail');
    expect(await play(story, [])).toEqual({ verdict: 'pass', broken: [] });
  });

test('every fault that needs a story has one', () => {
  expect(Object.keys(STORIES)).toEqual(storyFaults.map(({ name }) => name));
});
