import type { Case } from '../cases/case';
import type { Contract } from '../contract/contract';
import type { Observation } from '../evidence/observation';
import type { SiteFacts } from './judgement';
import { deviationAt, levelOf, reasonOf, worst } from './levels';
import { judgeStories } from './story';
import type { CaseResult, RequirementJudgement } from './verdict';

/**
 * Judges a walk of the exploration. A requirement that none of its pickups tried is not applicable to it; where the walk
 * broke off, nothing is said of those.
 */
export function judgeExploration(contract: Contract, facts: SiteFacts, of: Case, seen: Observation): CaseResult {
  const { exploration } = seen;
  const { findings, tried, open, unhealthy } = judgeStories(contract, facts, of, seen);
  // Seen once and not again, or while the network came between: that says nothing for certain.
  const certain = exploration?.unstable === undefined && !seen.disturbed;
  const kept = certain ? findings : [];
  const brokeOff =
    seen.inconclusive ?? exploration?.unstable ?? exploration?.stories.find((story) => story.brokeOff)?.brokeOff;
  const untried =
    seen.notApplicable ??
    (exploration?.stories.length ? 'no step of the stories tried it' : "the site's budget of steps was used up before");
  const requirements = [...new Set([...of.requirements, ...kept.map(({ requirement }) => requirement)])].map(
    (requirement): RequirementJudgement => {
      const own = kept.filter((finding) => finding.requirement === requirement);
      if (own.length > 0) {
        const verdict = deviationAt(levelOf(contract, facts, requirement) ?? 'must');
        return { requirement, verdict, reason: reasonOf(own) };
      }
      if (tried.has(requirement) && certain) return { requirement, verdict: 'pass' };
      const reason = open.get(requirement);
      if (reason !== undefined) return { requirement, verdict: 'inconclusive', reason };
      return brokeOff === undefined || seen.notApplicable !== undefined
        ? { requirement, verdict: 'not-applicable', reason: untried }
        : { requirement, verdict: 'inconclusive', reason: brokeOff };
    },
  );
  return {
    caseId: of.id,
    title: of.title,
    operation: of.operation,
    section: of.section,
    verdict: worst(requirements.map(({ verdict }) => verdict)),
    requirements,
    findings: kept,
    notes: notesOf(exploration),
    ...(unhealthy.length > 0 && { unhealthy }),
    ...(seen.inBetween && { inBetween: seen.inBetween }),
  };
}

function notesOf(exploration: Observation['exploration']): string[] {
  if (!exploration || exploration.stories.length === 0) return [];
  const { stories, seed, stepsTaken, shortenedFrom, notShortest, lateOnce } = exploration;
  return [
    `${seed === undefined ? '' : `seed ${seed}, `}${stepsTaken} steps`,
    ...(shortenedFrom === undefined ? [] : [`made short from ${shortenedFrom} steps`]),
    ...(notShortest ? ['it could not be made shorter within the budget'] : []),
    ...(lateOnce === undefined ? [] : [lateOnce]),
    ...stories.map(({ text }) => text),
  ];
}
