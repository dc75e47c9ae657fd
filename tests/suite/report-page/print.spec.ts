import { expect } from '@playwright/test';
import { test } from './browser';
import { FAILED, sampleRun } from './sample-run';

test('printed it is an acceptance document: deviations with their call flows, and a place to sign', async ({
  open,
}) => {
  const page = await open(await sampleRun());
  await expect(page.getByText('For the operator')).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Conformance and acceptance report')).toBeVisible();
  for (const text of ['For the operator', 'For the vendor', 'Call flows of deviating cases'])
    await expect(page.getByText(text)).toBeVisible();
  for (const what of ['Name', 'Place and date', 'Signature'])
    await expect(page.locator('.party').getByText(what, { exact: true })).toHaveCount(2);
  const flow = page.locator('.annex .flow', { hasText: FAILED });
  await expect(flow.locator('.ladder')).toBeVisible();
  await expect(flow.locator('.arrow.deviating').first()).toBeVisible();
  await expect(page.locator('form.filters')).toBeHidden();
  await expect(page.locator('.matrix .row')).toHaveCount((await sampleRun()).report.requirements.length);
});

test('on A4 nothing is cut off, and what a filter hid is printed all the same', async ({ open }) => {
  const page = await open(await sampleRun());
  await page.getByRole('searchbox').fill('PP-GUID-2');
  await expect(page.locator('#PP-METHOD-2')).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 680, height: 960 });
  await expect(page.locator('#PP-METHOD-2')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(680);
  const cut = page
    .locator('.row .badge-verdict')
    .evaluateAll((badges) =>
      badges.filter((badge) => badge.getBoundingClientRect().right > 680).map(({ textContent }) => textContent),
    );
  expect(await cut).toEqual([]);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  expect(boxes.length).toBeGreaterThan(2);
  for (const [, width, height] of boxes) expect([Number(width), Number(height)].map(Math.round)).toEqual([595, 842]);
});

test('the foot of each page names the run, whatever its site is called', async ({ open }) => {
  const input = await sampleRun();
  const name = '"; } } </style><script>alert(1)</script> \\ 电话';
  const page = await open({ ...input, report: { ...input.report, site: { ...input.report.site, name } } });
  const rules = await page.evaluate(() =>
    [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText)),
  );
  const foot = rules.filter((rule) => rule.startsWith('@page') && rule.includes('edition')).join();
  expect(foot).toContain(JSON.stringify(`${name} · edition 2023-09-27 · 21 Nov 2026, 05:38 UTC · fail`));
});

test('the evidence that the report stands on is named by its hashes', async ({ open }) => {
  const page = await open(await sampleRun());
  await expect(page.locator('.hashes dt')).toHaveText([
    'transcript.jsonl',
    'the suite, version 1.2.3',
    'the description, edition 2023-09-27',
    'the site file',
  ]);
  await expect(page.locator('.hashes dd')).toHaveText(['1', 'a', 'b', 'c'].map((digit) => digit.repeat(64)));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.hashes dd').first()).toBeVisible();
});

test('on a narrow screen nothing but drawings and tables scrolls sideways', async ({ open }) => {
  const page = await open(await sampleRun(), `#${FAILED}`);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.locator('.case-view .ladder').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
