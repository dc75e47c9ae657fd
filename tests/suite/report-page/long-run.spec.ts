import { statSync } from 'node:fs';
import { expect } from '@playwright/test';
import { packEvidence } from '../../../src/report/page/pack';
import { test } from './browser';
import { longRun } from './sample-run';

const CASES = 5000;

test('5,000 cases stay small: few elements until more are asked for, and any one of them is found and reached', async ({
  open,
}) => {
  const input = await longRun(CASES);
  const { index, chunks } = packEvidence(input.report, input.evidence);
  expect(index.length + chunks.reduce((sum, chunk) => sum + chunk.length, 0)).toBeLessThan(3_000_000);
  const page = await open(input);
  expect(statSync(new URL(page.url())).size).toBeLessThan(4_000_000);
  await page.getByRole('searchbox').fill('number-04321');
  await page.locator('#PP-METHOD-2 > details > summary').click();
  await expect(page.locator('#PP-METHOD-2 .case')).toHaveCount(1);
  await page.getByRole('searchbox').fill('');
  const listed = page.locator('#PP-METHOD-2 .case');
  await expect(listed).toHaveCount(200);
  await expect(listed.first()).toContainText('fail');
  await page.goto(`${page.url().split('#')[0]}#phonepickup.method.number-04320`);
  const linked = page.locator('[data-case="phonepickup.method.number-04320"]');
  await expect(linked.locator('.ladder')).toBeVisible();
  await expect(linked).toBeInViewport();
  await expect(listed.first()).toHaveAttribute('data-case', 'phonepickup.method.number-04320');
  await expect(listed).toHaveCount(201);
  // Elements are few however many cases there are; the rest comes when it is asked for.
  expect(await page.locator('*').count()).toBeLessThan(20_000);
  // A reader who comes near the end of them gets more; another search begins with few again.
  const more = page.locator('#PP-METHOD-2').getByRole('button', { name: /^Show more: 4\d{3} cases left$/ });
  await more.scrollIntoViewIfNeeded();
  await expect.poll(() => listed.count()).toBeGreaterThan(201);
  expect(await listed.count()).toBeLessThan(2000);
  await page.getByRole('searchbox').fill('number');
  await expect(listed).toHaveCount(200);
  await page.getByRole('searchbox').fill('number-049');
  await expect(listed).toHaveCount(100);
  await expect(more).toHaveCount(0);
});
