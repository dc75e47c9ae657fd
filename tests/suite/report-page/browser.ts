/** The conformance report in a real Chromium: looked at as a user does, without a server and without a network. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import type { PageInput } from '../../../src/report/page/page-input';
import { pageText } from '../../../src/report/page/page-text';
import { browserOptions } from '../browser';

interface Opened {
  /** Opens the report in the test's page, at a deep link where one is given. */
  open: (input: PageInput, link?: string) => Promise<Page>;
}

export const test = base.extend<Opened>({
  launchOptions: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      await use(browserOptions());
    },
    { scope: 'worker' },
  ],

  open: async ({ page, context }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'report-page-'));
    const trouble: string[] = [];
    page.on('console', (message) => trouble.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) trouble.push(`request: ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      trouble.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await context.setOffline(true);
    await use(async (input, link = '') => {
      const file = join(folder, 'index.html');
      writeFileSync(file, pageText(input));
      await page.goto(`${pathToFileURL(file).href}${link}`);
      await page.locator('html[data-ready]').waitFor();
      return page;
    });
    expect(trouble).toEqual([]);
    rmSync(folder, { recursive: true });
  },
});

/** The requirements that the matrix shows. */
export function shownRows(page: Page): Promise<string[]> {
  return page.locator('.rows > .row:visible').evaluateAll((rows) => rows.map(({ id }) => id));
}
