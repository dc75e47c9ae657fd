import type { CaseResult, RequirementJudgement, Verdict } from '../../checks/verdict';
import { isWorse } from '../account/collected-results';
import type { RunResults } from '../account/run-results';
import { groupBy } from '../text';

/**
 * One run of many repetitions of it. What differs between them is unstable: inconclusive, with what each saw, and so never
 * green; what is the same in all stands as it is.
 */
export function joinRepetitions(runs: readonly [RunResults, ...RunResults[]]): RunResults {
  const [first] = runs;
  const joined = first.cases.flatMap(({ id }) => {
    const results = runs.map((run) => run.results.find(({ caseId }) => caseId === id));
    return joinCase(results) ?? [];
  });
  const harnessErrors = runs.flatMap((run, index) =>
    Object.entries(run.harnessErrors).map(([id, text]) => [id, `${text} (run ${index + 1})`] as const),
  );
  return {
    ...first,
    durationMs: runs.reduce((sum, { durationMs }) => sum + durationMs, 0),
    results: joined.map(({ result }) => result),
    // The first of a case's errors is told; the others are in the reports of their runs.
    harnessErrors: Object.fromEntries([...harnessErrors].reverse()),
    errorsOutside: runs.reduce((sum, { errorsOutside }) => sum + errorsOutside, 0),
    durations: Object.assign({}, ...[...runs].reverse().map(({ durations }) => durations)),
    repetitions: {
      runs: runs.length,
      unstable: joined.filter(({ stable }) => !stable).map(({ result }) => result.caseId),
    },
  };
}

function joinCase(results: readonly (CaseResult | undefined)[]): { result: CaseResult; stable: boolean } | undefined {
  const known = results.filter((result) => result !== undefined);
  const [first] = known;
  if (!first) return undefined;
  const ids = [...new Set(known.flatMap(({ requirements }) => requirements.map(({ requirement }) => requirement)))];
  const requirements = ids.map((id) => joinRequirement(id, results));
  const stable =
    new Set(results.map((result) => result?.verdict)).size === 1 && requirements.every((one) => one.stable);
  if (stable) return { result: first, stable };
  const kept = new Set(requirements.filter((one) => one.stable).map(({ judgement }) => judgement.requirement));
  const judgements = requirements.map(({ judgement }) => judgement);
  return {
    result: {
      ...first,
      verdict: judgements.reduce<Verdict>(
        (worst, { verdict }) => (isWorse(verdict, worst) ? verdict : worst),
        'inconclusive',
      ),
      requirements: judgements,
      findings: known
        .flatMap(({ findings }) => findings)
        .filter(
          ({ requirement }, index, all) =>
            kept.has(requirement) && all.findIndex((other) => other.requirement === requirement) === index,
        ),
      notes: [`unstable: ${runsBy(results.map((result) => result?.verdict ?? 'no verdict'))}`],
    },
    stable,
  };
}

function joinRequirement(
  id: string,
  results: readonly (CaseResult | undefined)[],
): { judgement: RequirementJudgement; stable: boolean } {
  const said = results.map((result) => result?.requirements.find(({ requirement }) => requirement === id));
  const verdicts = said.map((one) => one?.verdict ?? 'no verdict');
  const [first] = said.filter((one) => one !== undefined);
  if (first && new Set(verdicts).size === 1) return { judgement: first, stable: true };
  const received = results.flatMap((result) => result?.findings ?? []).find(({ requirement }) => requirement === id);
  const seen = received ? `; once received: ${received.received}` : '';
  const reason = `unstable: ${runsBy(verdicts)}${seen}`;
  return { judgement: { requirement: id, verdict: 'inconclusive', reason }, stable: false };
}

/** `pass in run 1, 3; fail in run 2` */
function runsBy(verdicts: readonly string[]): string {
  const numbered = verdicts.map((verdict, index) => ({ verdict, run: index + 1 }));
  return [...groupBy(numbered, ({ verdict }) => verdict)]
    .map(([verdict, of]) => `${verdict} in run ${of.map(({ run }) => run).join(', ')}`)
    .join('; ');
}
