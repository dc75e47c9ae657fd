import type { Requirement } from '../../contract/contract';
import { knownEditions, readContract } from '../../contract/read-contract';
import type { ConformanceReport } from '../conformance-report';
import type { FinishedRun } from '../finished-run';
import type { CaseEvidence } from './case-evidence';
import { type EvidenceFile, evidenceFileAt } from './evidence-file';

/** Where a requirement comes from: page and section of the contract, and how it is read. */
export type RequirementSource = Pick<Requirement, 'page' | 'section' | 'notes'>;

/** All that the page shows. */
export interface PageInput {
  report: ConformanceReport;
  /** By case id; cases that were not judged are absent. */
  evidence: ReadonlyMap<string, CaseEvidence>;
  /** By requirement id. */
  sources: ReadonlyMap<string, RequirementSource>;
  /** Absent where the run left none, or several that were put together. */
  evidenceFile?: EvidenceFile;
}

/** What the page shows of a run that has ended. */
export function pageInput({ report, cases, observations, shown, transcript }: FinishedRun): PageInput {
  const seen = observations();
  const evidence = new Map<string, CaseEvidence>();
  for (const { id, result } of cases) {
    const observation = seen.get(id);
    if (result) evidence.set(id, { result: shown?.get(id) ?? result, ...(observation && { seen: observation }) });
  }
  const evidenceFile = transcript === undefined ? undefined : evidenceFileAt(transcript);
  return { report, evidence, sources: sourcesOf(report.edition), ...(evidenceFile && { evidenceFile }) };
}

function sourcesOf(edition: string): PageInput['sources'] {
  if (!knownEditions().includes(edition)) return new Map();
  return new Map(readContract(edition).requirements.map((requirement) => [requirement.id, requirement]));
}
