import { join } from 'node:path';
import { describeRunHealth } from '../account/run-health';
import type { ConformanceReport, ReportedRequirement } from '../conformance-report';
import { describeDiagnosis } from '../diagnosis/diagnosis';
import { duration, groupBy, oneLine, type Paint, plural } from '../text';
import { brokenRequirement } from './summary-finding';
import { nearDeadlines } from './summary-latency';
import { levelTable } from './summary-table';
import { isWaived, waiverBlock } from './summary-waivers';

export interface SummaryContext {
  /** As the user is to open it, e.g. `reports`. */
  reports: string;
  /** By case: what of ours went wrong. */
  harnessErrors: ReadonlyMap<string, string>;
  /** Reports that were written beside `conformance.json`, relative to `reports`. */
  otherReports: readonly string[];
  paint: Paint;
}

/** What stands on the terminal when a run has ended; ends with a line feed. */
export function summary(report: ConformanceReport, context: SummaryContext): string {
  const blocks = [
    [...headline(report, context.paint)],
    levelTable(report.counts),
    ...broken(report, context.paint),
    ...waiverBlock(report),
    ...byReason(report, 'inconclusive', 'Without a conclusive verdict'),
    ...byReason(report, 'not-run', 'Not run', (one) => !report.selection.partial || one.reason !== NOT_SELECTED),
    ...byReason(report, 'not-applicable', 'Not applicable here'),
    ...nearDeadlines(report.latency),
    ...harness(report, context),
    [`Reports: ${['conformance.json', ...context.otherReports].map((file) => join(context.reports, file)).join('  ')}`],
  ];
  return `\n${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const NOT_SELECTED = 'no case of it was selected';
const VERDICT_STYLE = { pass: 'green', fail: 'red', inconclusive: 'yellow' } as const;
const VERDICT_TEXT = {
  pass: 'PASS: every must that was judged is kept',
  fail: 'FAIL: a must is broken',
  inconclusive: 'INCONCLUSIVE: nothing that gates is broken, but not everything that gates was judged',
} as const;

/** Failed, though nothing is broken that is not waived: the reasons say which waiver does not hold. */
function isWaiverProblem({ verdict, requirements }: ConformanceReport): boolean {
  return verdict === 'fail' && !requirements.some((one) => one.verdict === 'fail' && !isWaived(one));
}

/** The verdict of a run in a word and a sentence, `PASS: …`. */
export function verdictText(report: ConformanceReport): string {
  const waived = report.requirements.filter((one) => one.verdict === 'fail' && isWaived(one)).length;
  if (isWaiverProblem(report)) return 'FAIL: a waiver does not hold';
  if (report.verdict !== 'pass' || waived === 0) return VERDICT_TEXT[report.verdict];
  return `PASS WITH WAIVERS: ${plural(waived, 'broken must')} waived, every other that was judged is kept`;
}

function headline(report: ConformanceReport, paint: Paint): string[] {
  const { site, edition, selection, verdict } = report;
  const mode = site.authMode === 2 ? 'AUTHMODE 2 (dynamic Guid)' : 'AUTHMODE 1 (static Guid)';
  const lines = [
    paint(verdictText(report), 'bold', VERDICT_STYLE[verdict]),
    `${site.name}, ${site.url}, edition ${edition}, ${mode}`,
    `${plural(selection.selected, 'case')} in ${duration(report.durationMs)}`,
  ];
  if (report.repetitions)
    lines.push(
      `${report.repetitions.runs} repetitions, ${plural(report.repetitions.unstable.length, 'unstable case')}`,
    );
  if (selection.partial)
    lines.push(`Partial run: ${selection.selected} of ${plural(selection.planned, 'planned case')} selected.`);
  if (verdict === 'inconclusive' || isWaiverProblem(report))
    lines.push(...report.reasons.map((reason) => `Why: ${reason}`));
  lines.push(...(report.diagnoses ?? []).map((each) => paint(describeDiagnosis(each), 'bold')));
  if (report.health) lines.push(paint(describeRunHealth(report.health), 'yellow'));
  return lines;
}

function broken(report: ConformanceReport, paint: Paint): string[][] {
  const failed = report.requirements.filter(({ verdict }) => verdict === 'fail');
  const warned = report.requirements.filter(({ verdict }) => verdict === 'warning');
  return [...failed, ...warned].map((requirement) => brokenRequirement(requirement, paint));
}

/** Requirements of one verdict, those with the same reason in one line. */
function byReason(
  report: ConformanceReport,
  verdict: ReportedRequirement['verdict'],
  heading: string,
  worthTelling: (requirement: ReportedRequirement) => boolean = () => true,
): string[][] {
  const concerned = report.requirements.filter((one) => one.verdict === verdict && worthTelling(one));
  if (concerned.length === 0) return [];
  const groups = groupBy(concerned, ({ reason }) => oneLine(reason ?? 'no reason given'));
  const lines = [...groups].map(([reason, of]) => `  ${reason}\n    ${of.map(({ id }) => id).join(', ')}`);
  return [[`${heading}: ${plural(concerned.length, 'requirement')}`, ...lines]];
}

const MAX_HARNESS_ERRORS = 5;

function harness({ harnessErrors }: ConformanceReport, context: SummaryContext): string[][] {
  if (harnessErrors === 0) return [];
  const groups = groupBy([...context.harnessErrors], ([, reason]) => oneLine(reason));
  const lines = [...groups].slice(0, MAX_HARNESS_ERRORS).map(([reason, of]) => {
    const more = of.length > 1 ? ` … and ${plural(of.length - 1, 'more case')}` : '';
    return `  ${reason}\n    ${of[0]?.[0]}${more}`;
  });
  if (groups.size > MAX_HARNESS_ERRORS) lines.push(`  … and ${groups.size - MAX_HARNESS_ERRORS} others`);
  const outside = harnessErrors - context.harnessErrors.size;
  if (outside > 0) lines.push(`  ${plural(outside, 'error')} outside of the tests, see above`);
  return [[context.paint(`Harness errors (ours, not the gateway's): ${harnessErrors}`, 'yellow'), ...lines]];
}
