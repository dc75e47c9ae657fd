import type { EventRecord } from '../evidence/event-record';
import type { PlayedStep, Story, StoryName } from '../evidence/story';
import { advance, doubting } from '../exploration/advance';
import { agentOf, callOf, initialWorld, type World } from '../exploration/world';

const ALERTING = 'AgentOther_PhoneAlerting';
const RELEASE = 'AgentOther_PhoneRelease';
const OFFHOOK = 'AgentOther_PhoneOffhook';
const TALKING = 'AgentEvent_Talking';

/** A step with the state that it began in. */
export interface StepInWorld {
  played: PlayedStep;
  /** From 0. */
  index: number;
  before: World;
}

/** The states that a story went through. */
export function replay(story: Story): StepInWorld[] {
  let world = initialWorld(story.agents);
  return story.steps.map((played, index) => {
    const before = doubting(world, played.doubted);
    world = advance(before, played);
    return { played, index, before };
  });
}

/** What one agent's calls explain, from a moment on. Effects never come before their causes, but they may come late. */
interface Explanation {
  from: number;
  /** Until then a phone that rings may say so again. */
  to: number;
  alerting: boolean;
  /** Its alerting was not waited for. */
  alertingMayBeLate: boolean;
  offhook: number;
  talking: number;
}

/**
 * Events of a pickup that no step of the story explains: at an agent without a call that could bring them, or more of them
 * than calls were answered. What pickups that went astray bring about is explained by nothing.
 */
export function unexplained(
  story: Story,
  steps: readonly StepInWorld[],
  events: readonly EventRecord[],
  listed: ReadonlySet<string>,
): EventRecord[] {
  return story.agents.flatMap(({ name, id }) => {
    const explanations = steps.flatMap((step) => explanationOf(step, name, steps, story));
    const own = events.filter(({ agentId, eventType }) => agentId === id && listed.has(eventType));
    return own.filter((event) => !explains(explanations, event, own));
  });
}

function explanationOf(
  { played, before, index }: StepInWorld,
  name: StoryName,
  steps: readonly StepInWorld[],
  { clearedFrom }: Story,
): Explanation[] {
  const { step, seen, from } = played;
  const nothing: Explanation = {
    from,
    to: endOf(steps, index, name) ?? Math.max(clearedFrom, from),
    alerting: false,
    alertingMayBeLate: false,
    offhook: 0,
    talking: 0,
  };
  const rings = { ...nothing, alerting: true, alertingMayBeLate: seen.alerted !== true };
  switch (step.do) {
    case 'rings':
      return step.who === name ? [rings] : [];
    case 'calls':
      // Who calls takes off the hook, and talks once the other side answers.
      if (step.who === name) return [{ ...nothing, offhook: 2, talking: 1 }];
      return step.whom === name ? [rings] : [];
    case 'takes':
      return step.who === name && seen.done && callOf(before, step.whom) ? [rings] : [];
    case 'picks up':
    case 'lifts': {
      const call = callOf(before, name);
      return step.who === name && seen.done && call?.holder === name && call.state === 'ringing'
        ? [{ ...nothing, offhook: 1, talking: 1 }]
        : [];
    }
    default:
      return [];
  }
}

/** When the agent's call of that step was answered or over, or somebody else's. */
function endOf(steps: readonly StepInWorld[], index: number, name: StoryName): number | undefined {
  for (const { played, before } of steps.slice(index + 1)) {
    const { step, to, seen } = played;
    const mine = callOf(before, name) !== undefined;
    if (step.do === 'takes' && step.whom === name && seen.done) return to;
    if ((step.do === 'caller hangs up' || step.do === 'hangs up') && mine && sameCall(before, step.who, name))
      return to;
  }
  return undefined;
}

function sameCall(world: World, one: StoryName, other: StoryName): boolean {
  return agentOf(world, one).call === agentOf(world, other).call;
}

function explains(explanations: readonly Explanation[], event: EventRecord, own: readonly EventRecord[]): boolean {
  const before = explanations.filter(({ from }) => from <= event.at);
  const sofar = own.filter(({ eventType, at, position }) => {
    return eventType === event.eventType && (at < event.at || (at === event.at && position <= event.position));
  }).length;
  const allowed = (of: 'offhook' | 'talking') => before.reduce((sum, each) => sum + each[of], 0);
  switch (event.eventType) {
    case ALERTING:
      return before.some((each) => each.alerting && (each.alertingMayBeLate || event.at <= each.to));
    case RELEASE:
      return before.length > 0;
    case OFFHOOK:
      return sofar <= allowed('offhook');
    case TALKING:
      return sofar <= allowed('talking');
    default:
      return before.some(({ talking }) => talking > 0);
  }
}
