import type { CaseResult } from '../../checks/verdict';
import type { Level } from '../../contract/contract';
import type { Counts, Judgement, ReportedFinding, ReportedRequirement } from '../conformance-report';
import { AccountingError, assertClosed, countVerdicts } from './accounting';
import { latencyOf } from './latency';
import { type CaseAccount, caseJudgement, caseVerdict, requirementVerdict } from './requirement-verdict';
import { runHealth } from './run-health';
import type { RunPlan } from './run-plan';
import { runVerdict } from './run-verdict';

export interface AggregateInput {
  plan: Pick<RunPlan, 'requirements' | 'cases'>;
  /** Cases that the run was to execute. */
  selectedIds: ReadonlySet<string>;
  results: ReadonlyMap<string, CaseResult>;
  /** By case: what of ours went wrong. */
  harnessErrors: ReadonlyMap<string, string>;
  /** Did the user choose the cases? What he left out then is no gap. */
  partial: boolean;
}

/** The judgement of a run: pure, and closed: whatever was planned is found in it under exactly one verdict. */
export function aggregate({ plan, selectedIds, results, harnessErrors, partial }: AggregateInput): Judgement {
  assertPlanned(plan, [...selectedIds, ...results.keys(), ...harnessErrors.keys()]);
  assertKnown(plan, results);
  const accounts = plan.cases.map(
    (planned): CaseAccount => ({
      planned,
      selected: selectedIds.has(planned.id),
      result: results.get(planned.id),
      harnessError: harnessErrors.get(planned.id),
    }),
  );
  const requirements = plan.requirements.map(({ id, level, text }): ReportedRequirement => {
    // A case may find out more than it was planned for; what it found is never lost.
    const concerned = accounts.filter(
      ({ planned, result }) =>
        planned.requirements.includes(id) || result?.requirements.some(({ requirement }) => requirement === id),
    );
    const cases = concerned.map((account) => caseJudgement(account, { id, level }));
    return {
      id,
      level,
      text,
      ...requirementVerdict(level, cases, selectedIds),
      cases,
      findings: findingsOf(id, accounts),
    };
  });
  const health = runHealth(results.values());
  const judgement: Judgement = {
    ...runVerdict(requirements, partial),
    requirements,
    counts: countsByLevel(requirements),
    caseCounts: countVerdicts(accounts.map((account) => caseVerdict(account).verdict)),
    latency: latencyOf(results.values()),
    ...(health && { health }),
    selection: { selected: selectedIds.size, planned: plan.cases.length, partial },
  };
  assertClosed(plan, judgement);
  return judgement;
}

function findingsOf(requirementId: string, accounts: readonly CaseAccount[]): ReportedFinding[] {
  return accounts.flatMap(({ planned, result }) =>
    (result?.findings ?? [])
      .filter(({ requirement }) => requirement === requirementId)
      .map(({ expected, received, where }) => ({ expected, received, where, caseId: planned.id })),
  );
}

function countsByLevel(requirements: readonly ReportedRequirement[]): Record<Level, Counts> {
  const of = (wanted: Level) =>
    countVerdicts(requirements.filter(({ level }) => level === wanted).map(({ verdict }) => verdict));
  return { must: of('must'), should: of('should'), observe: of('observe') };
}

function assertPlanned(plan: Pick<RunPlan, 'cases'>, caseIds: readonly string[]): void {
  const planned = new Set(plan.cases.map(({ id }) => id));
  if (planned.size !== plan.cases.length) throw new AccountingError('two planned cases have the same id');
  const unplanned = [...new Set(caseIds)].filter((id) => !planned.has(id));
  if (unplanned.length > 0) throw new AccountingError(`cases that nobody planned: ${unplanned.join(', ')}`);
}

function assertKnown(plan: Pick<RunPlan, 'requirements'>, results: ReadonlyMap<string, CaseResult>): void {
  const catalogue = new Set(plan.requirements.map(({ id }) => id));
  const named = [...results.values()].flatMap(({ requirements, findings }) =>
    [...requirements, ...findings].map(({ requirement }) => requirement),
  );
  const unknown = [...new Set(named)].filter((id) => !catalogue.has(id));
  if (unknown.length > 0) throw new AccountingError(`requirements that the contract lacks: ${unknown.join(', ')}`);
}
