import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, Verdict } from '../checks/verdict';
import type { Level } from '../contract/contract';
import type { EventLatency } from './account/latency';
import type { RunHealth } from './account/run-health';
import type { ReportedSite } from './account/run-plan';
import type { Diagnosis } from './diagnosis/diagnosis';
import type { ReportedWaiver } from './waivers/waiver';

export type RunVerdict = 'pass' | 'fail' | 'inconclusive';
export type Counts = Record<Verdict, number>;

/** What one case says of the requirement under which it is listed. */
export interface ReportedCase {
  id: string;
  title: string;
  verdict: Verdict;
  reason?: string;
  /** What it breaks is waived: indices in the report's `waivers`. */
  waivedBy?: readonly number[];
}

export interface ReportedFinding extends Omit<Finding, 'requirement' | 'marks'> {
  caseId: string;
}

export interface ReportedRequirement {
  id: string;
  level: Level;
  text: string;
  verdict: Verdict;
  reason?: string;
  /** Every case that breaks it is waived: indices in the report's `waivers`. The requirement is broken all the same. */
  waivedBy?: readonly number[];
  cases: readonly ReportedCase[];
  findings: readonly ReportedFinding[];
}

/** A run that was made several times: `unstable` cases did not always say the same. */
export interface Repetitions {
  runs: number;
  unstable: readonly string[];
}

/** The judgement of a whole run, without the circumstances of the run. */
export interface Judgement {
  verdict: RunVerdict;
  /** Why the verdict is not `pass`. */
  reasons: readonly string[];
  requirements: readonly ReportedRequirement[];
  /** Requirements by level and verdict. */
  counts: Readonly<Record<Level, Counts>>;
  /** Planned cases by verdict. */
  caseCounts: Counts;
  /** How long promised events took. */
  latency: readonly EventLatency[];
  /** Only where the suite was too slow to tell whether events were late. */
  health?: RunHealth;
  /** Where the run was given waivers: all of them, also what was not used. */
  waivers?: readonly ReportedWaiver[];
  /** `partial`: the user chose the cases (`--grep`, `--shard`, a file …). */
  selection: { selected: number; planned: number; partial: boolean };
}

/** `conformance.json`, described by `conformance.schema.json`. */
export interface ConformanceReport extends Judgement {
  edition: string;
  site: Omit<ReportedSite, 'edition'>;
  suite: { version: string };
  startedAt: string;
  durationMs: number;
  /** Tests that ended without a judgement, and errors outside of tests: bugs or circumstances of ours. */
  harnessErrors: number;
  /** Causes that explain several findings; absent where none shows. */
  diagnoses?: readonly Diagnosis[];
  /** Where the run was made several times (`--repeat`). */
  repetitions?: Repetitions;
}

/** Where a run's report lies below its reports directory. */
export function conformanceFile(reports: string): string {
  return join(reports, 'conformance.json');
}

/** Writes the report whole or not at all: whoever reads the file never sees half of it. */
export function writeConformanceReport(reports: string, report: ConformanceReport): void {
  mkdirSync(reports, { recursive: true });
  const file = conformanceFile(reports);
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(unfinished, file);
}
