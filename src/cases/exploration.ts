import type { Contract, OperationContract, OperationName } from '../contract/contract';
import { traceRequirements } from './build';
import type { Case } from './case';

/** Walks of each operation at most; a small budget makes fewer of them. */
const MOST_WALKS = 5;
/** A budget worth another walk of each operation, in steps. */
const STEPS_FOR_A_WALK = 60;

/** How the id of a given story's case ends. */
const GIVEN = '.exploration.given';

/** How far the exploration goes: by the site's budget of steps, or the one story that is to be played again. */
export interface ExplorationPlan {
  /** 0: not at all. */
  steps: number;
  /** Was a story given? */
  story: boolean;
}

/** How many walks of each operation a budget allows. */
export function walksOf(steps: number): number {
  return Math.max(1, Math.min(MOST_WALKS, Math.floor(steps / STEPS_FOR_A_WALK)));
}

/** The plan of a run that comprised these cases, as far as they tell. */
export function explorationOf(caseIds: readonly string[]): ExplorationPlan {
  const walks = caseIds.map((id) => Number(/\.exploration\.walk-(\d+)$/.exec(id)?.[1] ?? 0));
  return { steps: Math.max(0, ...walks) * STEPS_FOR_A_WALK, story: caseIds.some((id) => id.endsWith(GIVEN)) };
}

/** The walks of one operation; their ids are permanent, how many there are depends on the budget. */
export function explorationCases(contract: Contract, operation: OperationName, plan: ExplorationPlan): Case[] {
  if (plan.story)
    return operation === 'phonepickup' ? [storyCase(contract, operation, 'given', 'the given story')] : [];
  if (plan.steps === 0) return [];
  return Array.from({ length: walksOf(plan.steps) }, (_, index) =>
    storyCase(contract, operation, `walk-${index + 1}`, `walk ${index + 1} about ${operation}`),
  );
}

function storyCase(contract: Contract, name: OperationName, what: string, title: string): Case {
  const operation = contract.operations[name];
  const primary = operation.judgedBy['method.accepted'] ?? operation.requirements[0]?.id ?? '';
  return {
    id: `${name}.exploration.${what}`,
    operation: name,
    section: 'exploration',
    title: `exploration, ${title}: each pickup does what the state allows, whatever came before`,
    requirement: primary,
    requirements: [...new Set([primary, ...Object.values(contract.operations).flatMap(explored)])],
    stage: { name: 'story', walk: what },
    stimulus: {},
    expect: { outcome: 'as the state allows' },
  };
}

/** What a pickup in the middle of a story can keep or break. */
function explored(operation: OperationContract): string[] {
  const roles = [
    'method.accepted',
    'guid.dead',
    'response.envelope',
    'response.failure-result',
    'response.truth',
    'robust',
    'events.refused',
    'events.content',
    'retcode.listed',
    'retcode.not-signed-in-only',
  ] as const;
  return [
    ...roles.flatMap((role) => operation.judgedBy[role] ?? []),
    ...operation.prerequisites.map(({ requirement }) => requirement),
    ...traceRequirements(operation),
  ];
}
