import type { CaseResult } from '../../checks/verdict';
import type { Observation } from '../../evidence/observation';
import { isWorse } from '../account/collected-results';
import type { RunResults } from '../account/run-results';
import type { FinishedRun } from '../finished-run';

export type ShownEvidence = Pick<FinishedRun, 'observations' | 'shown'>;

/**
 * What of several runs is shown of each case: the run, the first of these, in which it came out worst. What a case
 * deviated in stands only with the observation of the same run.
 * @param joined the runs put together
 * @param observations what was seen in each of them
 */
export function shownEvidence(
  runs: readonly RunResults[],
  joined: RunResults,
  observations: readonly FinishedRun['observations'][],
): ShownEvidence {
  const worst = new Map<string, { run: number; result: CaseResult }>();
  for (const [run, { results }] of runs.entries())
    for (const result of results) {
      const known = worst.get(result.caseId);
      if (!known || isWorse(result.verdict, known.result.verdict)) worst.set(result.caseId, { run, result });
    }
  const unstable = new Set(joined.repetitions?.unstable);
  const shown = joined.results.map((result): [string, CaseResult] => {
    const found = worst.get(result.caseId);
    if (!found || !unstable.has(result.caseId)) return [result.caseId, result];
    const notes = [...result.notes, `what follows is of run ${found.run + 1}`, ...found.result.notes];
    return [result.caseId, { ...result, findings: found.result.findings, notes }];
  });
  return {
    shown: new Map(shown),
    observations: () => {
      const each = observations.map((of) => of());
      return new Map(
        [...worst].flatMap(([caseId, { run }]): [string, Observation][] => {
          const seen = each[run]?.get(caseId);
          return seen ? [[caseId, seen]] : [];
        }),
      );
    },
  };
}
