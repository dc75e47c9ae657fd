import type { Verdict } from '../../checks/verdict';
import { isWorse } from '../account/collected-results';
import type { ReportedRequirement } from '../conformance-report';

/** The verdict of each case over all requirements that it judges: the worst. */
export function caseVerdicts(requirements: readonly ReportedRequirement[]): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const { cases } of requirements)
    for (const { id, verdict } of cases) {
      const known = verdicts.get(id);
      if (known === undefined || isWorse(verdict, known)) verdicts.set(id, verdict);
    }
  return verdicts;
}
