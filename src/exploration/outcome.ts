import type { OperationContract, Prerequisite } from '../contract/contract';
import type { StoryStep } from '../evidence/story';
import { agentOf, callOf, type World } from './world';

export type Holds = 'yes' | 'no' | 'open';

/** A step that is one of the two operations. */
export type PickupStep = Extract<StoryStep, { do: 'picks up' | 'takes' }>;

export function isPickup(step: StoryStep): step is PickupStep {
  return step.do === 'picks up' || step.do === 'takes';
}

export function operationOf(step: PickupStep): OperationContract['name'] {
  return step.do === 'picks up' ? 'phonepickup' : 'snatchpickup';
}

/** What a pickup must come to in a state: by the description's prerequisites. */
export type Outcome =
  | { must: 'succeed' }
  /** `broken`: the prerequisites that do not hold. A dead Guid is none of them, and has a requirement of its own. */
  | { must: 'be refused'; broken: readonly Prerequisite[]; deadGuid: boolean }
  | { must: 'agree with its effect' };

export function outcomeOf(operation: OperationContract, world: World, step: PickupStep): Outcome {
  const held = operation.prerequisites.map((prerequisite) => ({
    prerequisite,
    holds: holds(prerequisite, world, step),
  }));
  const broken = held.flatMap(({ prerequisite, holds: is }) => (is === 'no' ? [prerequisite] : []));
  const deadGuid = step.do === 'picks up' && step.guid === 'dead';
  if (broken.length > 0 || deadGuid) return { must: 'be refused', broken, deadGuid };
  return held.every(({ holds: is }) => is === 'yes') ? { must: 'succeed' } : { must: 'agree with its effect' };
}

type Question = (world: World, step: PickupStep) => Holds;

/** Prerequisites of the description, by id and operation. One that is unknown here leaves the outcome open. */
const questions: Readonly<Record<PickupStep['do'], Readonly<Record<string, Question>>>> = {
  'picks up': {
    'signed-in': (world, { who }) => yesOrNo(agentOf(world, who).signedIn),
    'phone-linkage': (world, { who }) => {
      const { linked, linkageOpen } = agentOf(world, who);
      return linkageOpen ? 'open' : yesOrNo(linked);
    },
    alerting: (world, { who }) => {
      const call = callOf(world, who);
      if (!call) return 'no';
      if (!call.certain) return 'open';
      if (call.state === 'talking' || call.holder !== who) return 'no';
      return call.alerted ? 'yes' : 'open';
    },
    'phone-model': (world, { who }) => yesOrNo(agentOf(world, who).supported),
  },
  takes: {
    'signed-in': (world, { who }) => yesOrNo(agentOf(world, who).signedIn),
    'called-agent-ringing': (world, step) => {
      const whom = whomOf(step);
      const call = callOf(world, whom);
      if (!agentOf(world, whom).signedIn || !call) return 'no';
      if (!call.certain) return 'open';
      return yesOrNo(call.state === 'ringing' && call.holder === whom);
    },
    'external-call': (world, step) => yesOrNo(callOf(world, whomOf(step))?.kind !== 'internal'),
    'same-group': (world, step) => yesOrNo(agentOf(world, step.who).group === agentOf(world, whomOf(step)).group),
    'pickup-permission': (world, { who }) => yesOrNo(agentOf(world, who).mayPickUp),
    idle: (world, { who }) => {
      const agent = agentOf(world, who);
      const call = callOf(world, who);
      // Who calls handles that call as well, answered or not.
      if (call) return call.certain ? 'no' : 'open';
      if (!agent.signedIn) return 'open';
      return agent.between === 'unknown' ? 'open' : yesOrNo(agent.between === 'idle');
    },
  },
};

function holds({ id }: Prerequisite, world: World, step: PickupStep): Holds {
  return questions[step.do][id]?.(world, step) ?? 'open';
}

function yesOrNo(is: boolean): Holds {
  return is ? 'yes' : 'no';
}

function whomOf(step: PickupStep) {
  return step.do === 'takes' ? step.whom : step.who;
}
