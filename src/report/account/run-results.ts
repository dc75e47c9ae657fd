import type { CaseResult, Finding } from '../../checks/verdict';
import type { ConformanceReport, Repetitions } from '../conformance-report';
import { diagnose } from '../diagnosis/diagnosis';
import { applyWaivers } from '../waivers/apply-waivers';
import type { WaiverFile } from '../waivers/waiver';
import { aggregate } from './aggregate';
import { type CaseAccount, caseVerdict, type VerdictWithReason } from './requirement-verdict';
import type { PlannedCase, ReportedSite, RunPlan } from './run-plan';

/**
 * Everything that a run yielded, or one shard of it: plain data, free of secrets, from which every report can be made.
 * Shards and repetitions are put together from it.
 */
export interface RunResults extends Pick<RunPlan, 'requirements' | 'cases' | 'simulated'> {
  suite: { version: string };
  site: ReportedSite;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  /** Which part of the run this is, counted from 1. */
  shard?: { current: number; total: number };
  /** Did the user choose the cases, other than by a shard? */
  chosen: boolean;
  /** Ids of the cases that were to be run. */
  selected: readonly string[];
  results: readonly CaseResult[];
  /** By case: what of ours went wrong. */
  harnessErrors: Readonly<Record<string, string>>;
  /** Errors outside of any test. */
  errorsOutside: number;
  /** By case: how long its test took, in milliseconds. */
  durations: Readonly<Record<string, number>>;
  /** Where a run was made several times and put together: how often, and which cases did not always say the same. */
  repetitions?: Repetitions;
  /** Known deviations that do not fail the run. */
  waivers?: WaiverFile;
}

/** One planned case with all that is known of it: for reports that list cases rather than requirements. */
export interface CaseEntry extends PlannedCase, VerdictWithReason {
  selected: boolean;
  findings: readonly Finding[];
  durationMs: number;
  /** Absent where its test ended without a judgement. */
  result?: CaseResult;
  harnessError?: string;
}

/** The report on a run. Throws AccountingError where the results do not fit the plan. */
export function reportOn(run: RunResults): ConformanceReport {
  const { edition, name, url, authMode } = run.site;
  const harnessErrors = new Map(Object.entries(run.harnessErrors));
  const selectedIds = new Set(run.selected);
  const judged = aggregate({
    plan: run,
    selectedIds,
    results: resultsById(run),
    harnessErrors,
    partial: run.chosen || run.shard !== undefined,
  });
  const context = { site: name, edition, today: run.startedAt.slice(0, 10), selectedIds };
  const { verdict, ...judgement } = run.waivers ? applyWaivers(judged, run.waivers, context) : judged;
  const diagnoses = diagnose(judged, run.results);
  return {
    verdict,
    edition,
    site: { name, url, authMode },
    suite: run.suite,
    startedAt: run.startedAt,
    durationMs: run.durationMs,
    harnessErrors: harnessErrors.size + run.errorsOutside,
    ...(run.repetitions && { repetitions: run.repetitions }),
    ...(diagnoses.length > 0 && { diagnoses }),
    ...judgement,
  };
}

/** Every planned case, in the order of the plan. */
export function caseEntries(run: RunResults): CaseEntry[] {
  const selected = new Set(run.selected);
  const results = resultsById(run);
  return run.cases.map((planned) => {
    const harnessError = run.harnessErrors[planned.id];
    const account: CaseAccount = {
      planned,
      selected: selected.has(planned.id),
      result: results.get(planned.id),
      harnessError,
    };
    return {
      ...planned,
      ...withReason(caseVerdict(account), account.result),
      selected: account.selected,
      findings: account.result?.findings ?? [],
      durationMs: run.durations[planned.id] ?? 0,
      ...(account.result && { result: account.result }),
      ...(harnessError !== undefined && { harnessError }),
    };
  });
}

/** Where the case as a whole has nothing to say, what it said of its requirements. */
function withReason(whole: VerdictWithReason, result: CaseResult | undefined): VerdictWithReason {
  if (whole.reason !== undefined) return whole;
  const own = result?.requirements.filter(({ verdict }) => verdict === whole.verdict) ?? [];
  const reasons = [...new Set(own.flatMap(({ reason }) => reason ?? []))];
  return reasons.length > 0 ? { ...whole, reason: reasons.join('; ') } : whole;
}

/** Operation and section of a case, which its id begins with: `phonepickup.method`. */
export function areaOf(caseId: string): string {
  return caseId.split('.').slice(0, 2).join('.');
}

function resultsById({ results }: RunResults): Map<string, CaseResult> {
  return new Map(results.map((result) => [result.caseId, result]));
}
