import XmlBuilder from 'fast-xml-builder';
import { areaOf, type CaseEntry } from '../account/run-results';
import type { ConformanceReport } from '../conformance-report';
import type { FinishedRun } from '../finished-run';
import { groupBy, oneLine } from '../text';
import { subjectOf } from '../waivers/waiver';
import { waiverProblem } from '../waivers/waiver-status';
import { seconds, type TestCase, testCase } from './test-case';
import { waivedCases } from './waived-cases';

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

function warnings({ verdict, findings, id }: CaseEntry): string[] {
  if (verdict !== 'warning') return [];
  return findings.map(
    ({ requirement, expected, received }) =>
      `warning: ${requirement}: expected ${oneLine(expected)}; received ${oneLine(received)} (${id})`,
  );
}
