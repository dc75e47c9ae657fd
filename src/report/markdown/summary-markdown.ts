import type { Paragraph } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { describeRunHealth } from '../account/run-health';
import type { ConformanceReport, ReportedFinding, ReportedRequirement } from '../conformance-report';
import { describeDiagnosis } from '../diagnosis/diagnosis';
import type { FinishedRun } from '../finished-run';
import { COLUMNS, LEVELS } from '../terminal/summary-table';
import { statusText } from '../terminal/summary-waivers';
import { duration, groupBy, plural } from '../text';
import { subjectOf } from '../waivers/waiver';
import { callFlow } from './call-flow';
import { type Block, bold, heading, lineBreak, list, mermaid, quoted, table, words } from './nodes';

const TITLES = {
  pass: '✅ Conformance: pass',
  fail: '❌ Conformance: fail',
  inconclusive: '⚠️ Conformance: inconclusive',
} as const;

/** Job pages take a megabyte at most; a gateway that breaks everything must not go beyond. */
const MOST_REQUIREMENTS = 30;
const MOST_FINDINGS = 3;
const MOST_DIAGRAMS = 5;

/** The summary of a run for the job pages of GitHub and GitLab. */
export function summaryMarkdown(run: FinishedRun): string {
  const { report } = run;
  const blocks: Block[] = [
    ...head(run),
    ...broken(run, 'fail', 'Broken requirements'),
    ...broken(run, 'warning', 'Warnings'),
    ...waivers(report),
    ...byReason(report.requirements, 'inconclusive', 'Without a conclusive verdict'),
    ...byReason(report.requirements, 'not-applicable', 'Not applicable here'),
  ];
  return toMarkdown({ type: 'root', children: blocks }, { extensions: [gfmToMarkdown()], bullet: '-' });
}

function head({ report }: FinishedRun): Block[] {
  const { site, edition, selection, counts, caseCounts } = report;
  const extent = selection.partial
    ? `${selection.selected} of ${plural(selection.planned, 'planned case')}`
    : plural(selection.selected, 'case');
  const rows = LEVELS.map((level) => [level, ...COLUMNS.map((verdict) => String(counts[level][verdict] || '–'))]);
  const cases = ['cases', ...COLUMNS.map((verdict) => String(caseCounts[verdict] || '–'))];
  return [
    heading(1, TITLES[report.verdict]),
    words(
      `${site.name}, `,
      quoted(site.url),
      `, edition ${edition}, AUTHMODE ${site.authMode}; ${extent} in ${duration(report.durationMs)}; suite ${report.suite.version}.`,
    ),
    ...(report.reasons.length > 0 ? [list(report.reasons.map((reason) => words(quoted(reason))))] : []),
    ...(report.diagnoses ?? []).map((each) => words(quoted(describeDiagnosis(each)))),
    ...(report.health ? [words(describeRunHealth(report.health))] : []),
    table([['requirements', ...COLUMNS], ...rows, cases]),
  ];
}

/** Each requirement of a verdict with its deviations; the first few that gate with their call flow. */
function broken(run: FinishedRun, verdict: 'fail' | 'warning', title: string): Block[] {
  const concerned = run.report.requirements.filter((one) => one.verdict === verdict);
  if (concerned.length === 0) return [];
  const left = concerned.length - MOST_REQUIREMENTS;
  const flows = callFlows(verdict === 'fail' ? concerned.slice(0, MOST_REQUIREMENTS) : [], run);
  return [
    heading(2, `${title}: ${concerned.length}`),
    ...concerned
      .slice(0, MOST_REQUIREMENTS)
      .flatMap((requirement) => [...deviations(requirement), ...(flows.get(requirement.id) ?? [])]),
    ...(left > 0 ? [words(`… and ${plural(left, 'more requirement')}: see conformance.json.`)] : []),
  ];
}

function deviations({ id, level, text, findings, cases, verdict, reason, waivedBy }: ReportedRequirement): Block[] {
  const kinds = [...groupBy(findings, ({ expected, received }) => `${expected}\n${received}`).values()];
  const shown = kinds.slice(0, MOST_FINDINGS).flatMap(([first]) => (first ? [first] : []));
  const count = cases.filter((one) => one.verdict === verdict).length;
  const rest = kinds.length > shown.length ? `, ${plural(kinds.length - shown.length, 'other kind')} of deviation` : '';
  return [
    heading(3, `${id} (${level})${waivedBy ? ', waived' : ''}`),
    words(text),
    ...(shown.length === 0 && reason ? [words(quoted(reason))] : []),
    ...(shown.length > 0 ? [list(shown.map(deviation))] : []),
    words(`In ${plural(count, 'case')}${rest}.`),
  ];
}

function deviation({ expected, received, where, caseId }: ReportedFinding): Paragraph {
  return words(
    ...[bold('expected'), ' ', quoted(expected), lineBreak],
    ...[bold('received'), ' ', quoted(received), lineBreak],
    ...[bold('where'), ' ', quoted(where), ', case ', quoted(caseId)],
  );
}

function waivers({ waivers: all = [] }: ConformanceReport): Block[] {
  if (all.length === 0) return [];
  const items = all.map((waiver) =>
    words(
      ...[quoted(subjectOf(waiver)), `: ${statusText(waiver)}`, lineBreak],
      ...[quoted(waiver.reason), ' (', quoted(waiver.ticket), ', ', quoted(waiver.owner), `, until ${waiver.expires})`],
    ),
  );
  return [heading(2, `Waivers: ${all.length}`), list(items)];
}

/** By requirement: the call flow of a case that breaks it, or under which requirement before it that stands already. */
function callFlows(requirements: readonly ReportedRequirement[], run: FinishedRun): Map<string, Block[]> {
  const observations = run.observations();
  const drawn = new Map<string, string>();
  const flows = new Map<string, Block[]>();
  for (const { id, findings } of requirements) {
    const caseId = findings.find((finding) => observations.has(finding.caseId))?.caseId;
    const seen = caseId === undefined ? undefined : observations.get(caseId);
    if (caseId === undefined || !seen) continue;
    const before = drawn.get(caseId);
    if (before !== undefined) flows.set(id, [words(`The call flow of this case stands under ${before}.`)]);
    else if (drawn.size < MOST_DIAGRAMS) {
      drawn.set(caseId, id);
      const of = run.cases.find((one) => one.id === caseId)?.findings ?? [];
      const own = of.filter(({ requirement }) => requirement === id);
      flows.set(id, [mermaid(callFlow(seen, own))]);
    }
  }
  return flows;
}

function byReason(
  requirements: readonly ReportedRequirement[],
  verdict: ReportedRequirement['verdict'],
  title: string,
): Block[] {
  const concerned = requirements.filter((one) => one.verdict === verdict);
  if (concerned.length === 0) return [];
  const groups = groupBy(concerned, ({ reason }) => reason ?? 'no reason given');
  return [
    heading(2, `${title}: ${concerned.length}`),
    list([...groups].map(([reason, of]) => words(quoted(reason), `: ${of.map(({ id }) => id).join(', ')}`))),
  ];
}
