import { isDeepStrictEqual } from 'node:util';
import { explorationOf, planCases } from '../../cases';
import { judge } from '../../checks/judge';
import type { CaseResult } from '../../checks/verdict';
import type { Contract } from '../../contract/contract';
import type { Transcript } from '../../evidence/transcript';

/** One case of a transcript: how it was judged when it ran, and how the present checks judge it. */
export interface RejudgedCase {
  before: CaseResult;
  now: CaseResult;
}

export interface Rejudgement {
  cases: readonly RejudgedCase[];
  /** Case ids of the transcript that the suite no longer plans. */
  gone: readonly string[];
}

/** Judges everything that a transcript holds with the present checks. `contract` is that of the transcript's edition. */
export function rejudge(transcript: Pick<Transcript, 'header' | 'cases'>, contract: Contract): Rejudgement {
  const exploration = explorationOf(transcript.cases.map(({ result }) => result.caseId));
  const planned = new Map(planCases(contract, exploration).map((of) => [of.id, of]));
  const cases: RejudgedCase[] = [];
  const gone = new Set<string>();
  for (const { result, seen } of transcript.cases) {
    const of = planned.get(result.caseId);
    if (of) cases.push({ before: result, now: judge(contract, transcript.header.facts, of, seen) });
    else gone.add(result.caseId);
  }
  return { cases, gone: [...gone] };
}

/** Does a case say the same as before: verdicts, reasons, findings, notes? */
export function isUnchanged({ before, now }: RejudgedCase): boolean {
  // As JSON has it: what was judged then comes out of a file. The same text nearly always settles it.
  const text = JSON.stringify(now);
  return text === JSON.stringify(before) || isDeepStrictEqual(before, JSON.parse(text));
}
