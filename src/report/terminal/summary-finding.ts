import type { ReportedFinding, ReportedRequirement } from '../conformance-report';
import { groupBy, oneLine, type Paint, plural } from '../text';

const MAX_FINDINGS = 3;

/** A requirement that a must or a should says is broken: its sentence, and what was expected and received instead. */
export function brokenRequirement(requirement: ReportedRequirement, paint: Paint): string[] {
  const { id, level, text, verdict, findings, cases, reason, waivedBy } = requirement;
  const style = verdict === 'fail' && !waivedBy ? 'red' : 'yellow';
  const label = `${verdict === 'fail' ? 'Broken' : 'Warning'}${waivedBy ? ', waived' : ''}`;
  const lines = [`${paint(`${label}  ${id}`, 'bold', style)} (${level}) ${text}`];
  if (findings.length === 0) return [...lines, ...(reason ? [`  ${oneLine(reason)}`] : [])];
  const distinct = onePerDeviation(findings);
  const shown = distinct.slice(0, MAX_FINDINGS);
  for (const { expected, received, where } of shown)
    lines.push(
      `  expected  ${oneLine(expected)}`,
      `  received  ${oneLine(received)}`,
      `  where     ${oneLine(where)}`,
      '',
    );
  lines.pop();
  const brokenIn = new Set(cases.filter((one) => one.verdict === verdict).map((one) => one.id));
  for (const { caseId } of shown) brokenIn.delete(caseId);
  if (brokenIn.size > 0) lines.push(`  … and ${plural(brokenIn.size, 'more case')}`);
  return lines;
}

/** The first finding of each kind: what is broken in the same way a hundred times must not hide the other ways. */
function onePerDeviation(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const groups = groupBy(findings, ({ expected, received }) => `${expected}\n${received}`);
  return [...groups.values()].flatMap(([first]) => first ?? []);
}
