import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { Site } from '../../../src/site/site';
import { siteDirectory } from '../../../src/staging/site-directory';

const site = { url: 'https://gateway.example:8043', calls: { driver: 'none' } } as Pick<Site, 'url' | 'calls'>;

/** A folder for temporary files that is the test's own. */
const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'site-directory-'));
    const { TMPDIR } = process.env;
    process.env.TMPDIR = folder;
    await use(folder);
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(folder, { recursive: true });
  },
});

test('runs that judge one gateway meet in one folder, by its address', ({ folder }) => {
  const directory = siteDirectory(site, '/run');
  expect(directory.startsWith(join(folder, 'agent-gateway-sites-'))).toBe(true);
  expect(siteDirectory({ ...site, url: 'https://gateway.example:8043/' }, '/run')).toBe(directory);
  expect(siteDirectory({ ...site, url: 'https://gateway.example:8044' }, '/run')).not.toBe(directory);
});

test('the folder is not looked for behind a link that somebody else may have put there', ({ folder }) => {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  const own = join(siteDirectory(site, '/run'), '..');
  rmSync(own, { recursive: true });
  symlinkSync(elsewhere, own);
  expect(() => siteDirectory(site, '/run')).toThrow(/expected a folder, found something else; remove it$/);
});
