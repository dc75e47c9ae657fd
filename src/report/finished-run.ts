import type { Observation } from '../evidence/observation';
import type { CaseEntry } from './account/run-results';
import type { ConformanceReport } from './conformance-report';

/** What the writers of reports are given once a run has ended, or once several were put together. */
export interface FinishedRun {
  report: ConformanceReport;
  /** Every planned case. */
  cases: readonly CaseEntry[];
  /** What was seen, by case; empty where nobody kept it. */
  observations: () => ReadonlyMap<string, Observation>;
}
