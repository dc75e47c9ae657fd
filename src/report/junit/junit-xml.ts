import XmlBuilder from 'fast-xml-builder';
import { areaOf, type CaseEntry } from '../account/run-results';
import type { ConformanceReport } from '../conformance-report';
import type { FinishedRun } from '../finished-run';
import { groupBy, oneLine } from '../text';
import { subjectOf } from '../waivers/waiver';
import { waiverProblem } from '../waivers/waiver-status';

/** How a case stands in JUnit's terms; at most one of the three members, none for what passed. */
interface TestCase {
  '@name': string;
  '@classname': string;
  '@time': string;
  failure?: Remark;
  error?: Remark;
  skipped?: Pick<Remark, '@message'>;
}

interface Remark {
  '@message': string;
  '@type': string;
  '#'?: string;
}

/**
 * The run as JUnit XML, in the form that both Ant's and Jenkins' schema describe: a suite for each section of an
 * operation, a test case for each case that was selected. Broken is a failure, inconclusive an error, not applicable
 * skipped; warnings stand in the suite's `system-out`.
 */
export function junitXml({ report, cases }: FinishedRun): string {
  const selected = cases.filter((one) => one.selected);
  const waived = waivedCases(report);
  const properties = Object.entries({
    verdict: report.verdict,
    site: report.site.name,
    url: report.site.url,
    edition: report.edition,
    authMode: String(report.site.authMode),
    suiteVersion: report.suite.version,
  }).map(([name, value]) => ({ '@name': name, '@value': value }));
  // Ant's schema knows neither fractions of a second nor a time zone here.
  const timestamp = report.startedAt.replace(/\..*/, '');
  const suites = [...groupBy(selected, ({ id }) => areaOf(id))].map(([area, of]) => ({
    name: area,
    testcases: of.map((one) => testCase(one, waived.get(one.id))),
    ms: of.reduce((sum, { durationMs }) => sum + durationMs, 0),
    output: of.flatMap(warnings).join('\n'),
  }));
  const outside = besides(report, cases);
  if (outside.length > 0) suites.push({ name: 'run', testcases: outside, ms: 0, output: '' });
  const testsuite = suites.map(({ name, testcases, ms, output }, index) => {
    const having = (what: 'failure' | 'error' | 'skipped') => testcases.filter((one) => one[what]).length;
    return {
      '@name': name,
      '@package': '',
      '@id': index,
      '@timestamp': timestamp,
      '@hostname': 'localhost',
      '@tests': testcases.length,
      '@failures': having('failure'),
      '@errors': having('error'),
      '@skipped': having('skipped'),
      '@time': seconds(ms),
      properties: { property: properties },
      testcase: testcases,
      'system-out': output,
      'system-err': '',
    };
  });
  const document = { '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, testsuites: { testsuite } };
  return builder.build(document).replace(UNWRITABLE, '\uFFFD');
}

const builder = new XmlBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  format: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
});

/** What XML 1.0 has no way to write down, not even as a reference; a gateway may send it all the same. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function testCase(one: CaseEntry, waived: string | undefined): TestCase {
  const { id, title, durationMs } = one;
  return {
    '@name': oneLine(`${title} (${id})`),
    '@classname': areaOf(id),
    '@time': seconds(durationMs),
    ...outcome(one, waived),
  };
}

/** What fails a run besides its cases: waivers that do not hold, errors outside of any test. */
function besides(
  { waivers = [], harnessErrors, requirements }: ConformanceReport,
  cases: readonly CaseEntry[],
): TestCase[] {
  const broken = waivers.flatMap((waiver) => {
    const problem = waiverProblem(waiver, { requirements });
    if (problem === undefined) return [];
    const failure = { '@message': problem, '@type': 'waiver' };
    return [{ '@name': `waiver of ${subjectOf(waiver)}`, '@classname': 'run.waivers', '@time': '0.000', failure }];
  });
  const outside = harnessErrors - cases.filter(({ harnessError }) => harnessError !== undefined).length;
  if (outside <= 0) return broken;
  const error = { '@message': `errors outside of the tests: ${outside}`, '@type': 'harness-error' };
  return [...broken, { '@name': 'errors', '@classname': 'run.harness', '@time': '0.000', error }];
}

function outcome(one: CaseEntry, waived: string | undefined): Pick<TestCase, 'failure' | 'error' | 'skipped'> {
  const { verdict, reason = verdict, harnessError } = one;
  if (waived !== undefined) return { skipped: { '@message': oneLine(waived) } };
  if (verdict === 'fail') return { failure: deviations(one) };
  if (harnessError !== undefined) return { error: { '@message': oneLine(reason), '@type': 'harness-error' } };
  if (verdict === 'inconclusive') return { error: { '@message': oneLine(reason), '@type': 'inconclusive' } };
  if (verdict === 'not-applicable') return { skipped: { '@message': oneLine(`not applicable: ${reason}`) } };
  if (verdict === 'not-run') return { skipped: { '@message': oneLine(`not run: ${reason}`) } };
  return {};
}

function deviations({ findings }: CaseEntry): Remark {
  const [first] = findings;
  const message = first
    ? `${first.requirement}: expected ${oneLine(first.expected)}; received ${oneLine(first.received)}`
    : 'broken';
  const lines = findings.map(
    ({ requirement, expected, received, where }) =>
      `${requirement} is broken\n  expected  ${expected}\n  received  ${received}\n  where     ${where}`,
  );
  return { '@message': message, '@type': first?.requirement ?? 'fail', '#': lines.join('\n') };
}

/** Cases that fail, but all of which is waived, with the words for it: they must not fail a pipeline that reads JUnit. */
function waivedCases({ requirements, waivers = [] }: ConformanceReport): Map<string, string> {
  const failing = requirements.flatMap(({ cases }) => cases.filter(({ verdict }) => verdict === 'fail'));
  const kept = [...groupBy(failing, ({ id }) => id)].filter(([, of]) => of.every(({ waivedBy }) => waivedBy));
  return new Map(
    kept.map(([id, of]) => {
      const by = [...new Set(of.flatMap(({ waivedBy = [] }) => waivedBy))].flatMap((index) => waivers[index] ?? []);
      const why = by.map(({ reason, ticket, owner, expires }) => `${reason} (${ticket}, ${owner}, until ${expires})`);
      return [id, `waived: ${why.join('; ')}`];
    }),
  );
}

function warnings({ verdict, findings, id }: CaseEntry): string[] {
  if (verdict !== 'warning') return [];
  return findings.map(
    ({ requirement, expected, received }) =>
      `warning: ${requirement}: expected ${oneLine(expected)}; received ${oneLine(received)} (${id})`,
  );
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
