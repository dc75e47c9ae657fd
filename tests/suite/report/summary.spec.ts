import { expect, test } from '@playwright/test';
import { aggregate } from '../../../src/report/account/aggregate';
import type { ConformanceReport } from '../../../src/report/conformance-report';
import { summary } from '../../../src/report/terminal/summary';
import { duration, painter, wantsColours } from '../../../src/report/text';
import { finding, judged, planned, requirement, result } from './build';

const circumstances = {
  edition: '2023-09-27',
  site: { name: 'Staging', url: 'https://gw.example:8043', authMode: 2 },
  suite: { version: '0.1.0' },
  startedAt: '2026-01-02T03:04:05.006Z',
  durationMs: 7421,
  harnessErrors: 0,
};
const context = {
  reports: 'reports',
  harnessErrors: new Map<string, string>(),
  otherReports: ['html', 'allure-results'],
  paint: painter(false),
};

const passing: ConformanceReport = {
  ...circumstances,
  ...aggregate({
    plan: { requirements: [requirement('PP-X-1')], cases: [planned('one', 'PP-X-1')] },
    selectedIds: new Set(['one']),
    results: new Map([['one', result('one', 'pass', [judged('PP-X-1', 'pass')])]]),
    harnessErrors: new Map(),
    partial: false,
  }),
};

test('the summary of a conforming gateway is short', () => {
  expect(summary(passing, context)).toBe(`
PASS: every must that was judged is kept
Staging, https://gw.example:8043, edition 2023-09-27, AUTHMODE 2 (dynamic Guid)
1 case in 7.4 s

requirements  pass  fail  warning  inconclusive  not-applicable  not-run
must             1     –        –             –               –        –
should           –     –        –             –               –        –
observe          –     –        –             –               –        –

Reports: reports/conformance.json  reports/html  reports/allure-results
`);
});

test('a suite that was too slow is told once, below the verdict', () => {
  const health = { unhealthyWindows: 1, cases: 1, worstDelayMs: 2300, worstNotScheduledMs: 2300 };
  const lines = summary({ ...passing, health }, context).split('\n');
  expect(lines.filter((line) => line.includes('too slow'))).toHaveLength(1);
  expect(summary(passing, context)).not.toContain('too slow');
});

test('the summary of a broken gateway tells what is broken, what is open and what was left out', () => {
  const broken = ['a', 'b', 'c', 'd', 'e'].map((id) => `get.${id}`);
  const harnessErrors = new Map([
    ['bug.1', 'TypeError: x is undefined'],
    ['bug.2', 'TypeError: x is undefined'],
  ]);
  const failures = broken.map(
    (id) =>
      [id, result(id, 'fail', [judged('PP-M-1', 'fail')], [finding('PP-M-1', `retcode "${id}"\n  and more`)])] as const,
  );
  const report: ConformanceReport = {
    ...circumstances,
    harnessErrors: 3,
    ...aggregate({
      plan: {
        requirements: [
          requirement('PP-M-1'),
          requirement('PP-M-2', 'should'),
          requirement('PP-M-3'),
          requirement('PP-M-4'),
          requirement('PP-M-5'),
          requirement('PP-M-6'),
          requirement('PP-M-7'),
        ],
        cases: [
          ...broken.map((id) => planned(id, 'PP-M-1')),
          planned('warns', 'PP-M-2'),
          planned('open', 'PP-M-3', 'PP-M-4'),
          planned('lacking', 'PP-M-5', 'PP-M-6'),
          planned('bug.1', 'PP-M-7'),
          planned('bug.2', 'PP-M-7'),
        ],
      },
      selectedIds: new Set([...broken, 'warns', 'open', 'lacking', 'bug.1', 'bug.2']),
      results: new Map([
        ...failures,
        ['warns', result('warns', 'warning', [judged('PP-M-2', 'warning', 'HTTP 500')])],
        [
          'open',
          result('open', 'inconclusive', [
            judged('PP-M-3', 'inconclusive', 'the phone did not alert'),
            judged('PP-M-4', 'inconclusive', 'the phone did not alert'),
          ]),
        ],
        [
          'lacking',
          result('lacking', 'not-applicable', [
            judged('PP-M-5', 'not-applicable', 'the site lends no agent of another group'),
            judged('PP-M-6', 'not-applicable', 'the site lends no agent of another group'),
          ]),
        ],
      ]),
      harnessErrors,
      partial: false,
    }),
  };
  expect(summary(report, { ...context, harnessErrors })).toBe(`
FAIL: a must is broken
Staging, https://gw.example:8043, edition 2023-09-27, AUTHMODE 2 (dynamic Guid)
10 cases in 7.4 s

requirements  pass  fail  warning  inconclusive  not-applicable  not-run
must             –     1        –             3               2        –
should           –     –        1             –               –        –
observe          –     –        –             –               –        –

Broken  PP-M-1 (must) text of PP-M-1
  expected  a refusal
  received  retcode "get.a" and more
  where     the answer to GET

  expected  a refusal
  received  retcode "get.b" and more
  where     the answer to GET

  expected  a refusal
  received  retcode "get.c" and more
  where     the answer to GET
  … and 2 more cases

Warning  PP-M-2 (should) text of PP-M-2
  HTTP 500

Without a conclusive verdict: 3 requirements
  the phone did not alert
    PP-M-3, PP-M-4
  harness error: TypeError: x is undefined
    PP-M-7

Not applicable here: 2 requirements
  the site lends no agent of another group
    PP-M-5, PP-M-6

Harness errors (ours, not the gateway's): 3
  TypeError: x is undefined
    bug.1 … and 1 more case
  1 error outside of the tests, see above

Reports: reports/conformance.json  reports/html  reports/allure-results
`);
});

test('a partial run says so, and does not list what the user left out', () => {
  const report: ConformanceReport = {
    ...circumstances,
    site: { ...circumstances.site, authMode: 1 },
    durationMs: 125_000,
    ...aggregate({
      plan: {
        requirements: [requirement('PP-X-1'), requirement('PP-X-2')],
        cases: [planned('one', 'PP-X-1'), planned('two', 'PP-X-2')],
      },
      selectedIds: new Set(['one']),
      results: new Map([['one', result('one', 'pass', [judged('PP-X-1', 'pass')])]]),
      harnessErrors: new Map(),
      partial: true,
    }),
  };
  expect(summary(report, { ...context, reports: '.', otherReports: [] })).toBe(`
PASS: every must that was judged is kept
Staging, https://gw.example:8043, edition 2023-09-27, AUTHMODE 1 (static Guid)
1 case in 2 min 5 s
Partial run: 1 of 2 planned cases selected.

requirements  pass  fail  warning  inconclusive  not-applicable  not-run
must             1     –        –             –               –        1
should           –     –        –             –               –        –
observe          –     –        –             –               –        –

Reports: conformance.json
`);
});

test('an inconclusive run says why', () => {
  const report: ConformanceReport = { ...passing, verdict: 'inconclusive', reasons: ['not run: PP-X-2'] };
  expect(summary(report, context).split('\n').slice(1, 5)).toEqual([
    'INCONCLUSIVE: nothing that gates is broken, but not everything that gates was judged',
    'Staging, https://gw.example:8043, edition 2023-09-27, AUTHMODE 2 (dynamic Guid)',
    '1 case in 7.4 s',
    'Why: not run: PP-X-2',
  ]);
});

test('colours are for terminals that want them', () => {
  expect(wantsColours({ isTTY: true }, {})).toBe(true);
  expect(wantsColours({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
  expect(wantsColours({}, {})).toBe(false);
  expect(summary(passing, { ...context, paint: painter(true) })).toContain('\u001b[32m\u001b[1mPASS');
  expect(duration(61_000)).toBe('1 min 1 s');
});
