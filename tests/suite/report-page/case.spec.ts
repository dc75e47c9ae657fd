import { expect, type Page } from '@playwright/test';
import { test } from './browser';
import { FAILED, MISSING, OPEN, PASSED, sampleRun } from './sample-run';

const caseOn = (page: Page, id: string) => page.locator(`details[data-case="${id}"]`);

test('the ladder of a failing case marks the answer and the event that deviate', async ({ open }) => {
  const { evidence } = await sampleRun();
  const page = await open(await sampleRun(), `#${FAILED}`);
  const shown = caseOn(page, FAILED);
  await expect(shown.locator('.deviations')).toContainText('a refusal without effect');
  const ladder = shown.locator('.ladder');
  await expect(ladder.locator('.line-title')).toHaveText(['Suite', 'Gateway', 'Agent 110', /^Agent/, 'Caller']);
  await expect(ladder.locator('.arrow.request.stimulus')).toContainText('HEAD /voicecall/110/phonepickup');
  // How many events come before the control, which may trigger the others, is a matter of milliseconds.
  const { result, seen } = evidence.get(FAILED) ?? {};
  const [, ...later] = result?.findings[0]?.marks?.events ?? [];
  const other = seen?.events.filter((event) => later.some(({ position }) => position === event.position)) ?? [];
  const deviating = [/HTTP 200 · no body/, /AgentOther_PhoneOffhook/, ...other.map((event) => RegExp(event.eventType))];
  await expect(ladder.locator('.arrow.deviating')).toHaveText(deviating);
  await expect(ladder.locator('.arrow.deviating .badge')).toHaveText(deviating.map(() => '1'));
  await expect(ladder.locator('.arrow.missing')).toHaveCount(0);
  await expect(ladder.locator('.arrow.event')).toHaveCount(seen?.events.length ?? 0);
  await expect(ladder.locator('.arrow.call')).toHaveText(['calls 7110', /the call is ended/]);
  await expect(ladder).toHaveAccessibleName(`Call flow of ${FAILED}`);
  await expect(ladder).toHaveAccessibleDescription(/Suite to Gateway: HEAD/);
});

test('an event that did not come is drawn dashed, at its deadline', async ({ open }) => {
  const page = await open(await sampleRun(), `#${MISSING}`);
  const missing = caseOn(page, MISSING).locator('.arrow.missing');
  await expect(missing).toHaveCount(1);
  await expect(missing).toContainText('AgentEvent_Talking did not come');
  await expect(missing.locator('.time')).toHaveText(/^10\.\d\d s$/);
  expect(await missing.locator('line').evaluate((line) => getComputedStyle(line).strokeDasharray)).not.toBe('none');
  const came = caseOn(page, MISSING).locator('.arrow.event:not(.quiet) line').first();
  expect(await came.evaluate((line) => getComputedStyle(line).strokeDasharray)).toBe('none');
  await expect(caseOn(page, MISSING).locator('.latency .deadline-label')).toHaveText('deadline 10 s');
  await expect(caseOn(page, MISSING).locator('.latency .event')).not.toContainText(['AgentEvent_Talking']);
});

test('the ladder of a passing case marks nothing, and shows control and fence', async ({ open }) => {
  const page = await open(await sampleRun(), `#${PASSED}`);
  const shown = caseOn(page, PASSED);
  const ladder = shown.locator('.ladder');
  await expect(ladder.locator('.arrow.request')).toContainText(['GET /voicecall/', 'control POST /voicecall/']);
  await expect(ladder.locator('.arrow:is(.deviating, .missing), .badge, .band')).toHaveCount(0);
  await expect(ladder.locator('.note')).toContainText([/another cause/, /shown by fence/]);
  await expect(shown.locator('.proofs')).toContainText('control succeeded');
  await expect(shown.locator('.deviations')).toHaveCount(0);
});

test('a case without a verdict says why, and still shows its ladder', async ({ open }) => {
  const page = await open(await sampleRun(), `#${OPEN}`);
  await expect(caseOn(page, OPEN).locator('.case-view')).toContainText('Without a verdict: the call ended by itself');
  await expect(caseOn(page, OPEN).locator('.ladder .arrow.stimulus').first()).toContainText('PUT');
  await expect(caseOn(page, OPEN).locator('.ladder .arrow.deviating')).toHaveCount(0);
});

test('requests and answers stand there in full, secrets as names', async ({ open }) => {
  const page = await open(await sampleRun(), `#${FAILED}`);
  const stimulus = caseOn(page, FAILED).locator('.exchanges > li', { hasText: 'stimulus' });
  await expect(stimulus.locator('pre').first()).toContainText(/^HEAD https:\/\/.*phonepickup/);
  await expect(stimulus.locator('pre').first()).toContainText(/Guid: <Guid \d+ of agent 110>/);
  await expect(stimulus.locator('pre').last()).toContainText('HTTP 200');
  await caseOn(page, FAILED)
    .getByText(/^Events with their content/)
    .click();
  await expect(caseOn(page, FAILED).locator('.events')).toContainText('"callid"');
});

test('a case that did not run says so', async ({ open }) => {
  const page = await open(await sampleRun(), '#phonepickup.guid.missing');
  await expect(caseOn(page, 'phonepickup.guid.missing')).toContainText('There is no evidence of it.');
});
