/**
 * Makes the README's pictures: a run against a faulty simulated gateway, and its conformance report, photographed at the
 * first screen and at the call flow of the failed case. `npx tsx bin/make-screenshots.ts`; needs Chromium or Chrome.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { browserOptions } from '../tests/suite/browser';

const FAILED = 'phonepickup.method.head';

async function main(): Promise<void> {
  const reports = mkdtempSync(join(tmpdir(), 'screenshot-'));
  const root = resolve(__dirname, '..');
  const run = ['bin/conformance.mjs', '--fault', 'phonepickup-head-executes', '--reports', reports];
  spawnSync(process.execPath, run, { cwd: root, stdio: 'ignore' });
  const browser = await chromium.launch(browserOptions());
  const page = await browser.newPage({ viewport: { width: 1280, height: 850 } });
  const report = pathToFileURL(join(reports, 'conformance/index.html')).href;
  await page.goto(report);
  await page.locator('html[data-ready]').waitFor();
  await page.screenshot({ path: join(root, 'docs/images/report.png') });
  await page.goto(`${report}#${FAILED}`);
  const flow = page.locator(`details[data-case="${FAILED}"] .ladder-frame`);
  await flow.waitFor();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await flow.screenshot({ path: join(root, 'docs/images/call-flow.png') });
  await browser.close();
  rmSync(reports, { recursive: true });
}

void main();
