import type { Verdict } from '../../checks/verdict';
import type { Level } from '../../contract/contract';
import type { Counts, Judgement } from '../conformance-report';
import { WORST_FIRST } from './collected-results';
import type { RunPlan } from './run-plan';

/** A mistake of ours: the numbers of a report do not add up, or it speaks of what nobody planned. */
export class AccountingError extends Error {
  override name = 'AccountingError';
}

export function countVerdicts(verdicts: readonly Verdict[]): Counts {
  const counts = Object.fromEntries(WORST_FIRST.map((verdict) => [verdict, 0])) as Counts;
  for (const verdict of verdicts) counts[verdict] += 1;
  return counts;
}

export function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Throws unless planned = pass + fail + warning + inconclusive + not-applicable + not-run, per case and requirement. */
export function assertClosed(plan: Pick<RunPlan, 'requirements' | 'cases'>, judgement: Judgement): void {
  const { requirements, counts, caseCounts, selection } = judgement;
  equal('cases planned and accounted for', plan.cases.length, total(caseCounts));
  equal('cases planned and reported', plan.cases.length, selection.planned);
  const notRun = caseCounts['not-run'];
  if (notRun < selection.planned - selection.selected)
    throw new AccountingError(`${selection.planned - selection.selected} cases not selected, ${notRun} not run`);
  const listed = requirements.map(({ id }) => id);
  const catalogue = plan.requirements.map(({ id }) => id);
  if (listed.join() !== catalogue.join())
    throw new AccountingError('the report does not list each requirement of the catalogue once');
  for (const level of ['must', 'should', 'observe'] as const satisfies readonly Level[])
    equal(`${level} requirements`, plan.requirements.filter((one) => one.level === level).length, total(counts[level]));
  for (const requirement of requirements) {
    const planned = plan.cases.filter((one) => one.requirements.includes(requirement.id));
    const ids = new Set(requirement.cases.map(({ id }) => id));
    const missing = planned.filter(({ id }) => !ids.has(id));
    if (missing.length > 0) throw new AccountingError(`${requirement.id} lacks ${missing.map(({ id }) => id).join()}`);
    equal(`cases of ${requirement.id}`, requirement.cases.length, ids.size);
  }
}

function equal(what: string, expected: number, actual: number): void {
  if (expected !== actual) throw new AccountingError(`${what}: ${expected} and ${actual}`);
}
