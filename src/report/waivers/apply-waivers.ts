import { requirementVerdict } from '../account/requirement-verdict';
import { runVerdict } from '../account/run-verdict';
import type { Judgement, ReportedCase, ReportedRequirement } from '../conformance-report';
import { hasSymptom, type ReportedWaiver, type WaiverFile } from './waiver';
import { waiverProblem, waiverStatus } from './waiver-status';

/** What waivers are held against. */
export interface WaiverContext {
  /** Name of the site. */
  site: string;
  edition: string;
  /** The day of the run in UTC, `2026-12-31`. */
  today: string;
  selectedIds: ReadonlySet<string>;
}

/**
 * Marks what is waived and judges the run anew. Verdicts of requirements and cases stay what they are: a waived failure
 * is no pass; it only does not fail the run. A case is waived when each of its findings shows the symptom of a waiver that
 * holds, a requirement when each case that breaks it is.
 */
export function applyWaivers(judgement: Judgement, { file, waivers }: WaiverFile, context: WaiverContext): Judgement {
  const holding = waivers.map((waiver) => waiverStatus(waiver, judgement, context) === undefined);
  const requirements = judgement.requirements.map((requirement) => {
    const cases = requirement.cases.map((one): ReportedCase => {
      const by = waiversOf(one, requirement, waivers, holding);
      return by.length > 0 ? { ...one, waivedBy: by } : one;
    });
    return withWaived({ ...requirement, cases });
  });
  const reported = waivers.map(({ line, ...waiver }, index): ReportedWaiver => {
    const using = requirements.flatMap(({ cases }) => cases.filter(({ waivedBy }) => waivedBy?.includes(index)));
    const cases = [...new Set(using.map(({ id }) => id))];
    const status = waiverStatus(waiver, judgement, context) ?? (cases.length > 0 ? 'used' : undefined);
    return { ...waiver, place: `${file}:${line}`, status: status ?? leftOver(waiver, requirements), cases };
  });
  const gating = requirements.map((one) => (one.waivedBy ? withoutWaived(one, context.selectedIds) : one));
  const { verdict, reasons } = runVerdict(requirements, judgement.selection.partial, gating);
  const problems = reported.flatMap((waiver) => waiverProblem(waiver, judgement) ?? []);
  return {
    ...judgement,
    requirements,
    waivers: reported,
    verdict: problems.length > 0 ? 'fail' : verdict,
    reasons: problems.length > 0 && verdict === 'inconclusive' ? problems : [...reasons, ...problems],
  };
}

/** Indices of the waivers that together cover all that one case has against a requirement; empty where they do not. */
function waiversOf(
  { id, verdict, reason }: ReportedCase,
  requirement: ReportedRequirement,
  waivers: WaiverFile['waivers'],
  holding: readonly boolean[],
): number[] {
  if (verdict !== 'fail' && verdict !== 'warning') return [];
  const findings = requirement.findings.filter(({ caseId }) => caseId === id).map(({ received }) => received);
  const symptoms = findings.length > 0 ? findings : [reason ?? ''];
  const covering = symptoms.map((received) =>
    waivers.flatMap((waiver, index) => {
      const meant = (waiver.requirement ?? requirement.id) === requirement.id && (waiver.case ?? id) === id;
      return holding[index] && meant && hasSymptom(waiver.symptom, received) ? [index] : [];
    }),
  );
  return covering.every((by) => by.length > 0) ? [...new Set(covering.flat())].sort((a, b) => a - b) : [];
}

function withWaived(requirement: ReportedRequirement): ReportedRequirement {
  const breaking = requirement.cases.filter(({ verdict }) => verdict === 'fail' || verdict === 'warning');
  if (breaking.length === 0 || breaking.some(({ waivedBy }) => !waivedBy)) return requirement;
  const waivedBy = [...new Set(breaking.flatMap((one) => one.waivedBy ?? []))].sort((a, b) => a - b);
  return { ...requirement, waivedBy };
}

/** What is left to gate: the verdict of the cases that are not waived. */
function withoutWaived(requirement: ReportedRequirement, selectedIds: ReadonlySet<string>): ReportedRequirement {
  const rest = requirement.cases.filter(({ waivedBy, id }) => !waivedBy && selectedIds.has(id));
  if (rest.length === 0) return { ...requirement, verdict: 'not-applicable' };
  return { ...requirement, ...requirementVerdict(requirement.level, rest, selectedIds) };
}

/** Nothing shows its symptom: is that certain? */
function leftOver(
  waiver: Pick<ReportedWaiver, 'requirement' | 'case'>,
  requirements: readonly ReportedRequirement[],
): 'unused' | 'undecided' {
  const meant = requirements
    .filter(({ id }) => (waiver.requirement ?? id) === id)
    .flatMap(({ cases }) => cases.filter(({ id }) => (waiver.case ?? id) === id));
  const open = meant.some(({ verdict }) => verdict === 'not-run' || verdict === 'inconclusive');
  const judged = meant.some(({ verdict }) => verdict !== 'not-applicable');
  return open || !judged ? 'undecided' : 'unused';
}
