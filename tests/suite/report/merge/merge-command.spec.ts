import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { ConformanceReport } from '../../../../src/report/conformance-report';

const ROOT = resolve(__dirname, '../../../..');
const SECTIONS = ['tests/phonepickup/headers.spec.ts', 'tests/snatchpickup/headers.spec.ts'];

interface Ended {
  code: number | null;
  stderr: string;
}

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'merge-test-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

function start(...args: string[]): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(GATEWAY_|TEST_|PLAYWRIGHT_|PW)/.test(name));
  const child = spawn(process.execPath, args, { cwd: ROOT, env: Object.fromEntries(inherited) });
  let stderr = '';
  child.stdout.resume();
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((end) => child.once('close', (code) => end({ code, stderr })));
}

const conformance = (reports: string, ...args: string[]) =>
  start('bin/conformance.mjs', '--workers', '1', '--reports', reports, ...SECTIONS, ...args);
const merge = (...args: string[]) => start('--import', 'tsx', 'bin/merge.ts', ...args);

function read(reports: string): ConformanceReport {
  return JSON.parse(readFileSync(join(reports, 'conformance.json'), 'utf8'));
}

/** Which events were timed how often, without the times. */
function counted(latency: ConformanceReport['latency']): object[] {
  return latency.map(({ operation, event, after, count }) => ({ operation, event, after, count }));
}

test('merged shards give the same conformance.json as one run, and a missing one is told', async ({ folder }) => {
  const [whole, first, second, together] = ['whole', 'first', 'second', 'together'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  await conformance(first, '--shard', '1/2');
  const lacking = await merge('--reports', together, first);
  expect(lacking).toEqual({
    code: 3,
    stderr: expect.stringMatching(/^merge: expected all 2 shards, found none of 2\/2.*\n$/),
  });
  await conformance(second, '--shard', '2/2');
  await conformance(whole);
  expect(await merge('--reports', together, second, first)).toEqual({ code: 0, stderr: '' });
  // Apart from times, and where this run's gateway happened to listen.
  const { startedAt: _, durationMs: __, latency, site, ...expected } = read(whole);
  const merged = read(together);
  expect(merged).toMatchObject({ ...expected, site: { name: site.name, authMode: site.authMode } });
  expect(counted(merged.latency)).toEqual(counted(latency));
  expect(read(first).selection.selected).toBeLessThan(expected.selection.selected);
  for (const name of ['junit.xml', 'summary.md']) expect(readFileSync(join(together, name), 'utf8')).not.toBe('');
});

test('a folder without results is told in one line', async ({ folder }) => {
  const { code, stderr } = await merge('--reports', join(folder, 'all'), folder);
  expect(code).toBe(3);
  expect(stderr).toBe(`merge: ${join(folder, 'results.json')}: expected the results of a run, found no such file\n`);
});
