import type { Contract } from '../contract/contract';
import { namedCall } from '../contract/named-call';
import type { EventRecord } from '../evidence/event-record';
import type { PlayedStep, StoryName } from '../evidence/story';
import { callsPlaced } from '../exploration/calls-placed';
import { agentOf, type World } from '../exploration/world';
import { callIdentity, type PlacedCall } from './call-identity';

/** A call, and the step of a story that placed it. */
export interface CallOfStep {
  step: number;
  call: PlacedCall;
}

/** Notes at the steps that placed calls what names those calls in the events. */
export function nameCalls(
  contract: Contract,
  placed: readonly CallOfStep[],
  steps: readonly PlayedStep[],
  events: readonly EventRecord[],
): void {
  for (const { step, call } of placed) {
    const played = steps[step];
    const next = placed.find((other) => other.call.placedTo === call.placedTo && other.call.rangFrom > call.rangFrom);
    // The next ringing of the same phone names another call.
    const own = events.filter(
      ({ agentId, position }) => agentId !== call.placedTo.id || !next || position < next.call.rangFrom,
    );
    if (played) played.seen.call = callIdentity(contract, call, own);
  }
}

/** Tells events that name another call of the story than the one that `holder` has: they are that one's, and late. */
export function namingAnother(
  contract: Contract,
  placed: readonly CallOfStep[],
  steps: readonly PlayedStep[],
  events: readonly EventRecord[],
  world: World,
  holder: StoryName,
): (event: EventRecord) => boolean {
  nameCalls(contract, placed, steps, events);
  const ids = callsPlaced(steps).map((call) => call?.callId);
  const others = new Set(ids.filter((id) => id !== undefined && id !== ids[agentOf(world, holder).call ?? -1]));
  return ({ eventType, content }) => others.has(namedCall(contract, eventType, content).callId);
}
