import { expect, test } from '@playwright/test';
import { AccountingError, assertClosed } from '../../../src/report/account/accounting';
import { aggregate } from '../../../src/report/account/aggregate';
import { CollectedResults } from '../../../src/report/account/collected-results';
import type { Judgement } from '../../../src/report/conformance-report';
import { judged, planned, requirement, result } from './build';

const plan = {
  requirements: [requirement('PP-X-1'), requirement('PP-X-2', 'should')],
  cases: [planned('one', 'PP-X-1'), planned('two', 'PP-X-1', 'PP-X-2'), planned('three', 'PP-X-2')],
};

const judge = (over: Partial<Parameters<typeof aggregate>[0]> = {}): Judgement =>
  aggregate({
    plan,
    selectedIds: new Set(['one', 'two']),
    results: new Map([['one', result('one', 'pass', [judged('PP-X-1', 'pass')])]]),
    harnessErrors: new Map([['two', 'a bug']]),
    partial: true,
    ...over,
  });

test('every planned case and every requirement is found under exactly one verdict', () => {
  const { caseCounts, counts } = judge();
  const none = { pass: 0, fail: 0, warning: 0, inconclusive: 0, 'not-applicable': 0, 'not-run': 0 };
  expect(caseCounts).toEqual({ ...none, pass: 1, inconclusive: 1, 'not-run': 1 });
  expect(counts).toEqual({
    must: { ...none, inconclusive: 1 },
    should: { ...none, inconclusive: 1 },
    observe: none,
  });
});

const tampered: [what: string, change: (judgement: Judgement) => Judgement, message: RegExp][] = [
  [
    'a case too many',
    (j) => ({ ...j, caseCounts: { ...j.caseCounts, pass: 2 } }),
    /^cases planned and accounted for: 3 and 4$/,
  ],
  [
    'a case too few',
    (j) => ({ ...j, caseCounts: { ...j.caseCounts, pass: 0 } }),
    /^cases planned and accounted for: 3 and 2$/,
  ],
  [
    'too few not run',
    (j) => ({ ...j, caseCounts: { ...j.caseCounts, pass: 2, 'not-run': 0 } }),
    /^1 cases not selected, 0 not run$/,
  ],
  ['a requirement lost', (j) => ({ ...j, requirements: j.requirements.slice(1) }), /does not list each requirement/],
  [
    'a requirement twice',
    (j) => ({ ...j, requirements: [...j.requirements, ...j.requirements] }),
    /does not list each/,
  ],
  [
    'a level miscounted',
    (j) => ({ ...j, counts: { ...j.counts, must: j.counts.observe } }),
    /^must requirements: 1 and 0$/,
  ],
  [
    'a case of a requirement lost',
    (j) => ({ ...j, requirements: j.requirements.map((one) => ({ ...one, cases: one.cases.slice(1) })) }),
    /^PP-X-1 lacks one$/,
  ],
];
for (const [what, change, message] of tampered)
  test(`accounting notices ${what}`, () => {
    expect(() => assertClosed(plan, judge())).not.toThrow();
    expect(() => assertClosed(plan, change(judge()))).toThrow(message);
  });

test('what nobody planned is a mistake of ours', () => {
  expect(() => judge({ selectedIds: new Set(['four']) })).toThrow(
    new AccountingError('cases that nobody planned: four'),
  );
  expect(() => judge({ harnessErrors: new Map([['five', 'x']]) })).toThrow('cases that nobody planned: five');
  const stranger = new Map([['one', result('one', 'pass', [judged('PP-Y-1', 'pass')])]]);
  expect(() => judge({ results: stranger })).toThrow('requirements that the contract lacks: PP-Y-1');
  const twins = { ...plan, cases: [...plan.cases, planned('one', 'PP-X-1')] };
  expect(() => judge({ plan: twins })).toThrow('two planned cases have the same id');
});

test('a case that ran more than once keeps its worst result', () => {
  const collected = new CollectedResults();
  for (const verdict of ['pass', 'fail', 'inconclusive', 'pass'] as const)
    collected.add({ caseId: 'one', result: result('one', verdict, []) }, 1);
  expect(collected.results.get('one')?.verdict).toBe('fail');
});
