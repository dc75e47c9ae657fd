import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Observation } from '../evidence/observation';
import { DeadGuids } from './dead-guids';
import type { Lab } from './lab';
import { AT_THE_RINGING_AGENT, type Attempt, type Experience, RingingCall } from './ringing-call';

/** Phones ring at least this long, in milliseconds, before an exchange gives up; learned to be shorter where it is. */
const LONGEST_RING_MS = 8_000;

/**
 * Requests that must be refused, many on one ringing call, with a pickup of that call as their common control. When
 * something happened in between, they are repeated in smaller numbers, and at last alone, each on a call of its own,
 * until it is known which of them did it.
 */
export class Refusals {
  private readonly experience: Experience = { longestRingMs: LONGEST_RING_MS, lies: 0 };

  constructor(
    private readonly lab: Lab,
    private readonly operation: OperationContract,
    private readonly deadGuids: DeadGuids = new DeadGuids(),
  ) {}

  async observe(cases: readonly Case[]): Promise<Map<string, Observation>> {
    const found = new Map<string, Observation>();
    await this.settle(cases, found, false);
    return found;
  }

  /** `again`: these cases were part of an attempt in which something was off. */
  private async settle(cases: readonly Case[], found: Map<string, Observation>, again: boolean): Promise<void> {
    let remaining = cases;
    while (remaining.length > 0) {
      const attempt = await this.attempt(remaining);
      for (const observation of attempt.settled) found.set(observation.caseId, observation);
      remaining = attempt.rest;
      if (attempt.culprit) await this.settleCulprit(attempt.culprit, found, again);
      if (attempt.spoiled) await this.settleSpoiled(attempt.spoiled, found, again);
    }
  }

  private async settleCulprit(
    { of, observation, answeredSuccess }: NonNullable<Attempt['culprit']>,
    found: Map<string, Observation>,
    again: boolean,
  ): Promise<void> {
    found.set(of.id, observation);
    if (answeredSuccess || again) return;
    // A refusal that seems to have had an effect: alone on a call of its own it should have it again.
    const repeated = await this.alone(of);
    if (repeated && hasEffect(this.operation, repeated)) found.set(of.id, repeated);
  }

  private async settleSpoiled(
    { cases, observation, reason, endedByItself }: NonNullable<Attempt['spoiled']>,
    found: Map<string, Observation>,
    again: boolean,
  ): Promise<void> {
    const [only, ...others] = cases;
    if (!only) return;
    if (others.length === 0) {
      const repeated = again ? undefined : await this.alone(only);
      if (repeated?.sideEffect === undefined && !again)
        return void found.set(only.id, {
          ...observation(only),
          inconclusive: `unstable: ${reason}; repeated it was harmless`,
        });
      const without = await this.withoutStimulus(only);
      const blamed = repeated ?? observation(only);
      found.set(
        only.id,
        without === undefined ? { ...blamed, sideEffect: reason } : { ...observation(only), inconclusive: without },
      );
      return;
    }
    const middle = Math.ceil(cases.length / 2);
    const halves = new Map<string, Observation>();
    await this.settle(cases.slice(0, middle), halves, true);
    await this.settle(cases.slice(middle), halves, true);
    const explained =
      endedByItself ||
      [...halves.values()].some((each) => each.inconclusive !== undefined || hasEffect(this.operation, each));
    for (const each of cases) {
      const half = halves.get(each.id) ?? observation(each);
      found.set(
        each.id,
        explained
          ? half
          : { ...half, inconclusive: `unstable: ${reason}; repeated in smaller numbers all were harmless` },
      );
    }
  }

  private async alone(of: Case): Promise<Observation | undefined> {
    const found = new Map<string, Observation>();
    await this.settle([of], found, true);
    return found.get(of.id);
  }

  /** Why the control fails even when the stimulus is left out; undefined when it succeeds then. */
  private async withoutStimulus(of: Case): Promise<string | undefined> {
    const dry = await this.attempt([of], true);
    return dry.spoiled && `without the request as well: ${dry.spoiled.reason}`;
  }

  private attempt(cases: readonly Case[], dry = false): Promise<Attempt> {
    return RingingCall.play(this.lab, this.operation, cases, {
      deadGuids: this.deadGuids,
      experience: this.experience,
      dry,
    });
  }
}

/** Did a request that was not answered with success show an effect? */
function hasEffect(operation: OperationContract, observation: Observation): boolean {
  if (observation.sideEffect) return true;
  const until = observation.explainedFrom ?? Number.POSITIVE_INFINITY;
  return observation.events.some(
    (event) =>
      event.at < until &&
      event.at >= (observation.moments.requestSent ?? 0) &&
      operation.trace.forbiddenAfterRefusal.includes(event.eventType) &&
      !(AT_THE_RINGING_AGENT.has(event.eventType) && event.agentId === observation.cast.called),
  );
}
