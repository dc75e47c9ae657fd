import { expect } from '@playwright/test';
import { applyWaivers } from '../../../src/report/waivers/apply-waivers';
import { test } from './browser';
import { FAILED, sampleRun } from './sample-run';

test('a waived requirement shows as broken and waived, and every waiver is listed', async ({ open }) => {
  const input = await sampleRun();
  const about = { reason: 'known since spring', owner: 'A. Person', ticket: 'CC-1', expires: '2027-01-01' };
  const waivers = [
    { ...about, requirement: 'PP-METHOD-2', symptom: 'AgentOther_PhoneOffhook', line: 2 },
    { ...about, requirement: 'PP-TLS-1', symptom: 'nothing like it', line: 9 },
  ];
  const selectedIds = new Set(input.evidence.keys());
  const context = { site: 'Staging', edition: '2023-09-27', today: '2026-11-21', selectedIds };
  const report = { ...input.report, ...applyWaivers(input.report, { file: 'waivers.yaml', waivers }, context) };
  const page = await open({ ...input, report });
  await expect(page.locator('#PP-METHOD-2 > details > summary .verdicts')).toHaveText(/fail.*waived/);
  await expect(page.locator('#PP-RESPONSE-2 > details > summary .verdicts')).not.toContainText('waived');
  for (const [requirement, shown] of [
    ['PP-METHOD-2', /fail.*waived/],
    ['PP-RESPONSE-2', /^fail$/],
  ] as const) {
    await page.locator(`#${requirement} > details > summary`).click();
    await expect(page.locator(`#${requirement} [data-case="${FAILED}"] > summary .verdicts`)).toHaveText(shown);
  }
  await expect(page.locator('#PP-METHOD-2 .case .badge-verdict.waived')).toHaveCount(1);
  await page.locator(`#PP-METHOD-2 [data-case="${FAILED}"] > summary`).click();
  await page.getByRole('link', { name: 'waiver 1', exact: true }).click();
  await expect(page.locator('#waiver-1')).toBeInViewport();
  const listed = page.locator('.waivers .card');
  await expect(listed).toHaveCount(2);
  await expect(listed.first()).toContainText(/waives 1 case.*PP-METHOD-2.*known since spring/s);
  await expect(listed.first()).toContainText('A. Person');
  await expect(listed.last()).toContainText('PP-TLS-1');
});
