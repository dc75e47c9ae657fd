import { expect, test } from '@playwright/test';
import type { Verdict } from '../../../src/checks/verdict';
import type { Level } from '../../../src/contract/contract';
import { aggregate } from '../../../src/report/account/aggregate';
import type { RunVerdict } from '../../../src/report/conformance-report';
import { type Ending, finding, judged, judgeOne, planned, requirement, result } from './build';

type Row = [level: Level, endings: Ending[], verdict: Verdict, run: RunVerdict, reason?: string];

const rows: Row[] = [
  ['must', ['pass', 'pass'], 'pass', 'pass'],
  ['must', ['pass', 'fail'], 'fail', 'fail', 'fail in case.2'],
  ['must', ['inconclusive', 'fail', 'lost'], 'fail', 'fail', 'fail in case.2'],
  ['must', ['pass', 'inconclusive'], 'inconclusive', 'inconclusive', 'inconclusive in case.2'],
  ['must', ['pass', 'harness error'], 'inconclusive', 'inconclusive', 'harness error: a bug'],
  ['must', ['fail', 'harness error'], 'fail', 'fail', 'fail in case.1'],
  ['must', ['pass', 'lost', 'lost'], 'inconclusive', 'inconclusive', '2 of 3 cases not run'],
  ['must', ['pass', 'not-applicable'], 'pass', 'pass'],
  ['must', ['pass', 'not selected'], 'pass', 'pass'],
  ['must', ['not-applicable'], 'not-applicable', 'inconclusive', 'not-applicable in case.1'],
  ['must', ['not-applicable', 'not selected'], 'not-applicable', 'inconclusive', 'not-applicable in case.1'],
  ['must', ['not selected'], 'not-run', 'inconclusive', 'no case of it was selected'],
  ['must', [], 'not-run', 'inconclusive', 'no case judges it'],
  ['should', ['pass', 'fail'], 'warning', 'pass', 'fail in case.2'],
  ['should', ['warning', 'inconclusive'], 'warning', 'pass', 'warning in case.1'],
  ['should', ['pass', 'inconclusive'], 'inconclusive', 'inconclusive', 'inconclusive in case.2'],
  ['observe', ['fail', 'warning'], 'pass', 'pass'],
  ['observe', ['pass', 'inconclusive', 'lost'], 'pass', 'pass'],
  ['observe', ['inconclusive'], 'not-run', 'inconclusive', 'inconclusive in case.1'],
  ['observe', ['lost'], 'not-run', 'inconclusive', '1 of 1 cases not run'],
];

for (const [level, endings, verdict, run, reason] of rows)
  test(`${level} with cases ${endings.join(', ') || '(none)'} is ${verdict}, the run ${run}`, () => {
    const judgement = judgeOne(level, endings);
    const [only] = judgement.requirements;
    expect(only?.verdict).toBe(verdict);
    expect(only?.reason).toBe(reason);
    // Of a single should or observe nothing gates; the run is open only where nothing at all was judged.
    expect(judgement.verdict).toBe(run);
  });

test('what was seen stands in the reasons of the cases of an observe requirement', () => {
  const [only] = judgeOne('observe', ['warning']).requirements;
  expect(only?.cases).toEqual([
    { id: 'case.1', title: 'title of case.1', verdict: 'pass', reason: 'warning in case.1' },
  ]);
});

test.describe('a must that was not run', () => {
  const twoMusts = (partial: boolean) =>
    aggregate({
      plan: {
        requirements: [requirement('PP-X-1'), requirement('PP-X-2')],
        cases: [planned('one', 'PP-X-1'), planned('two', 'PP-X-2')],
      },
      selectedIds: new Set(['one']),
      results: new Map([['one', result('one', 'pass', [judged('PP-X-1', 'pass')])]]),
      harnessErrors: new Map(),
      partial,
    });

  test('is no gap where the user chose other cases', () => {
    const { verdict, reasons, selection, requirements } = twoMusts(true);
    expect({ verdict, reasons }).toEqual({ verdict: 'pass', reasons: [] });
    expect(selection).toEqual({ selected: 1, planned: 2, partial: true });
    expect(requirements[1]).toMatchObject({ verdict: 'not-run', reason: 'no case of it was selected' });
  });

  test('leaves a full run inconclusive', () => {
    expect(twoMusts(false)).toMatchObject({ verdict: 'inconclusive', reasons: ['not run: PP-X-2'] });
  });

  test('is a gap even then, where the user chose it and it got lost', () => {
    expect(judgeOne('must', ['pass', 'lost'], true).verdict).toBe('inconclusive');
  });
});

test('a run in which nothing was judged is inconclusive, also where the user chose it', () => {
  const { verdict, reasons } = judgeOne('must', ['not-applicable'], true);
  expect({ verdict, reasons }).toEqual({ verdict: 'inconclusive', reasons: ['nothing was judged'] });
});

test('an open should does not hold up a run whose musts are kept', () => {
  const { verdict } = aggregate({
    plan: {
      requirements: [requirement('PP-X-1'), requirement('PP-X-2', 'should')],
      cases: [planned('one', 'PP-X-1', 'PP-X-2')],
    },
    selectedIds: new Set(['one']),
    results: new Map([
      ['one', result('one', 'inconclusive', [judged('PP-X-1', 'pass'), judged('PP-X-2', 'inconclusive')])],
    ]),
    harnessErrors: new Map(),
    partial: false,
  });
  expect(verdict).toBe('pass');
});

test('a case that judges several requirements weighs on each as it says, and its findings go with the requirement', () => {
  const { requirements, caseCounts } = aggregate({
    plan: {
      requirements: [requirement('PP-X-1'), requirement('PP-X-2'), requirement('PP-X-3', 'should')],
      cases: [planned('one', 'PP-X-1', 'PP-X-2', 'PP-X-3')],
    },
    selectedIds: new Set(['one']),
    results: new Map([
      ['one', result('one', 'fail', [judged('PP-X-1', 'pass'), judged('PP-X-2', 'fail')], [finding('PP-X-2')])],
    ]),
    harnessErrors: new Map(),
    partial: false,
  });
  expect(requirements.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'inconclusive']);
  expect(requirements.map(({ findings }) => findings.length)).toEqual([0, 1, 0]);
  expect(requirements[1]?.findings[0]).toEqual({
    expected: 'a refusal',
    received: 'retcode "0"',
    where: 'the answer to GET',
    caseId: 'one',
  });
  expect(requirements[2]?.reason).toBe('the case was judged, but said nothing of this requirement');
  expect(caseCounts).toMatchObject({ fail: 1, pass: 0 });
});

test('a finding beyond what the case was planned for is not lost', () => {
  const { verdict, requirements } = aggregate({
    plan: { requirements: [requirement('PP-X-1'), requirement('PP-X-2')], cases: [planned('one', 'PP-X-1')] },
    selectedIds: new Set(['one']),
    results: new Map([['one', result('one', 'fail', [judged('PP-X-1', 'pass'), judged('PP-X-2', 'fail')])]]),
    harnessErrors: new Map(),
    partial: false,
  });
  expect(requirements[1]).toMatchObject({ verdict: 'fail', cases: [{ id: 'one', verdict: 'fail' }] });
  expect(verdict).toBe('fail');
});
