import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020';
import type { CaseResult } from '../../../../src/checks/verdict';
import { type RunResults, reportOn } from '../../../../src/report/account/run-results';
import schema from '../../../../src/report/conformance.schema.json';
import { joinRepetitions } from '../../../../src/report/repeat/join-repetitions';
import { finding, judged, planned, requirement, result } from '../build';
import { everyOutcome } from '../finished-run';

const fits = new Ajv2020({ strict: true }).compile(schema);

const pass = result('a.m.one', 'pass', [judged('PP-M-1', 'pass'), judged('PP-M-2', 'pass')]);
const fail = result(
  'a.m.one',
  'fail',
  [judged('PP-M-1', 'fail'), judged('PP-M-2', 'pass')],
  [finding('PP-M-1', 'HTTP 500')],
);

function run(...results: CaseResult[]): RunResults {
  return {
    ...everyOutcome(),
    requirements: [requirement('PP-M-1'), requirement('PP-M-2')],
    cases: [planned('a.m.one', 'PP-M-1', 'PP-M-2')],
    selected: ['a.m.one'],
    results,
    harnessErrors: {},
    durations: {},
  };
}

function reported(first: RunResults, ...others: RunResults[]) {
  const report = reportOn(joinRepetitions([first, ...others]));
  expect(fits(JSON.parse(JSON.stringify(report))), JSON.stringify(fits.errors)).toBe(true);
  return report;
}

test('what is the same in all runs stands as it is', () => {
  expect(reported(run(pass), run(pass))).toMatchObject({ verdict: 'pass', repetitions: { runs: 2, unstable: [] } });
  const broken = reported(run(fail), run(fail), run(fail));
  expect(broken).toMatchObject({ verdict: 'fail', repetitions: { runs: 3, unstable: [] } });
  expect(broken.requirements[0]?.findings).toHaveLength(1);
});

test('what differs between runs is unstable, neither broken nor green, and says in which run it was what', () => {
  const report = reported(run(pass), run(fail), run(pass));
  expect(report).toMatchObject({ verdict: 'inconclusive', repetitions: { runs: 3, unstable: ['a.m.one'] } });
  expect(report.requirements).toMatchObject([
    {
      verdict: 'inconclusive',
      reason: 'unstable: pass in run 1, 3; fail in run 2; once received: HTTP 500',
      findings: [],
    },
    { verdict: 'pass' },
  ]);
});

test('what is broken in every run stays broken beside what is unstable', () => {
  const both = result(
    'a.m.one',
    'fail',
    [judged('PP-M-1', 'fail'), judged('PP-M-2', 'fail')],
    [finding('PP-M-1'), finding('PP-M-2')],
  );
  expect(reported(run(both), run(fail))).toMatchObject({
    verdict: 'fail',
    requirements: [
      { verdict: 'fail', findings: [{ caseId: 'a.m.one' }] },
      { verdict: 'inconclusive', findings: [] },
    ],
    repetitions: { unstable: ['a.m.one'] },
  });
});

test('a run in which the case came to no verdict makes it unstable', () => {
  expect(reported(run(pass), run())).toMatchObject({ verdict: 'inconclusive', repetitions: { unstable: ['a.m.one'] } });
  const crashed = { ...run(), harnessErrors: { 'a.m.one': 'a bug' } };
  const report = reported(crashed, run(pass));
  expect(report).toMatchObject({ verdict: 'inconclusive', harnessErrors: 1 });
  expect(report.requirements[0]?.reason).toBe('harness error: a bug (run 1)');
});
