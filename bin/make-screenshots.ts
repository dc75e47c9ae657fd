/**
 * Makes the README's picture: a run against a faulty simulated gateway, its HTML report, photographed at one failed case.
 * `npx tsx bin/make-screenshots.ts`; needs Chromium or Chrome on the machine.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

async function main(): Promise<void> {
  const executablePath = PLACES.find(existsSync);
  if (!executablePath) throw new Error(`no browser found: expected one of ${PLACES.join(', ')}`);
  const reports = mkdtempSync(join(tmpdir(), 'screenshot-'));
  const root = resolve(__dirname, '..');
  const run = ['bin/conformance.mjs', '--fault', 'phonepickup-head-executes', '--reports', reports];
  spawnSync(process.execPath, run, { cwd: root, stdio: 'ignore' });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: 1100, height: 760 } });
  await page.goto(`${pathToFileURL(join(reports, 'html/index.html')).href}#?q=s:failed`);
  await page.getByText('phonepickup refuses the method HEAD').first().click();
  await page.getByText('is broken').first().waitFor();
  await page.screenshot({ path: join(root, 'docs/images/report.png') });
  await browser.close();
}

void main();
