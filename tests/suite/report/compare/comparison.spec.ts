import { expect, test } from '@playwright/test';
import type { CaseResult, Verdict } from '../../../../src/checks/verdict';
import { type RunResults, reportOn } from '../../../../src/report/account/run-results';
import { compareReports, directionOf, isWorse } from '../../../../src/report/compare/comparison';
import { comparisonBlocks } from '../../../../src/report/compare/comparison-blocks';
import { compareLatencies } from '../../../../src/report/compare/latencies';
import { plainText } from '../../../../src/report/markdown/plain-text';
import { finding, judged, result } from '../build';
import { everyOutcome } from '../finished-run';

const BROKEN = 'phonepickup.method.breaks';

/** The run with another result for one case. */
function instead(other: CaseResult, run: RunResults = everyOutcome()): RunResults {
  return { ...run, results: [...run.results.filter(({ caseId }) => caseId !== other.caseId), other] };
}

const mended = instead(result(BROKEN, 'pass', [judged('PP-BROKEN-1', 'pass')]));
const otherReason = (received: string) =>
  instead(result(BROKEN, 'fail', [judged('PP-BROKEN-1', 'fail')], [finding('PP-BROKEN-1', received)]));
const compare = (before: RunResults, now: RunResults) => compareReports(reportOn(before), reportOn(now));
const text = (before: RunResults, now: RunResults) => plainText(comparisonBlocks(compare(before, now), []));

test('equal runs are no worse', () => {
  const comparison = compare(everyOutcome(), everyOutcome());
  expect(isWorse(comparison)).toBe(false);
  expect(text(everyOutcome(), everyOutcome())).toBe(
    '0 requirements worse, 0 better\nSame site, edition, suite, selection and verdict.\n',
  );
});

test('what is mended is better, and the other way round worse', () => {
  expect(isWorse(compare(everyOutcome(), mended))).toBe(false);
  expect(text(everyOutcome(), mended)).toContain(
    '0 requirements worse, 1 better\n  verdict: fail → inconclusive\n\nBetter: 1\nPP-BROKEN-1 (must) fail → pass: text of PP-BROKEN-1\n',
  );
  expect(isWorse(compare(mended, everyOutcome()))).toBe(true);
  expect(text(mended, everyOutcome())).toContain(
    'Worse: 1\nPP-BROKEN-1 (must) pass → fail: text of PP-BROKEN-1\n  phonepickup.method.breaks pass → fail: retcode "0"\n',
  );
});

test('one more broken case of what was broken before is worse', () => {
  const passing = 'phonepickup.method.passes';
  const more = instead(result(passing, 'fail', [judged('PP-BROKEN-1', 'fail'), judged('PP-KEPT-1', 'pass')]));
  const before = instead(result(passing, 'pass', [judged('PP-BROKEN-1', 'pass'), judged('PP-KEPT-1', 'pass')]));
  expect(isWorse(compare(before, more))).toBe(true);
  expect(text(before, more)).toContain('PP-BROKEN-1 (must) fail in both');
});

test('another reason is told, another agent or another time is none', () => {
  const { reasons } = compare(everyOutcome(), otherReason('HTTP 500'));
  expect(reasons).toEqual([{ requirement: 'PP-BROKEN-1', case: BROKEN, before: 'retcode "0"', now: 'HTTP 500' }]);
  const a = otherReason('AgentEvent_Talking to agent 101 after 12.5 ms');
  expect(compare(a, otherReason('AgentEvent_Talking to agent 102 after 7 ms')).reasons).toEqual([]);
});

test('another site and edition are told', () => {
  const site = { name: 'Production', url: 'https://b', edition: '2025-11-13', authMode: 1 };
  expect(compare(everyOutcome(), { ...everyOutcome(), site }).differences.map(({ what }) => what)).toEqual([
    'site',
    'edition',
    'AUTHMODE',
  ]);
});

const directions: [Verdict, Verdict, string][] = [
  ['pass', 'fail', 'worse'],
  ['pass', 'warning', 'worse'],
  ['not-run', 'fail', 'worse'],
  ['pass', 'inconclusive', 'worse'],
  ['inconclusive', 'pass', 'better'],
  ['warning', 'pass', 'better'],
  ['fail', 'inconclusive', 'other'],
  ['pass', 'not-applicable', 'other'],
  ['not-run', 'pass', 'other'],
];
for (const [before, now, direction] of directions)
  test(`from ${before} to ${now} is ${direction}`, () => {
    expect(directionOf(before, now)).toBe(direction);
  });

test('latencies are compared event by event, shared pickups once', () => {
  const latency = (at: number, ms: number) => ({
    event: 'AgentEvent_Talking',
    agentId: '101',
    after: 'request accepted',
    at,
    ms,
    deadlineMs: 1000,
  });
  const run = (...values: number[]) =>
    values.map((ms) => ({ ...result(`case.${ms}`, 'pass', []), latencies: [latency(1, 5), latency(ms, ms)] }));
  expect(compareLatencies(run(10, 20), run(30))).toEqual([
    {
      event: 'AgentEvent_Talking',
      after: 'request accepted',
      before: { count: 3, median: 10, longest: 20 },
      now: { count: 2, median: 17.5, longest: 30 },
    },
  ]);
  expect(compareLatencies([], run(1))).toEqual([]);
});
