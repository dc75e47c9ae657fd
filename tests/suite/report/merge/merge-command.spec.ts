import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { test as base, expect } from '@playwright/test';
import { rejudgeFile } from '../../../../fixtures/rejudge-file';
import { fileHash } from '../../../../src/evidence/content-hash';
import { readTranscript } from '../../../../src/evidence/transcript';
import { formProblem } from '../../../../src/evidence/transcript-form';
import type { ConformanceReport } from '../../../../src/report/conformance-report';
import { changesIn } from '../../../../src/report/rejudge/changes';
import { conformance, merge } from '../../commands';

const SECTIONS = ['tests/phonepickup/headers.spec.ts', 'tests/snatchpickup/headers.spec.ts'];
/** Breaks cases of one shard. */
const FAULT = 'snatchpickup-charset-in-lower-case-only';

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'merge-test-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

const run = (reports: string, ...args: string[]) =>
  conformance('--workers', '1', '--reports', reports, '--fault', FAULT, ...SECTIONS, ...args);

function read(reports: string): ConformanceReport {
  return JSON.parse(readFileSync(join(reports, 'conformance.json'), 'utf8'));
}

function verdicts({ requirements }: ConformanceReport): object[] {
  return requirements.map(({ id, verdict, findings }) => ({ id, verdict, findings }));
}

/** Which events were timed how often, without the times. */
function counted(latency: ConformanceReport['latency']): object[] {
  return latency.map(({ operation, event, after, count }) => ({ operation, event, after, count }));
}

/** Which cases the page has how much evidence of. */
function evidenceIn(reports: string): [caseId: string, seen: boolean][] {
  const page = readFileSync(join(reports, 'conformance/index.html'), 'utf8');
  return [...page.matchAll(/id="data-chunk-\d+">([^<]+)</g)]
    .flatMap(({ 1: data = '' }) => {
      const { cases } = JSON.parse(inflateSync(Buffer.from(data, 'base64')).toString('utf8'));
      return Object.entries<{ seen?: object }>(cases).map(([id, { seen }]): [string, boolean] => [id, Boolean(seen)]);
    })
    .sort();
}

/** What stands in the reports for other programs, without what differs from run to run. */
function others(reports: string): object {
  const text = (name: string) => readFileSync(join(reports, name), 'utf8');
  const results = readdirSync(join(reports, 'allure-results')).filter((name) => name.endsWith('-result.json'));
  return {
    evidence: evidenceIn(reports),
    flows: text('summary.md').match(/sequenceDiagram/g)?.length,
    junit: text('junit.xml').match(/<testcase [^>]*?name="[^"]*"/g),
    allure: results.map((name) => JSON.parse(text(`allure-results/${name}`)).name).sort(),
  };
}

test('merged shards give the reports and the evidence of one run', async ({ folder }) => {
  // Three runs of the whole command, and three mergings.
  test.setTimeout(180_000);
  const [whole, first, second, together] = ['whole', 'first', 'second', 'together'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  await run(first, '--shard', '1/2');
  const lacking = await merge('--reports', together, first);
  expect(lacking).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/^merge: expected all 2 shards, found none of 2\/2.*\n$/),
  });
  await run(second, '--shard', '2/2');
  await run(whole);
  const merged = await merge('--reports', together, second, first);
  expect(merged).toMatchObject({ code: 1, stderr: '', stdout: expect.stringContaining('transcript.jsonl') });
  // Apart from times, and where this run's gateway happened to listen.
  const { startedAt: _, durationMs: __, latency, site, ...expected } = read(whole);
  expect(read(together)).toMatchObject({ ...expected, site: { name: site.name, authMode: site.authMode } });
  expect(counted(read(together).latency)).toEqual(counted(latency));
  expect(read(first).selection.selected).toBeLessThan(expected.selection.selected);
  expect(others(together)).toEqual(others(whole));
  expect(evidenceIn(together).every(([, seen]) => seen)).toBe(true);
  expect(others(together)).toMatchObject({ flows: expect.any(Number) });

  const file = join(together, 'transcript.jsonl');
  const rejudged = rejudgeFile(file, { unsealed: false, waivers: undefined });
  const { requirements, cases, reworded } = changesIn(rejudged.run);
  expect([rejudged.warnings, requirements, cases, reworded]).toEqual([[], [], [], []]);
  expect(verdicts(rejudged.run.now)).toEqual(verdicts(read(whole)));
  const { header, epochMs } = readTranscript(readFileSync(file, 'utf8'), formProblem);
  expect([header.mergedFrom?.length, epochMs.size]).toEqual([2, 2]);
  const page = () => readFileSync(join(together, 'conformance/index.html'), 'utf8');
  expect(page()).toContain(`<dd>${fileHash(file)}</dd>`);

  // The verdict stands without the evidence; nothing that was changed gets a new seal.
  appendFileSync(join(second, 'transcript.jsonl'), '{}\n');
  const changed = await merge('--reports', together, first, second);
  expect(changed.code).toBe(1);
  expect(changed.stderr).toMatch(
    /^merge: no transcript of the whole: \S+second\/transcript\.jsonl: line \d+: [^\n]+\n$/,
  );
  expect(changed.stdout).not.toContain('transcript.jsonl');
  expect(readdirSync(together)).not.toContain('transcript.jsonl');
  expect(page()).not.toContain('sha256sum');
});

test('a folder without results is told in one line', async ({ folder }) => {
  const { code, stderr } = await merge('--reports', join(folder, 'all'), folder);
  expect(code).toBe(3);
  expect(stderr).toBe(`merge: ${join(folder, 'results.json')}: expected the results of a run, found no such file\n`);
});
