import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020';
import { type RunResults, reportOn } from '../../../../src/report/account/run-results';
import schema from '../../../../src/report/conformance.schema.json';
import type { ConformanceReport } from '../../../../src/report/conformance-report';
import { junitXml } from '../../../../src/report/junit/junit-xml';
import { summaryMarkdown } from '../../../../src/report/markdown/summary-markdown';
import { summary } from '../../../../src/report/terminal/summary';
import { painter } from '../../../../src/report/text';
import type { Waiver } from '../../../../src/report/waivers/waiver';
import { finding, judged, planned, requirement, result } from '../build';
import { finished } from '../finished-run';

const fits = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

/** Two broken cases of one must and one of a should, a kept must; 2 January 2026. */
function run(changes: Partial<RunResults> = {}): RunResults {
  const broken = (id: string, received: string) =>
    result(id, 'fail', [judged('PP-M-1', 'fail')], [finding('PP-M-1', received)]);
  return {
    suite: { version: '0.1.0' },
    site: { name: 'Staging', url: 'https://gw.example:8043', edition: '2023-09-27', authMode: 2 },
    startedAt: '2026-01-02T03:04:05.006Z',
    durationMs: 7421,
    chosen: false,
    requirements: [
      requirement('PP-M-1'),
      requirement('PP-K-1'),
      requirement('PP-S-1', 'should'),
      requirement('PP-O-1', 'observe'),
    ],
    cases: [
      planned('a.m.get', 'PP-M-1'),
      planned('a.m.put', 'PP-M-1'),
      planned('a.m.kept', 'PP-K-1'),
      planned('a.m.should', 'PP-S-1'),
      planned('a.m.seen', 'PP-O-1'),
    ],
    selected: ['a.m.get', 'a.m.put', 'a.m.kept', 'a.m.should', 'a.m.seen'],
    results: [
      broken('a.m.get', 'HTTP 200\n retcode "0"'),
      broken('a.m.put', 'HTTP 200 retcode "0", then AgentOther_PhoneOffhook'),
      result('a.m.kept', 'pass', [judged('PP-K-1', 'pass')]),
      result('a.m.should', 'warning', [judged('PP-S-1', 'warning')], [finding('PP-S-1', 'HTTP 500')]),
      result('a.m.seen', 'pass', [judged('PP-O-1', 'pass')]),
    ],
    harnessErrors: {},
    errorsOutside: 0,
    durations: {},
    ...changes,
  };
}

function waiver(changes: Partial<Waiver & { line: number }> = {}): Waiver & { line: number } {
  const named = changes.case === undefined && changes.requirement === undefined ? { requirement: 'PP-M-1' } : {};
  return {
    ...named,
    symptom: 'HTTP 200 retcode "0"',
    reason: 'mended in release 8.2',
    owner: 'J. Doe',
    ticket: 'GW-12',
    expires: '2026-01-02',
    line: 3,
    ...changes,
  };
}

function reportWith(
  waivers: readonly (Waiver & { line: number })[],
  changes: Partial<RunResults> = {},
): ConformanceReport {
  const report = reportOn(run({ waivers: { file: 'waivers.yaml', waivers }, ...changes }));
  expect(fits(JSON.parse(JSON.stringify(report))), JSON.stringify(fits.errors)).toBe(true);
  return report;
}

test('without waivers the run fails', () => {
  expect(reportOn(run())).toMatchObject({ verdict: 'fail', reasons: ['broken: PP-M-1'] });
});

test('a waived failure shows as waived, not as pass, and does not fail the run', () => {
  const report = reportWith([waiver()]);
  expect(report).toMatchObject({ verdict: 'pass', reasons: [], counts: { must: { pass: 1, fail: 1 } } });
  const [broken, kept] = report.requirements;
  expect(broken).toMatchObject({ verdict: 'fail', waivedBy: [0] });
  expect(broken?.cases).toMatchObject([
    { verdict: 'fail', waivedBy: [0] },
    { verdict: 'fail', waivedBy: [0] },
  ]);
  expect(kept?.waivedBy).toBeUndefined();
  expect(report.waivers).toMatchObject([{ status: 'used', place: 'waivers.yaml:3', cases: ['a.m.get', 'a.m.put'] }]);
});

const failing: [what: string, waivers: Partial<Waiver>[], reasons: (string | RegExp)[]][] = [
  ['another symptom', [{ symptom: 'HTTP 404' }], ['broken: PP-M-1', /PP-M-1 is unused/]],
  ['the symptom of one case only', [{ symptom: '/Offhook$/' }], ['broken: PP-M-1']],
  ['one case only', [{ case: 'a.m.get' }], ['broken: PP-M-1']],
  [
    'another requirement',
    [{ requirement: 'PP-K-1' }],
    ['broken: PP-M-1', /waivers.yaml:3: the waiver of PP-K-1 is unused/],
  ],
  ['one that expired the day before', [{ expires: '2026-01-01' }], ['broken: PP-M-1', /expired after 2026-01-01/]],
  ['another site', [{ site: 'Production' }], ['broken: PP-M-1']],
  ['another edition', [{ edition: '2025-11-13' }], ['broken: PP-M-1']],
  [
    'an unknown requirement',
    [{}, { requirement: 'PP-M-2' }],
    [/PP-M-2: expected .*, found PP-M-2; did you mean PP-M-1\?/],
  ],
  ['an unknown case', [{}, { case: 'a.m.pot' }], [/found a.m.pot; did you mean a.m.put\?/]],
  ['a case of another requirement', [{}, { requirement: 'PP-M-1', case: 'a.m.kept' }], [/found a.m.kept/]],
  ['an observation', [{}, { requirement: 'PP-O-1' }], [/found PP-O-1/]],
  ['one of two that is not needed', [{}, { symptom: 'HTTP 404' }], [/is unused/]],
  ['one of two that expired', [{}, { expires: '2025-12-31' }], [/expired after 2025-12-31/]],
];
for (const [what, waivers, reasons] of failing)
  test(`a waiver for ${what} does not save the run`, () => {
    const report = reportWith(waivers.map(waiver));
    expect(report.verdict).toBe('fail');
    expect(report.reasons).toHaveLength(reasons.length);
    for (const [index, reason] of reasons.entries()) expect(report.reasons[index]).toMatch(reason);
  });

const saving: [what: string, waivers: Partial<Waiver>[]][] = [
  ['both cases', [{ case: 'a.m.get' }, { case: 'a.m.put' }]],
  ['this site and edition', [{ site: 'Staging', edition: '2023-09-27' }]],
  ['a regular expression', [{ symptom: '/^http 200 RETCODE/i' }]],
  ['this site, beside one for another', [{}, { site: 'Production', requirement: 'PP-NO-1' }]],
  ['a must, beside one for a should', [{}, { requirement: 'PP-S-1', symptom: 'HTTP 500' }]],
];
for (const [what, waivers] of saving)
  test(`waivers for ${what} save the run`, () => {
    expect(reportWith(waivers.map(waiver))).toMatchObject({ verdict: 'pass', reasons: [] });
  });

test('what was not selected, or came to no verdict, does not make a waiver unused', () => {
  const kept = waiver({ requirement: 'PP-K-1' });
  const partial = { chosen: true, selected: ['a.m.get', 'a.m.put'], results: run().results.slice(0, 2) };
  const status = (changes: Partial<RunResults>) => reportWith([waiver(), kept], changes).waivers?.[1]?.status;
  expect(status(partial)).toBe('undecided');
  expect(reportWith([waiver(), kept], partial).verdict).toBe('pass');
  expect(status({ harnessErrors: { 'a.m.kept': 'a bug' } })).toBe('undecided');
  expect(status({})).toBe('unused');
});

test('a waiver hides no case that came to no verdict', () => {
  const report = reportWith([waiver()], { results: run().results.filter(({ caseId }) => caseId !== 'a.m.put') });
  expect(report).toMatchObject({ verdict: 'inconclusive', reasons: ['without a conclusive verdict: PP-M-1'] });
});

test('every report lists the waivers', () => {
  const results = run({
    waivers: { file: 'waivers.yaml', waivers: [waiver(), waiver({ site: 'Production', line: 9 })] },
  });
  const { report } = finished(results);
  const context = { reports: '.', harnessErrors: new Map<string, string>(), otherReports: [], paint: painter(false) };
  const texts = {
    terminal: summary(report, context),
    markdown: summaryMarkdown(finished(results)),
    junit: junitXml(finished(results)),
  };
  expect(texts.terminal).toContain('PASS WITH WAIVERS: 1 broken must waived');
  expect(texts.terminal).toContain('Broken, waived  PP-M-1');
  expect(texts.terminal).toContain(
    'Waivers: 2\n  PP-M-1  waives 2 cases\n    mended in release 8.2 (GW-12, J. Doe, until 2026-01-02)\n  PP-M-1  for Production only',
  );
  expect(texts.markdown).toContain('### PP-M-1 (must), waived');
  expect(texts.markdown).toContain('## Waivers: 2');
  expect(texts.junit).toContain('failures="0"');
  expect(texts.junit).toContain('<skipped message="waived: mended in release 8.2 (GW-12, J. Doe, until 2026-01-02)"/>');
});

test('a waiver that does not hold fails also where nothing else does, and says so', () => {
  const results = run({ waivers: { file: 'waivers.yaml', waivers: [waiver(), waiver({ symptom: 'HTTP 404' })] } });
  const { report } = finished(results);
  const context = { reports: '.', harnessErrors: new Map<string, string>(), otherReports: [], paint: painter(false) };
  expect(summary(report, context)).toMatch(
    /FAIL: a waiver does not hold\n.*\n.*\nWhy: waivers.yaml:3: the waiver of PP-M-1 is unused/,
  );
  expect(junitXml(finished(results))).toContain('<failure message="waivers.yaml:3: the waiver of PP-M-1 is unused');
});
