import type { ReportedRequirement, RunVerdict } from '../conformance-report';
import { isJudged } from './requirement-verdict';

/**
 * The verdict of a run: only must-requirements gate. What a user left out by choosing cases is no gap; what a full run
 * left out is one, and a run that judged nothing is never a success.
 * @param gating the requirements as they count where some of their cases are waived
 */
export function runVerdict(
  requirements: readonly ReportedRequirement[],
  partial: boolean,
  gating: readonly ReportedRequirement[] = requirements,
): { verdict: RunVerdict; reasons: string[] } {
  const musts = gating.filter(({ level }) => level === 'must');
  const ids = (verdict: string) => musts.filter((one) => one.verdict === verdict).map(({ id }) => id);
  const broken = ids('fail');
  if (broken.length > 0) return { verdict: 'fail', reasons: [`broken: ${broken.join(', ')}`] };
  const reasons: string[] = [];
  if (!requirements.some(({ verdict }) => isJudged(verdict))) reasons.push('nothing was judged');
  const open = ids('inconclusive');
  if (open.length > 0) reasons.push(`without a conclusive verdict: ${open.join(', ')}`);
  const notRun = ids('not-run');
  if (notRun.length > 0 && !partial) reasons.push(`not run: ${notRun.join(', ')}`);
  return { verdict: reasons.length > 0 ? 'inconclusive' : 'pass', reasons };
}
