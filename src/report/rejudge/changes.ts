import type { Verdict } from '../../checks/verdict';
import type { Level } from '../../contract/contract';
import { isUnchanged } from './rejudge';
import type { RejudgedRun } from './rejudged-run';

export interface RequirementChange {
  id: string;
  level: Level;
  before: Verdict;
  now: Verdict;
}

export interface CaseChange {
  id: string;
  before: Verdict;
  now: Verdict;
  /** Why, where the verdict now is not a plain pass. */
  reason?: string;
}

/** What judging again has changed. */
export interface Changes {
  requirements: readonly RequirementChange[];
  cases: readonly CaseChange[];
  /** Cases of the same verdict whose reasons, findings or notes are others; ids. */
  reworded: readonly string[];
}

export function changesIn({ before, now, cases }: RejudgedRun): Changes {
  const old = new Map(before.requirements.map((requirement) => [requirement.id, requirement.verdict]));
  return {
    requirements: now.requirements.flatMap(({ id, level, verdict }) => {
      const was = old.get(id);
      return was === undefined || was === verdict ? [] : [{ id, level, before: was, now: verdict }];
    }),
    cases: cases.flatMap((each) => {
      if (each.before.verdict === each.now.verdict) return [];
      const reason = each.now.requirements.find(({ verdict }) => verdict === each.now.verdict)?.reason;
      return [
        {
          id: each.now.caseId,
          before: each.before.verdict,
          now: each.now.verdict,
          ...(reason === undefined ? {} : { reason }),
        },
      ];
    }),
    reworded: cases
      .filter((each) => each.before.verdict === each.now.verdict && !isUnchanged(each))
      .map(({ now: { caseId } }) => caseId),
  };
}
