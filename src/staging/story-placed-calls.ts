import type { Contract } from '../contract/contract';
import type { EventRecord } from '../evidence/event-record';
import type { PlayedStep } from '../evidence/story';
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
