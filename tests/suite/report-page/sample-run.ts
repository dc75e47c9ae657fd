/** Reports to look at, from cases that ran against a simulated gateway with faults. */
import { planCases } from '../../../src/cases';
import { judge } from '../../../src/checks/judge';
import type { CaseResult } from '../../../src/checks/verdict';
import { readContract } from '../../../src/contract/read-contract';
import type { Observation } from '../../../src/evidence/observation';
import { aggregate } from '../../../src/report/account/aggregate';
import type { PlannedCase } from '../../../src/report/account/run-plan';
import type { CaseEvidence } from '../../../src/report/page/case-evidence';
import type { PageInput } from '../../../src/report/page/page-input';
import { someHeader as header } from '../evidence/some-header';
import { judgeGateway } from '../judged-gateway';

const contract = readContract('2023-09-27');
export const FAILED = 'phonepickup.method.head';
export const PASSED = 'phonepickup.method.get';
export const OPEN = 'phonepickup.method.put';
export const MISSING = 'snatchpickup.method.documented';
export const WATCHED = ['phonepickup.method.', MISSING];

let sample: Promise<PageInput> | undefined;

/** A run in which cases pass, fail, miss an event, and one is without a verdict; made once in a process. */
export function sampleRun(): Promise<PageInput> {
  sample ??= makeSample();
  return sample;
}

async function makeSample(): Promise<PageInput> {
  const judged = await judgeGateway(
    { faults: ['phonepickup-head-executes', 'snatchpickup-talking-lost'] },
    { choose: ({ id }) => WATCHED.some((start) => id.startsWith(start)) },
  );
  const evidence = new Map<string, CaseEvidence>();
  for (const { of, seen, result } of judged) {
    if (of.id !== OPEN) evidence.set(of.id, { result, seen });
    else {
      const spoilt: Observation = { ...seen, inconclusive: 'the call ended by itself' };
      evidence.set(of.id, { result: judge(contract, header.facts, of, spoilt), seen: spoilt });
    }
  }
  return inputOf(evidence, planCases(contract));
}

/** The page's input for cases with their evidence; planned cases without evidence were not run. */
export function inputOf(evidence: ReadonlyMap<string, CaseEvidence>, cases: readonly PlannedCase[]): PageInput {
  const judgement = aggregate({
    plan: { requirements: contract.requirements, cases },
    selectedIds: new Set(evidence.keys()),
    results: new Map([...evidence].map(([id, { result }]): [string, CaseResult] => [id, result])),
    harnessErrors: new Map(),
    partial: true,
  });
  return {
    report: {
      ...judgement,
      edition: contract.edition,
      site: { name: 'Staging', url: 'https://gateway.staging.example:8043', authMode: 2 },
      suite: { version: '1.2.3' },
      startedAt: '2026-11-21T05:38:00.000Z',
      durationMs: 5700,
      harnessErrors: 0,
    },
    evidence,
    sources: new Map(contract.requirements.map((requirement) => [requirement.id, requirement])),
    evidenceFile: { sha256: '1'.repeat(64), header },
  };
}

/** A run of `count` cases: one case that passed and one that failed, over and over under other ids. */
export async function longRun(count: number): Promise<PageInput> {
  const { evidence } = await sampleRun();
  const repeated = [PASSED, FAILED].map((id) => evidence.get(id));
  const cases: PlannedCase[] = [];
  const many = new Map<string, CaseEvidence>();
  for (let number = 0; number < count; number++) {
    const found = repeated[number % 100 === 99 ? 1 : 0];
    if (!found?.seen) throw new Error('the sample lacks a case');
    const id = `phonepickup.method.number-${String(number).padStart(5, '0')}`;
    cases.push({
      id,
      title: `case number ${number}`,
      requirements: found.result.requirements.map((r) => r.requirement),
    });
    many.set(id, { result: { ...found.result, caseId: id }, seen: { ...found.seen, caseId: id } });
  }
  return inputOf(many, cases);
}
