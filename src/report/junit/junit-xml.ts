import XmlBuilder from 'fast-xml-builder';
import { areaOf, type CaseEntry } from '../account/run-results';
import type { FinishedRun } from '../finished-run';
import { groupBy, oneLine } from '../text';

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
  const suites = [...groupBy(selected, ({ id }) => areaOf(id))].map(([area, of], index) => {
    const testcases = of.map(testCase);
    const having = (what: 'failure' | 'error' | 'skipped') => testcases.filter((one) => one[what]).length;
    return {
      '@name': area,
      '@package': '',
      '@id': index,
      '@timestamp': timestamp,
      '@hostname': 'localhost',
      '@tests': testcases.length,
      '@failures': having('failure'),
      '@errors': having('error'),
      '@skipped': having('skipped'),
      '@time': seconds(of.reduce((sum, { durationMs }) => sum + durationMs, 0)),
      properties: { property: properties },
      testcase: testcases,
      'system-out': of.flatMap(warnings).join('\n'),
      'system-err': '',
    };
  });
  const document = { '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, testsuites: { testsuite: suites } };
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

function testCase(one: CaseEntry): TestCase {
  const { id, title, durationMs } = one;
  return {
    '@name': oneLine(`${title} (${id})`),
    '@classname': areaOf(id),
    '@time': seconds(durationMs),
    ...outcome(one),
  };
}

function outcome(one: CaseEntry): Pick<TestCase, 'failure' | 'error' | 'skipped'> {
  const { verdict, reason = verdict, harnessError } = one;
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
