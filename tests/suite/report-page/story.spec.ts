import { expect } from '@playwright/test';
import type { CaseEvidence } from '../../../src/report/page/case-evidence';
import { judgeGateway } from '../judged-gateway';
import { test } from './browser';
import { inputOf } from './sample-run';

test('the ladder of a story tells its steps, also those that are nobody’s request, and who is who', async ({
  open,
}) => {
  const judged = await judgeGateway(
    { faults: ['phonepickup-after-handset'] },
    {
      choose: ({ section, operation }) => section === 'exploration' && operation === 'phonepickup',
      exploration: { story: 'a rings; a lifts the handset; a picks up' },
    },
  );
  const evidence = new Map(judged.map(({ of, seen, result }): [string, CaseEvidence] => [of.id, { seen, result }]));
  const [found] = judged;
  if (!found) throw new Error('the story was not played');
  const page = await open(
    inputOf(
      evidence,
      judged.map(({ of }) => of),
    ),
    `#${found.of.id}`,
  );
  const ladder = page.locator(`details[data-case="${found.of.id}"] .ladder`);
  await expect(ladder.locator('.note.step')).toContainText([
    'step 1: a rings',
    'step 2: a lifts the handset',
    'step 3: a picks up',
    'the end: the stage is cleared',
  ]);
  await expect(ladder.locator('.line-subtitle').first()).toHaveText('a in the story');
  const told = await ladder.locator('.arrow, .note').allTextContents();
  const place = (text: RegExp) => told.findIndex((each) => text.test(each));
  // What a step brought about stands between it and the next.
  const order = [
    /step 1/,
    /AgentOther_PhoneAlerting/,
    /step 2/,
    /PhoneOffhook/,
    /step 3/,
    /POST .*phonepickup/,
    /HTTP 200/,
  ];
  const places = order.map(place);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  await expect(ladder.locator('.arrow.answer.deviating')).toHaveCount(1);
});
