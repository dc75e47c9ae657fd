import type { EventRecord } from '../evidence/event-record';
import type { PlayedStep, Story, StoryName } from '../evidence/story';
import { advance, doubting } from '../exploration/advance';
import { agentOf, callOf, initialWorld, type World } from '../exploration/world';

const ALERTING = 'AgentOther_PhoneAlerting';
export const RELEASE = 'AgentOther_PhoneRelease';
const OFFHOOK = 'AgentOther_PhoneOffhook';
const TALKING = 'AgentEvent_Talking';
const SCREEN_POP = 'AgentEvent_Incoming_CallInfo';

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
  /** Until then a phone that rings may say so again, and from `over` on until its agent is told of the end. */
  to: number;
  /** When its call began to be ended. */
  over: number;
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
  const end = endOf(steps, index, name);
  const nothing: Explanation = {
    from,
    to: end?.to ?? Math.max(clearedFrom, from),
    over: end?.from ?? clearedFrom,
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
      // Who calls takes off the hook, perhaps once its own phone alerts, and talks once the other side answers.
      if (step.who === name) return [{ ...rings, alertingMayBeLate: true, offhook: 2, talking: 1 }];
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

/** The step by which the agent's call of that step was over, or somebody else's. */
function endOf(steps: readonly StepInWorld[], index: number, name: StoryName): PlayedStep | undefined {
  return steps.slice(index + 1).find((step) => losesCall(step, name))?.played;
}

/** Was the agent's call of that step somebody else's afterwards, or over? */
export function losesCall({ played: { step, seen }, before }: StepInWorld, name: StoryName): boolean {
  if (step.do === 'takes') return step.whom === name && seen.done;
  const ends = step.do === 'caller hangs up' || step.do === 'hangs up';
  return ends && callOf(before, name) !== undefined && sameCall(before, step.who, name);
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
  const talks = allowed('talking') > 0;
  switch (event.eventType) {
    case ALERTING:
      return before.some(
        (each) => each.alerting && (each.alertingMayBeLate || event.at <= each.to || isBeforeItsEnd(event, each, own)),
      );
    case RELEASE:
      return before.length > 0;
    case OFFHOOK:
      return sofar <= allowed('offhook');
    case TALKING:
      return sofar <= allowed('talking');
    case SCREEN_POP:
      // Besides, a screen may pop once for each phone that rings.
      return talks || sofar <= before.filter(({ alerting }) => alerting).length;
    default:
      return talks;
  }
}

/** Events of one agent come in their order: until the end of a call was told, its ringing may have been. */
function isBeforeItsEnd(
  { position }: EventRecord,
  { over }: Pick<Explanation, 'over'>,
  own: readonly EventRecord[],
): boolean {
  const end = own.find(({ eventType, at }) => eventType === RELEASE && at >= over);
  return end !== undefined && position < end.position;
}
