import { expect } from '@playwright/test';
import { shownRows, test } from './browser';
import { FAILED, OPEN, PASSED, sampleRun } from './sample-run';

test('the first screen tells verdict, site, edition, suite, time and counts', async ({ open }) => {
  const page = await open(await sampleRun());
  const first = page.locator('.overview');
  await expect(first.locator('.verdict')).toHaveText(/^Fail ?A must is broken$/);
  for (const fact of ['Staging', 'https://gateway.staging.example:8043', '2023-09-27', 'version 1.2.3'])
    await expect(first).toContainText(fact);
  await expect(first).toContainText('21 Nov 2026, 05:38 UTC, 5.7 s');
  await expect(first).toContainText('AUTHMODE 2');
  const { report } = await sampleRun();
  const { selected, planned } = report.selection;
  await expect(first).toContainText(`Cases${selected} of ${planned} planned: a partial run`);
  const must = first.getByRole('img', { name: /^must: / });
  await expect(must).toHaveAccessibleName(new RegExp(`\\b${report.counts.must.fail} fail, `));
  const box = await first.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 1e6)).toBeLessThan(page.viewportSize()?.height ?? 0);
});

test('what deviates is listed with expected and received, and leads to the case', async ({ open }) => {
  const page = await open(await sampleRun());
  const card = page.locator('.attention .card', { hasText: 'PP-METHOD-2' }).first();
  await expect(card).toContainText('a refusal without effect');
  await expect(card).toContainText('HTTP 200 without a body, then AgentOther_PhoneOffhook to agent 110');
  // What breaks several requirements is one thing to look at; what is broken by another stands for itself.
  for (const id of ['PP-RESPONSE-2', 'PP-EVENT-4']) await expect(card.getByRole('link', { name: id })).toHaveCount(1);
  await expect(card.getByText('expected', { exact: true })).toHaveCount(3);
  await expect(card.locator('.received')).toHaveCount(1);
  const other = page.locator('.attention .card', { hasText: 'SP-EVENT-2' });
  await expect(other).not.toContainText('PP-METHOD-2');
  await expect(other.locator('.received')).toHaveText(/^none; on a new call it did not come/);
  await card.getByRole('link', { name: `Call flow of ${FAILED}` }).click();
  await expect(page.locator(`#PP-METHOD-2 details[data-case="${FAILED}"]`)).toHaveAttribute('open');
  await expect(page.locator('#PP-METHOD-2 .ladder')).toBeVisible();
  await expect(page.locator('.attention')).toContainText('the call ended by itself');
});

test('filters by operation, level and verdict narrow the matrix, and show all again', async ({ open }) => {
  const input = await sampleRun();
  const page = await open(input);
  const all = input.report.requirements;
  const ids = (having: (one: (typeof all)[number]) => boolean) => all.filter(having).map(({ id }) => id);
  expect(await shownRows(page)).toEqual(ids(() => true));
  await page.getByRole('combobox', { name: 'Operation' }).selectOption('snatchpickup');
  expect(await shownRows(page)).toEqual(ids(({ id }) => id.startsWith('SP-')));
  await page.getByRole('combobox', { name: 'Level' }).selectOption('should');
  expect(await shownRows(page)).toEqual(ids(({ id, level }) => id.startsWith('SP-') && level === 'should'));
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => shownRows(page)).toEqual(ids(() => true));
  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('fail');
  expect(await shownRows(page)).toEqual(ids(({ verdict }) => verdict === 'fail'));
  await expect(page.locator('output')).toHaveText(
    `${ids(({ verdict }) => verdict === 'fail').length} of ${all.length} requirements`,
  );
});

test('a count of the first screen shows the requirements that it counts', async ({ open }) => {
  const input = await sampleRun();
  const page = await open(input);
  await page.locator('.counts button[data-level=must][data-verdict=fail]').click();
  const failed = input.report.requirements.filter(({ level, verdict }) => level === 'must' && verdict === 'fail');
  expect(await shownRows(page)).toEqual(failed.map(({ id }) => id));
});

test('the search finds ids, sentences and cases, and says when nothing is found', async ({ open }) => {
  const page = await open(await sampleRun());
  const search = page.getByRole('searchbox');
  await search.fill('pp-guid-2');
  expect(await shownRows(page)).toEqual(['PP-GUID-2']);
  await search.fill('trust anchors');
  expect(await shownRows(page)).toContain('PP-TLS-1');
  await search.fill(FAILED);
  expect(await shownRows(page)).toContain('PP-METHOD-2');
  expect(await shownRows(page)).not.toContain('SP-METHOD-2');
  await page.locator('#PP-METHOD-2 > details > summary').click();
  await expect(page.locator('#PP-METHOD-2 .case').filter({ hasText: FAILED }).first()).toBeVisible();
  await expect(page.locator('#PP-METHOD-2 .case').filter({ hasNotText: FAILED })).toHaveCount(0);
  await search.fill('there is no such thing');
  expect(await shownRows(page)).toEqual([]);
  await expect(page.getByText('No requirement matches.')).toBeVisible();
});

test('a requirement opens to its cases, the worst first', async ({ open }) => {
  const page = await open(await sampleRun());
  await page.locator('#PP-METHOD-2 > details > summary').click();
  const cases = page.locator('#PP-METHOD-2 .case');
  await expect(cases.first()).toHaveAttribute('data-case', FAILED);
  await expect(cases.nth(1)).toHaveAttribute('data-case', OPEN);
  await expect(cases.first()).toContainText('fail');
  await expect(page.locator('#PP-METHOD-2 .source')).toContainText('Taking the Phone Off the Hook');
});

test('deep links open a requirement or a case, also where a filter hides it', async ({ open }) => {
  const page = await open(await sampleRun(), '#PP-GUID-2');
  const row = page.locator('#PP-GUID-2');
  await expect(row.locator('> details')).toHaveAttribute('open');
  await expect(row).toBeInViewport();
  await expect(row.locator('> details > summary')).toBeFocused();
  await page.getByRole('combobox', { name: 'Operation' }).selectOption('snatchpickup');
  await expect(row).toBeHidden();
  await page.goto(`${page.url().split('#')[0]}#${PASSED}`);
  const found = page.locator(`details[data-case="${PASSED}"]`);
  await expect(found).toHaveAttribute('open');
  await expect(found).toBeInViewport();
  await page.goto(`${page.url().split('#')[0]}#PP-GUID-2`);
  await expect(row).toBeInViewport();
});

test('a reader who goes on before the evidence of a case is there stays where they went', async ({ open }) => {
  const page = await open(await sampleRun());
  // Evidence is unpacked in the background; here it waits until the reader has gone on.
  await page.evaluate(() => {
    const { json } = Response.prototype;
    const unpacked = new Promise<void>((resolve) => window.addEventListener('unpack', () => resolve()));
    Response.prototype.json = async function (this: Response) {
      await unpacked;
      return json.call(this);
    };
  });
  await page.goto(`${page.url()}#${PASSED}`);
  const left = page.locator(`details[data-case="${PASSED}"]`);
  await expect(left).toBeInViewport();
  await page.goto(`${page.url().split('#')[0]}#PP-GUID-2`);
  const row = page.locator('#PP-GUID-2');
  await expect(row).toBeInViewport();
  await page.evaluate(() => window.dispatchEvent(new Event('unpack')));
  await left.locator('.exchanges').waitFor();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await expect(row).toBeInViewport();
});

test('everything can be reached and opened by keyboard', async ({ open }) => {
  const page = await open(await sampleRun());
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'To the requirements' })).toBeFocused();
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('pp-method-2');
  for (const name of ['Operation', 'Level', 'Verdict']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('combobox', { name })).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.locator('#PP-METHOD-2 > details > summary')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.locator('#PP-METHOD-2 .case').first().waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.locator('#PP-METHOD-2 .case').first().locator('> summary')).toBeFocused();
  await page.keyboard.press('Enter');
  const ladder = page.locator('#PP-METHOD-2 .ladder-frame');
  await ladder.waitFor();
  for (let tabs = 0; tabs < 8 && !(await ladder.evaluate((one) => one === document.activeElement)); tabs++)
    await page.keyboard.press('Tab');
  await expect(ladder).toBeFocused();
});
