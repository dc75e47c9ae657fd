import type { CaseResult, Verdict } from '../../checks/verdict';
import type { Level } from '../../contract/contract';
import type { ReportedCase } from '../conformance-report';
import { isWorse } from './collected-results';
import type { PlannedCase } from './run-plan';

/** Everything that is known of one case once the run has ended. */
export interface CaseAccount {
  planned: PlannedCase;
  selected: boolean;
  result?: CaseResult | undefined;
  harnessError?: string | undefined;
}

export interface VerdictWithReason {
  verdict: Verdict;
  reason?: string;
}

/** The verdict of the case as a whole. */
export function caseVerdict({ selected, result, harnessError }: CaseAccount): VerdictWithReason {
  if (!selected) return { verdict: 'not-run', reason: 'not selected' };
  const judged = result && { verdict: result.verdict, ...(result.notes.length && { reason: result.notes.join('; ') }) };
  // What was seen to be broken stays broken, whatever else happened to us.
  if (judged && isWorse(judged.verdict, 'inconclusive')) return judged;
  if (harnessError !== undefined) return { verdict: 'inconclusive', reason: `harness error: ${harnessError}` };
  return judged ?? { verdict: 'not-run', reason: 'selected, but not run' };
}

/** What the case says of one requirement. */
export function caseJudgement(account: CaseAccount, requirement: { id: string; level: Level }): ReportedCase {
  const { id, title } = account.planned;
  return { id, title, ...atLevel(requirement.level, judgementOf(account, requirement.id)) };
}

function judgementOf(account: CaseAccount, requirementId: string): VerdictWithReason {
  const whole = caseVerdict(account);
  const own = (account.result?.requirements ?? [])
    .filter(({ requirement }) => requirement === requirementId)
    .reduce<VerdictWithReason | undefined>(
      (worst, { verdict, reason }) =>
        worst && !isWorse(verdict, worst.verdict) ? worst : { verdict, ...(reason !== undefined && { reason }) },
      undefined,
    );
  if (own && (account.harnessError === undefined || isWorse(own.verdict, 'inconclusive'))) return own;
  if (account.harnessError !== undefined)
    return { verdict: 'inconclusive', reason: `harness error: ${account.harnessError}` };
  if (!isJudged(whole.verdict)) return whole;
  return { verdict: 'inconclusive', reason: 'the case was judged, but said nothing of this requirement' };
}

const DEVIATION = { must: 'fail', should: 'warning', observe: 'pass' } as const;

/** The level decides how heavy a deviation weighs: a should is warned about, an observation gates nothing. */
function atLevel(level: Level, judgement: VerdictWithReason): VerdictWithReason {
  const deviates = judgement.verdict === 'fail' || judgement.verdict === 'warning';
  return deviates ? { ...judgement, verdict: DEVIATION[level] } : judgement;
}

/** The verdict of a requirement from what its cases say of it. `selectedIds`: the cases that were to be run. */
export function requirementVerdict(
  level: Level,
  cases: readonly ReportedCase[],
  selectedIds: ReadonlySet<string>,
): VerdictWithReason {
  const selected = cases.filter(({ id }) => selectedIds.has(id));
  if (selected.length === 0)
    return { verdict: 'not-run', reason: cases.length === 0 ? 'no case judges it' : 'no case of it was selected' };
  const having = (verdict: Verdict) => selected.filter((one) => one.verdict === verdict);
  for (const broken of ['fail', 'warning'] as const)
    if (having(broken).length > 0) return withReason(broken, distinctReasons(having(broken)));
  // An observation is never worse than pass, but what nobody observed is no pass either.
  if (level === 'observe' && having('pass').length > 0) return { verdict: 'pass' };
  const inconclusive: Verdict = level === 'observe' ? 'not-run' : 'inconclusive';
  if (having('inconclusive').length > 0) return withReason(inconclusive, distinctReasons(having('inconclusive')));
  const notRun = having('not-run').length;
  if (notRun > 0) return { verdict: inconclusive, reason: `${notRun} of ${selected.length} cases not run` };
  if (having('pass').length > 0) return { verdict: 'pass' };
  return withReason('not-applicable', distinctReasons(selected));
}

/** Has the gateway been found to keep or to break something? */
export function isJudged(verdict: Verdict): boolean {
  return verdict === 'pass' || verdict === 'fail' || verdict === 'warning';
}

function withReason(verdict: Verdict, reason: string | undefined): VerdictWithReason {
  return reason === undefined ? { verdict } : { verdict, reason };
}

function distinctReasons(cases: readonly ReportedCase[]): string | undefined {
  const reasons = [...new Set(cases.flatMap(({ reason }) => reason ?? []))];
  return reasons.length > 0 ? reasons.join('; ') : undefined;
}
