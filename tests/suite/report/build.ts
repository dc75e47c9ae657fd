import type { CaseResult, Finding, RequirementJudgement, Verdict } from '../../../src/checks/verdict';
import type { Level } from '../../../src/contract/contract';
import { aggregate } from '../../../src/report/account/aggregate';
import type { PlannedCase } from '../../../src/report/account/run-plan';
import type { Judgement } from '../../../src/report/conformance-report';

export function requirement(id: string, level: Level = 'must') {
  return { id, level, text: `text of ${id}` };
}

export function planned(id: string, ...requirements: string[]): PlannedCase {
  return { id, title: `title of ${id}`, requirements };
}

export function judged(requirement: string, verdict: Verdict, reason?: string): RequirementJudgement {
  return { requirement, verdict, ...(reason !== undefined && { reason }) };
}

export function finding(requirement: string, received = 'retcode "0"'): Finding {
  return { requirement, expected: 'a refusal', received, where: 'the answer to GET' };
}

export function result(
  caseId: string,
  verdict: Verdict,
  requirements: readonly RequirementJudgement[],
  findings: readonly Finding[] = [],
): CaseResult {
  return {
    caseId,
    title: `title of ${caseId}`,
    operation: 'phonepickup',
    section: 'method',
    verdict,
    requirements,
    findings,
    notes: [],
  };
}

/** A case of the requirement under test: its verdict, or why there is none. */
export type Ending = Verdict | 'harness error' | 'lost' | 'not selected';

/** Judges one requirement that has a case for each ending. */
export function judgeOne(level: Level, endings: readonly Ending[], partial = false): Judgement {
  const named = endings.map((ending, index) => ({ id: `case.${index + 1}`, ending }));
  const having = (ending: Ending) => named.filter((one) => one.ending === ending);
  const without: readonly Ending[] = ['harness error', 'lost', 'not selected'];
  return aggregate({
    plan: { requirements: [requirement('PP-X-1', level)], cases: named.map(({ id }) => planned(id, 'PP-X-1')) },
    selectedIds: new Set(named.filter(({ ending }) => ending !== 'not selected').map(({ id }) => id)),
    results: new Map(
      named
        .filter(({ ending }) => !without.includes(ending))
        .map(({ id, ending }) => {
          const verdict = ending as Verdict;
          const reason = verdict === 'pass' ? undefined : `${verdict} in ${id}`;
          return [id, result(id, verdict, [judged('PP-X-1', verdict, reason)])] as const;
        }),
    ),
    harnessErrors: new Map(having('harness error').map(({ id }) => [id, 'a bug'])),
    partial,
  });
}
