import type { CaseResult } from '../../checks/verdict';
import type { Contract } from '../../contract/contract';
import type { Transcript } from '../../evidence/transcript';
import { CollectedResults } from '../account/collected-results';
import { effectiveRequirements } from '../account/effective-requirements';
import type { RunPlan } from '../account/run-plan';
import { reportOn } from '../account/run-results';
import type { ConformanceReport } from '../conformance-report';
import type { WaiverFile } from '../waivers/waiver';
import { type RejudgedCase, rejudge } from './rejudge';

/** A run as it was judged, and as the present checks judge it; both measured by the present catalogue. */
export interface RejudgedRun {
  before: ConformanceReport;
  now: ConformanceReport;
  /** One by one, repetitions included. */
  cases: readonly RejudgedCase[];
  /** Case ids of the transcript that the suite no longer plans. */
  gone: readonly string[];
  /** Case ids that the suite plans now and did not plan, or was not to run, then. */
  added: readonly string[];
}

/**
 * Judges a whole run again.
 * @param plan what the present suite plans for the transcript's edition
 * @param suiteVersion of the present suite
 * @param waivers known deviations, then and now
 */
export function rejudgeRun(
  transcript: Transcript,
  contract: Contract,
  plan: RunPlan['cases'],
  suiteVersion: string,
  waivers?: WaiverFile,
): RejudgedRun {
  const { selection, end, header } = transcript;
  const { cases, gone } = rejudge(transcript, contract);
  const selected = new Set(selection.caseIds);
  const added = plan.filter(({ id }) => !selected.has(id)).map(({ id }) => id);
  const measure = {
    requirements: effectiveRequirements(contract, header.facts),
    // What nobody could run then is no gap of that run; what its user left out is listed as such.
    cases: selection.partial ? plan : plan.filter(({ id }) => selected.has(id)),
  };
  const planned = new Set(measure.cases.map(({ id }) => id));
  const reportOf = (results: readonly CaseResult[], version: string): ConformanceReport => {
    const collected = new CollectedResults();
    for (const result of results) collected.add({ caseId: result.caseId, result });
    return reportOn({
      ...measure,
      ...(waivers ? { waivers } : {}),
      suite: { version },
      site: { ...header.site, edition: header.description.edition },
      startedAt: header.startedAt,
      durationMs: end?.durationMs ?? 0,
      chosen: selection.partial,
      selected: selection.caseIds.filter((id) => planned.has(id)),
      results: [...collected.results.values()],
      harnessErrors: Object.fromEntries(
        Object.entries(end?.harnessErrors ?? {}).filter(([caseId]) => planned.has(caseId)),
      ),
      errorsOutside: end?.errorsOutside ?? 0,
      durations: {},
    });
  };
  return {
    before: reportOf(
      known(
        cases.map(({ before }) => before),
        contract,
      ),
      header.suite.version,
    ),
    now: reportOf(
      cases.map(({ now }) => now),
      suiteVersion,
    ),
    cases,
    gone,
    added,
  };
}

/** Without what was said of requirements that the catalogue no longer has. */
function known(results: readonly CaseResult[], contract: Contract): CaseResult[] {
  const catalogue = new Set(contract.requirements.map(({ id }) => id));
  return results.map((result) => ({
    ...result,
    requirements: result.requirements.filter(({ requirement }) => catalogue.has(requirement)),
    findings: result.findings.filter(({ requirement }) => catalogue.has(requirement)),
  }));
}
