import type { Case, Expectation } from '../cases/case';
import type { Contract, OperationContract } from '../contract/contract';
import { namedCall } from '../contract/named-call';
import type { EventRecord } from '../evidence/event-record';
import type { Exchange } from '../evidence/exchange';
import type { Moments, Observation } from '../evidence/observation';
import type { Story, StoryName } from '../evidence/story';
import { callsPlaced } from '../exploration/calls-placed';
import { type Outcome, operationOf, outcomeOf, type PickupStep } from '../exploration/outcome';
import { sentenceOf } from '../exploration/sentences';
import { agentOf, callOf } from '../exploration/world';
import { losesCall, RELEASE, type StepInWorld } from './story-events';

/** One pickup of a story, as a case of its own. */
export interface StoryPickup {
  of: Case;
  seen: Observation;
  exchange: Exchange;
  outcome: Outcome;
  /** The phone says nothing of itself: without linkage its events need not come. */
  silent: boolean;
  where: string;
}

/** Makes a case and an observation of one pickup, from what came before and after it in its story. */
export function asCase(
  story: Case,
  contract: Contract,
  seen: Observation,
  told: Story,
  steps: readonly StepInWorld[],
  at: StepInWorld,
  step: PickupStep,
  stray: readonly EventRecord[],
): StoryPickup | undefined {
  const operation = contract.operations[operationOf(step)];
  const exchange = seen.stimuli.find(({ id }) => id === at.played.exchange);
  if (!exchange) return undefined;
  const outcome: Outcome = at.played.seen.callWasOver
    ? { must: 'agree with its effect' }
    : outcomeOf(operation, at.before, step);
  // What came to an agent that was refused is its own only where nothing else explains it.
  const past = earlierCalls(steps, at, step);
  const ofThePast = ({ eventType, content }: EventRecord) => {
    const { callId } = namedCall(contract, eventType, content);
    return callId !== undefined && past.has(callId);
  };
  const all = at.played.seen.done ? ownEvents(seen, told, steps, at, step) : [];
  // Where it is the only one of its kind, it was taken for the pickup's own, and nobody waited for another.
  const isAnother = (event: EventRecord) =>
    ofThePast(event) && all.some((other) => other.eventType === event.eventType && !ofThePast(other));
  const own = all.filter((event) => !isAnother(event));
  const until = nextPickup(steps, at) ?? Number.POSITIVE_INFINITY;
  const others = stray.filter((event) => event.at >= exchange.sentAt && event.at < until && !own.includes(event));
  const id = (name: StoryName) => agentOf(at.before, name).id;
  const call = callPlaced(steps, at, step);
  return {
    exchange,
    outcome,
    silent: !agentOf(at.before, step.who).linked,
    where: `step ${at.index + 1} (${sentenceOf(step)}) of the story "${told.text}"`,
    of: caseOf(story, operation, outcome),
    seen: {
      caseId: story.id,
      cast: {
        picker: id(step.who),
        ...(step.do === 'takes' && step.whom !== step.who ? { called: id(step.whom) } : {}),
        others: told.agents.map((agent) => agent.id).filter((each) => each !== id(step.who)),
        // Each story has its own agents.
        phones: Object.fromEntries(told.agents.map((agent) => [agent.id, agent.phone])),
      },
      steps: [],
      stimuli: [exchange],
      surroundings: [],
      ...(call ? { call } : {}),
      moments: { ...momentsOf(told, steps, at, step), requestSent: exchange.sentAt, requestAccepted: exchange.endedAt },
      events: [...own, ...others],
      ...(seen.ownDelays ? { ownDelays: seen.ownDelays } : {}),
      control: { succeeded: true, detail: 'the state of the story' },
    },
  };
}

function caseOf(story: Case, operation: OperationContract, outcome: Outcome): Case {
  const broken = outcome.must === 'be refused' ? outcome.broken : [];
  const [first] = broken;
  const requirement =
    outcome.must === 'be refused'
      ? (first?.requirement ?? operation.judgedBy['guid.dead'])
      : operation.judgedBy['method.accepted'];
  return {
    ...story,
    operation: operation.name,
    requirement: requirement ?? story.requirement,
    requirements: [],
    expect: expectationOf(operation, outcome),
  };
}

/** The codes that a page states outright hold where nothing else is wrong; phonepickup's of an agent that is not there, always. */
function expectationOf(operation: OperationContract, outcome: Outcome): Expectation {
  if (outcome.must === 'succeed') return { outcome: 'accepted' };
  if (outcome.must === 'agree with its effect') return { outcome: 'accepted or refused' };
  const { broken, deadGuid } = outcome;
  const signedOut = broken.find(({ refusedWith }) => refusedWith !== undefined);
  const alone = broken.length === 1 || operation.destWorkNo === undefined;
  // Who is not signed in has no Guid that could match.
  const allowed = [...new Set([...(signedOut?.refusedWith ?? []), ...operation.retcodes.wrongGuid])];
  return {
    outcome: 'refused',
    ...(signedOut || deadGuid ? { wrongGuid: true } : { ownSession: true }),
    ...(signedOut && alone ? { retcodes: { allowed, requirement: signedOut.requirement } } : {}),
  };
}

/** Everything that came to the picker from its request to the end of its call, or to its next one. */
function ownEvents(
  seen: Observation,
  told: Story,
  steps: readonly StepInWorld[],
  at: StepInWorld,
  step: PickupStep,
): EventRecord[] {
  const { id } = agentOf(at.before, step.who);
  const until = endOfLife(told, steps, at, step) ?? told.clearedFrom;
  const endsTold = endsToldUntil(seen, told, steps, at, step);
  return seen.events.filter(
    (event) =>
      event.agentId === id &&
      event.at >= at.played.from &&
      event.at < Math.max(until, at.played.to) &&
      !(event.eventType === RELEASE && event.at < endsTold),
  );
}

/**
 * Until when an agent may be told the end of calls that it had before a pickup: more than once until its phone is answered
 * anew, and until the new call is ended where one of them was not told yet.
 */
function endsToldUntil(
  seen: Observation,
  told: Story,
  steps: readonly StepInWorld[],
  at: StepInWorld,
  step: PickupStep,
): number {
  const { id } = agentOf(at.before, step.who);
  const { phoneAnswered = Number.POSITIVE_INFINITY, callEnded = Number.POSITIVE_INFINITY } = momentsOf(
    told,
    steps,
    at,
    step,
  );
  const lost = steps.slice(0, at.index).filter((earlier) => losesCall(earlier, step.who)).length;
  const ends = seen.events.filter(
    (event) => event.agentId === id && event.eventType === RELEASE && event.at < at.played.from,
  ).length;
  if (lost === 0) return Number.NEGATIVE_INFINITY;
  return ends < lost ? callEnded : phoneAnswered;
}

/** When the picker got another call, its call went to somebody else, its linkage went off, or a step may or may not have taken place. */
function endOfLife(
  told: Story,
  steps: readonly StepInWorld[],
  at: StepInWorld,
  { who }: PickupStep,
): number | undefined {
  const brokenOff = told.brokeOff === undefined ? undefined : steps.at(-1)?.played;
  return steps.slice(at.index + 1).find(({ played }) => {
    const { step, seen } = played;
    if (played === brokenOff) return true;
    if (step.do === 'rings' || (step.do === 'links' && !step.on)) return step.who === who;
    if (step.do === 'calls') return step.who === who || step.whom === who;
    return step.do === 'takes' && seen.done && (step.whom === who || step.who === who);
  })?.played.from;
}

function nextPickup(steps: readonly StepInWorld[], at: StepInWorld): number | undefined {
  return steps.slice(at.index + 1).find(({ played: { step } }) => step.do === 'picks up' || step.do === 'takes')?.played
    .from;
}

/** When the call that was taken over was answered, and ended. */
function momentsOf(told: Story, steps: readonly StepInWorld[], at: StepInWorld, taken: PickupStep): Moments {
  if (taken.do !== 'takes') return {};
  const moments: Moments = {};
  const until = endOfLife(told, steps, at, taken) ?? Number.POSITIVE_INFINITY;
  for (const { played, before } of steps.slice(at.index + 1)) {
    const { step, seen, from, to } = played;
    if (from >= until) break;
    if ((step.do === 'picks up' || step.do === 'lifts') && step.who === taken.who && seen.done) {
      moments.phoneAnswered ??= from;
      moments.phoneAnsweringDone ??= to;
    }
    const ends = step.do === 'hangs up' || step.do === 'caller hangs up';
    if (ends && agentOf(before, step.who).call === agentOf(before, taken.who).call && moments.phoneAnswered) {
      moments.callEnded ??= from;
      moments.callEndDone ??= to;
    }
  }
  return moments;
}

/** How the ringing named the call that the pickup is about. */
function callPlaced(steps: readonly StepInWorld[], at: StepInWorld, step: PickupStep): Observation['call'] {
  const call = callOf(at.before, step.do === 'takes' ? step.whom : step.who);
  return call && callsPlaced(steps.map(({ played }) => played))[at.before.calls.indexOf(call)];
}

/** What names the other calls that the agent had before: an event that does is theirs, however late it comes. */
function earlierCalls(steps: readonly StepInWorld[], at: StepInWorld, step: PickupStep): ReadonlySet<string> {
  const own = callPlaced(steps, at, step)?.callId;
  const had = new Set(steps.slice(0, at.index).map(({ before }) => agentOf(before, step.who).call));
  const ids = callsPlaced(steps.map(({ played }) => played)).flatMap((call, index) =>
    had.has(index) ? (call?.callId ?? []) : [],
  );
  return new Set(ids.filter((id) => id !== own));
}
