import { areaOf, type CaseEntry } from '../account/run-results';
import { oneLine } from '../text';

/** How a case stands in JUnit's terms; at most one of the three members, none for what passed. */
export interface TestCase {
  '@name': string;
  '@classname': string;
  '@time': string;
  failure?: Remark;
  error?: Remark;
  skipped?: Pick<Remark, '@message'>;
}

export interface Remark {
  '@message': string;
  '@type': string;
  '#'?: string;
}

/** `waived`: why what it breaks does not fail the run; undefined where it does. */
export function testCase(one: CaseEntry, waived: string | undefined): TestCase {
  const { id, title, durationMs } = one;
  return {
    '@name': oneLine(`${title} (${id})`),
    '@classname': areaOf(id),
    '@time': seconds(durationMs),
    ...outcome(one, waived),
  };
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

/** As JUnit writes times. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
