import type { CaseResult, Verdict } from '../../checks/verdict';
import type { CaseOutcome } from '../runner/case-outcome';

/** From bad to good: what counts where a case ran more than once, and where cases disagree about a requirement. */
export const WORST_FIRST: readonly Verdict[] = ['fail', 'warning', 'inconclusive', 'pass', 'not-applicable', 'not-run'];

export function isWorse(one: Verdict, other: Verdict): boolean {
  return WORST_FIRST.indexOf(one) < WORST_FIRST.indexOf(other);
}

/** What the run yielded, by case. */
export class CollectedResults {
  readonly results = new Map<string, CaseResult>();
  readonly harnessErrors = new Map<string, string>();
  /** How long a case's tests took together, in milliseconds. */
  readonly durations = new Map<string, number>();

  /** A case that was repeated keeps its worst result: a flaky gateway is not retried into green. */
  add({ caseId, result, harnessError }: CaseOutcome, durationMs = 0): void {
    this.durations.set(caseId, (this.durations.get(caseId) ?? 0) + durationMs);
    if (harnessError !== undefined) this.harnessErrors.set(caseId, harnessError);
    const known = this.results.get(caseId);
    if (result && (!known || isWorse(result.verdict, known.verdict))) this.results.set(caseId, result);
  }
}
