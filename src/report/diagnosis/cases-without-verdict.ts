import type { CaseResult } from '../../checks/verdict';

/** The inconclusive cases that are of some kind, and the requirements that they leave open. */
export function withoutVerdict(
  results: readonly CaseResult[],
  isOfIt: (result: CaseResult) => boolean,
): { cases: number; requirements: string[] } {
  const open = results.filter((one) => one.verdict === 'inconclusive' && isOfIt(one));
  const requirements = open.flatMap((one) =>
    one.requirements.filter(({ verdict }) => verdict === 'inconclusive').map(({ requirement }) => requirement),
  );
  return { cases: open.length, requirements: [...new Set(requirements)] };
}
