import type { Contract, OperationName } from '../contract/contract';
import type { StoryStep } from '../evidence/story';
import { isPickup, operationOf, outcomeOf, type PickupStep } from './outcome';
import { isPossible } from './possible';
import { allSteps } from './sentences';
import { type AgentState, agentOf, callOf, type World } from './world';

/** How often a kind of step is chosen. */
const WEIGHTS: Readonly<Record<StoryStep['do'], number>> = {
  rings: 24,
  calls: 4,
  'picks up': 10,
  takes: 6,
  lifts: 7,
  'caller hangs up': 8,
  'hangs up': 8,
  'becomes busy': 4,
  'becomes idle': 2,
  links: 4,
  'signs out': 2,
  'signs in': 8,
  'new Guid': 0.1,
};
/** The operation that a walk is about is chosen so many times as often. */
const FAVOURED = 2;
/** By how often the same was done before in much the same state. */
const NOVELTY = [4, 0.5, 0.15];

/** Chooses a walk's steps: what is possible, by chance, what was not tried yet most often. */
export class Chooser {
  private readonly tried = new Map<string, number>();

  constructor(
    private readonly contract: Contract,
    private readonly favoured: OperationName,
    /** Can the site's Guids be waited for? */
    private readonly renewals: boolean,
  ) {}

  /** @param chance from 0 up to, but not including, 1 */
  choose(world: World, chance: number): StoryStep | undefined {
    const names = Object.values(world.agents).map(({ name }) => name);
    const candidates = allSteps(names)
      .filter((step) => isPossible(step, world) && (this.renewals || step.do !== 'new Guid'))
      .map((step) => ({ step, weight: this.weightOf(step, world) }));
    const total = candidates.reduce((sum, { weight }) => sum + weight, 0);
    let left = chance * total;
    const chosen = candidates.find(({ weight }) => {
      left -= weight;
      return left < 0;
    })?.step;
    if (chosen) {
      const key = situation(chosen, world);
      this.tried.set(key, (this.tried.get(key) ?? 0) + 1);
    }
    return chosen;
  }

  private weightOf(step: StoryStep, world: World): number {
    const tried = this.tried.get(situation(step, world)) ?? 0;
    const novelty = NOVELTY[Math.min(tried, NOVELTY.length - 1)] ?? 1;
    return WEIGHTS[step.do] * novelty * this.worth(step, world);
  }

  /** Success changes the state; a refusal tells most where one prerequisite alone is broken. */
  private worth(step: StoryStep, world: World): number {
    if (step.do === 'signs in' && step.as === 'by force') return 0.1;
    if (!isPickup(step)) return 1;
    const operation = operationOf(step);
    const outcome = outcomeOf(this.contract.operations[operation], world, step);
    const about = operation === this.favoured ? FAVOURED : 1;
    if (outcome.must === 'succeed') return 2 * about;
    if (outcome.must === 'agree with its effect') return 0.2;
    const alone = outcome.broken.length + Number(outcome.deadGuid) === 1;
    return alone ? about * this.worthOfRefusal(step, world) : 0.01;
  }

  /** Where no call was nor is, all refusals are much the same. */
  private worthOfRefusal(step: PickupStep, world: World): number {
    const name = step.do === 'takes' ? step.whom : step.who;
    if (callOf(world, name)) return step.do === 'takes' && step.whom === step.who ? 0.05 : 0.7;
    return agentOf(world, name).past === '' ? 0.03 : 0.5;
  }
}

/** A step and the state that it is tried in, whoever it is. */
function situation(step: StoryStep, world: World): string {
  const whom = 'whom' in step ? describe(world, agentOf(world, step.whom)) : '';
  const { who: _, ...rest } = step;
  return `${JSON.stringify({ ...rest, whom: undefined })} ${describe(world, agentOf(world, step.who))} ${whom}`;
}

function describe(world: World, agent: AgentState): string {
  const { name, signedIn, linked, linkageOpen, between, wrapsUp, past } = agent;
  const call = callOf(world, name);
  return [
    'abc'.includes(name) ? 'a' : name,
    signedIn,
    linkageOpen ? '' : linked,
    between,
    wrapsUp,
    call ? `${call.kind} ${call.state} ${call.holder === name} ${call.takenTimes} ${call.answeredBy ?? ''}` : '',
    past,
  ].join();
}
