import type { CaseResult } from '../checks/verdict';
import type { Observation } from '../evidence/observation';
import type { CaseEntry, RunResults } from './account/run-results';
import type { ConformanceReport } from './conformance-report';

/** What the writers of reports are given once a run has ended, or once several were put together. */
export interface FinishedRun {
  report: ConformanceReport;
  /** What the report was made of. */
  results: RunResults;
  /** Every planned case. */
  cases: readonly CaseEntry[];
  /** What was seen, by case; empty where nobody kept it. */
  observations: () => ReadonlyMap<string, Observation>;
  /** What is shown of a case beside what was seen of it, where that is not its result: it was made of several runs. */
  shown?: ReadonlyMap<string, CaseResult>;
  /** The file that all of them stand in. */
  transcript?: string;
}
