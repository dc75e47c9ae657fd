import { expect } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020';
import schema from '../../../src/report/conformance.schema.json';
import { test } from './run-project';

const fits = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

test('cases of every outcome become verdicts, and conformance.json fits its schema', async ({ runProject }) => {
  const run = await runProject({ files: ['verdicts', 'accidents', 'passes'] });
  expect(run.exitCode).toBe(1);
  const { report } = run;
  expect(fits(report), JSON.stringify(fits.errors)).toBe(true);
  expect(report).toMatchObject({
    verdict: 'fail',
    reasons: ['broken: PP-BROKEN-1'],
    harnessErrors: 4,
    selection: { selected: 14, planned: 14, partial: false },
    caseCounts: { pass: 5, fail: 2, warning: 1, inconclusive: 5, 'not-applicable': 1, 'not-run': 0 },
  });
  expect(Object.fromEntries(report?.requirements.map(({ id, verdict }) => [id, verdict]) ?? [])).toEqual({
    'PP-KEPT-1': 'pass',
    'PP-BROKEN-1': 'fail',
    'PP-SHOULD-1': 'warning',
    'PP-OBSERVED-1': 'pass',
    'PP-OPEN-1': 'inconclusive',
    'PP-LACKING-1': 'not-applicable',
    'PP-ACCIDENT-1': 'inconclusive',
  });
  const accidents = report?.requirements.find(({ id }) => id === 'PP-ACCIDENT-1')?.cases;
  expect(accidents?.map(({ id, reason }) => [id, reason])).toEqual([
    ['crashes', 'harness error: worker process exited unexpectedly (code=7, signal=null)'],
    ['forgets', 'harness error: the test ended without a judgement'],
    ['hangs', 'harness error: the test did not end within 0.3 s'],
    ['throws', 'harness error: TypeError: this is a bug'],
  ]);
  expect(run.stdout).toContain('FAIL: a must is broken');
  expect(run.stdout).toContain('Broken  PP-BROKEN-1 (must) text of PP-BROKEN-1');
});

test('the schema rejects what is no report', async ({ runProject }) => {
  const { report } = await runProject({ files: ['passes'] });
  if (!report) throw new Error('no report');
  expect(fits(report)).toBe(true);
  const [first] = report.requirements;
  const broken: Record<string, unknown> = {
    'unknown member': { ...report, extra: 1 },
    'secret in the site': { ...report, site: { ...report.site, agents: [] } },
    'other verdict': { ...report, verdict: 'warning' },
    'pass with reasons': { ...report, verdict: 'pass', reasons: ['x'] },
    'no reason': { ...report, verdict: 'inconclusive', reasons: [] },
    'no requirements': { ...report, requirements: [] },
    'time of another form': { ...report, startedAt: '21.11.2026' },
    'must with a warning': { ...report, requirements: [{ ...first, verdict: 'warning' }] },
    'should that fails': { ...report, requirements: [{ ...first, level: 'should', verdict: 'fail' }] },
    'observation that gates': { ...report, requirements: [{ ...first, level: 'observe', verdict: 'inconclusive' }] },
    'requirement without cases': { ...report, requirements: [{ ...first, cases: undefined }] },
    'counts without a verdict': { ...report, caseCounts: { pass: 1 } },
  };
  const accepted = Object.entries(broken).filter(([, value]) => fits(JSON.parse(JSON.stringify(value))));
  expect(accepted.map(([what]) => what)).toEqual([]);
});

test('a run in which no must is judged is not green, though no test failed', async ({ runProject }) => {
  const run = await runProject({ files: ['passes'] });
  expect(run.exitCode).toBe(1);
  expect(run.report).toMatchObject({
    verdict: 'inconclusive',
    selection: { selected: 2, planned: 14, partial: false },
  });
  expect([...run.specs().values()].every(({ ok }) => ok)).toBe(true);
});

const selections: [what: string, files: string[], args: string[]][] = [
  ['--grep', ['verdicts', 'passes'], ['--grep', '@PP-KEPT-1', '--grep-invert', '@PP-BROKEN-1']],
  ['a file', ['verdicts', 'passes'], ['passes.spec.ts']],
  ['--shard', ['passes'], ['--shard', '1/2']],
];
for (const [what, files, args] of selections)
  test(`what the user left out by ${what} is no gap`, async ({ runProject }) => {
    const { report, exitCode, stdout } = await runProject({ files, args });
    expect(report).toMatchObject({ verdict: 'pass', selection: { planned: 14, partial: true } });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Partial run: ');
  });

test('the workers are told the selection before they start', async ({ runProject }) => {
  const { report } = await runProject({ files: ['passes'] });
  const cases = report?.requirements.find(({ id }) => id === 'PP-KEPT-1')?.cases;
  expect(cases).toContainEqual({ id: 'knows.the.selection', title: 'case knows.the.selection', verdict: 'pass' });
});

test('a run that could not be made leaves no verdict, not even that of the run before', async ({ runProject }) => {
  expect((await runProject({ files: ['passes'] })).report).toBeDefined();
  const run = await runProject({ files: ['passes'], args: ['--grep', 'there is no such case'] });
  expect(run).toMatchObject({ exitCode: 1, report: undefined });
  expect(run.stderr).toContain('No tests found');
});

test('listing the cases prints them and judges nothing', async ({ runProject }) => {
  await runProject({ files: ['passes'] });
  const run = await runProject({ files: ['passes'], args: ['--list'] });
  expect(run.stdout).toContain('case second.passes');
  expect(run.stdout).not.toContain('requirements');
  expect(run.report?.selection.selected).toBe(2);
});
