import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { EventRecord } from '../evidence/event-record';
import type { Observation } from '../evidence/observation';
import { isOfTheRinging, RINGS_AT_LEAST_MS } from '../evidence/of-the-ringing';
import type { Attempt, Experience, Spoiled } from './attempt';
import { DeadGuids } from './dead-guids';
import { forbiddenEvents } from './forbidden-events';
import type { Lab } from './lab';
import { nothingSeen } from './nothing-seen';
import { RingingCall } from './ringing-call';
import { SecondLooks } from './second-looks';
import { StageFailure } from './stage-failure';
import { ATTEMPTS, isLost, sentAgain, standsAgainst } from './undisturbed';

/** One call is worth so many requests at any rate. */
const FEW = 6;
/** So many requests may have been sent behind the one that ended a session. */
const LATEST_TOLD = 3;

/**
 * Requests that must be refused, many on one ringing call, with a pickup of that call as their common control. When
 * something happened in between, they are repeated in smaller numbers, and at last alone, each on a call of its own,
 * until it is known which of them did it.
 */
export class Refusals {
  /** How long phones ring is learned to be shorter where it is. */
  private readonly experience: Experience = {
    longestRingMs: RINGS_AT_LEAST_MS,
    lies: 0,
    ringingRepeats: false,
    anew: false,
    usuallyLeft: new Set(),
  };
  /** Did the documented request succeed when it was tried without any other before it? */
  private succeedsAlone = false;
  /** Sessions that ended behind requests. */
  private readonly sessionsLost: NonNullable<Attempt['sessionLost']>[] = [];

  constructor(
    private readonly lab: Lab,
    private readonly operation: OperationContract,
    private readonly deadGuids: DeadGuids = new DeadGuids(),
    private readonly secondLooks = new SecondLooks(lab.site),
  ) {}

  async observe(cases: readonly Case[]): Promise<Map<string, Observation>> {
    const found = new Map<string, Observation>();
    try {
      await this.settle(cases, found, false);
    } catch (error) {
      // What was settled before the stage could no longer be set stays so.
      if (!(error instanceof StageFailure)) throw error;
      for (const each of cases)
        if (!found.has(each.id)) found.set(each.id, nothingSeen(each, { inconclusive: error.message }));
    }
    const lost = [...found.values()].filter((seen) => isLost(this.lab, seen));
    const byId = new Map(cases.map((each) => [each.id, each]));
    const stands = (seen: Observation) => {
      const of = byId.get(seen.caseId);
      return of !== undefined && standsAgainst(this.operation, of, seen);
    };
    const repeat = async (ids: readonly string[]) => {
      const repeated = new Map<string, Observation>();
      await this.settle(
        cases.filter(({ id }) => ids.includes(id)),
        repeated,
        false,
      );
      return repeated;
    };
    const again = await sentAgain(this.lab, lost, repeat, stands);
    for (const [id, observation] of again) found.set(id, observation);
    return found;
  }

  /** `again`: these cases were part of an attempt in which something was off. */
  private async settle(cases: readonly Case[], found: Map<string, Observation>, again: boolean): Promise<void> {
    let remaining = cases;
    while (remaining.length > 0) {
      const attempt = await this.attempt(remaining);
      for (const observation of attempt.settled) found.set(observation.caseId, observation);
      remaining = attempt.rest;
      if (attempt.sessionLost?.last) {
        // Once is enough: it costs two calls.
        const isFirst = this.sessionsLost.push(attempt.sessionLost) === 1;
        if (isFirst) await this.settleSessionLoss(attempt.sessionLost.cases, found);
      }
      if (attempt.culprit) await this.settleCulprit(attempt.culprit, found, again);
      if (attempt.spoiled) await this.settleSpoiled(attempt.spoiled, found, again);
    }
  }

  /** A session's end may be anybody's doing, unless it ends behind the same requests once more, and not without them. */
  private async settleSessionLoss(cases: readonly Case[], found: Map<string, Observation>): Promise<void> {
    await this.settle(cases, found, false);
    const again = this.sessionsLost[1];
    if (!again?.last) return;
    const last = again.cases.indexOf(again.last);
    const dry = await this.attempt(again.cases, true);
    if (dry.sessionLost || dry.spoiled || dry.disturbed !== undefined) return;
    const behind = await this.shortestLosing(again.cases.slice(0, last + 1));
    const blamed = found.get(behind.at(-1)?.id ?? '');
    if (!blamed) return;
    const { inconclusive, ...seen } = blamed;
    const number = behind.length === 1 ? 'it' : `${behind.length} refused requests`;
    found.set(blamed.caseId, {
      ...seen,
      sideEffect: `behind ${number} ${again.reason}, as behind the same requests before; without them it did not`,
    });
  }

  /** What tells of a session's end may come when the next requests were sent already: without these it ends as well. */
  private async shortestLosing(cases: readonly Case[]): Promise<readonly Case[]> {
    let shortest = cases;
    for (let longest = cases.length - 1; longest > 0 && longest >= cases.length - LATEST_TOLD; longest--) {
      const fewer = cases.slice(0, longest);
      if (!(await this.attempt(fewer)).sessionLost) break;
      shortest = fewer;
    }
    return shortest;
  }

  private async settleCulprit(
    { of, observation, answeredSuccess }: NonNullable<Attempt['culprit']>,
    found: Map<string, Observation>,
    again: boolean,
  ): Promise<void> {
    found.set(of.id, observation);
    if (answeredSuccess) {
      const seen = await this.secondLooks.observe(this.operation, of, observation, () => this.pickedUpAlone(of));
      return void found.set(of.id, seen);
    }
    if (of.expect.outcome === 'accepted') {
      // Refused once more with nothing before it, it is the documented request that is refused.
      const alone = again ? undefined : await this.alone(of);
      if (alone) found.set(of.id, alone);
      return;
    }
    if (again) return this.compareWithoutStimulus(of, observation, found);
    // Sent alone it must be what brought the events about; repeated, the evidence is clearer.
    const repeated = await this.alone(of);
    if (repeated && hasEffect(this.operation, repeated)) found.set(of.id, repeated);
  }

  /** Events of the ringing itself may come again without any request: then they are held against none. */
  private async compareWithoutStimulus(
    of: Case,
    observation: Observation,
    found: Map<string, Observation>,
  ): Promise<void> {
    if (this.experience.ringingRepeats || !onlyOfTheRinging(this.operation, observation)) return;
    if ((await this.withoutStimulus(of)) === undefined) return;
    this.experience.ringingRepeats = true;
    await this.settle([of], found, true);
  }

  private async settleSpoiled(
    { cases, observation, reason, endedByItself, left, suspect }: Spoiled,
    found: Map<string, Observation>,
    again: boolean,
  ): Promise<void> {
    const [only, ...others] = cases;
    if (!only) return;
    this.experience.anew ||= left === 'unanswerable';
    if (left && (await this.attempt([only], true)).spoiled?.left === left) {
      this.experience.usuallyLeft.add(left);
      this.experience.anew = false;
      return this.settle(cases, found, again);
    }
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
        without === undefined
          ? { ...blamed, sideEffect: reason, ...(left ? { callUnharmed: true } : {}) }
          : { ...observation(only), inconclusive: without },
      );
      return;
    }
    // Where not even the documented request alone succeeds, to try the others on more and more calls would show nothing.
    const toBeTried = !suspect && (again ? !this.succeedsAlone : !endedByItself);
    const without = toBeTried ? await this.withoutStimulus(only) : undefined;
    if (toBeTried) this.succeedsAlone = without === undefined;
    if (without !== undefined) {
      for (const each of cases) found.set(each.id, { ...observation(each), inconclusive: without });
      return;
    }
    const alone = suspect && (await this.alone(suspect));
    if (suspect && alone && hasEffect(this.operation, alone)) {
      found.set(suspect.id, alone);
      return this.settle(
        cases.filter((each) => each !== suspect),
        found,
        false,
      );
    }
    const middle = Math.ceil(cases.length / 2);
    const halves = new Map<string, Observation>();
    await this.settle(cases.slice(0, middle), halves, true);
    await this.settle(cases.slice(middle), halves, true);
    const explained =
      endedByItself ||
      [...halves.values()].some((each) => each.inconclusive !== undefined || hasEffect(this.operation, each));
    // The ringing may have brought them, and they took a while: repeated, none of the requests did.
    const ofTheRinging = suspect && onlyOfTheRinging(this.operation, observation(suspect));
    for (const each of cases) {
      const half = halves.get(each.id) ?? observation(each);
      if (explained || ofTheRinging) found.set(each.id, half);
      // Events did come after refusals, if only once: that stands against the request before them.
      else if (suspect) found.set(each.id, each === suspect ? observation(each) : half);
      else
        found.set(each.id, {
          ...half,
          inconclusive: `unstable: ${reason}; repeated in smaller numbers all were harmless`,
        });
    }
  }

  private async pickedUpAlone(of: Case): Promise<Observation> {
    const { culprit, disturbed = 'it was not accepted again' } = await this.attempt([of]);
    return culprit?.observation ?? nothingSeen(of, { inconclusive: disturbed });
  }

  private async alone(of: Case): Promise<Observation | undefined> {
    const found = new Map<string, Observation>();
    await this.settle([of], found, true);
    return found.get(of.id);
  }

  /** Why the control fails even when the stimulus is left out; undefined when it succeeds then. */
  private async withoutStimulus(of: Case): Promise<string | undefined> {
    const dry = await this.attempt([of], true);
    if (dry.disturbed !== undefined) return dry.disturbed;
    return dry.spoiled && `without the request as well: ${dry.spoiled.reason}`;
  }

  /** One call for `cases`. Where the network came between another one, for fewer: a shorter call may stay unharmed. */
  private async attempt(cases: readonly Case[], dry = false): Promise<Attempt> {
    let portion = cases.length;
    for (let attempt = 1; ; attempt++) {
      const mark = this.lab.markDisturbances();
      const isLast = () => attempt === ATTEMPTS || this.lab.gone() !== undefined;
      try {
        const played = await RingingCall.play(this.lab, this.operation, cases.slice(0, portion), {
          deadGuids: this.deadGuids,
          experience: this.experience,
          dry,
        });
        if (played.disturbed === undefined || isLast())
          return { ...played, rest: [...played.rest, ...cases.slice(portion)] };
      } catch (error) {
        const [disturbed] = this.lab.disturbancesSince(mark);
        if (!(error instanceof StageFailure) || disturbed === undefined) throw error;
        const inconclusive = `the network came between: ${disturbed}; ${error.message}`;
        if (isLast())
          return {
            settled: cases.slice(0, portion).map((each) => nothingSeen(each, { inconclusive })),
            rest: cases.slice(portion),
            disturbed: inconclusive,
          };
      }
      portion = Math.min(portion, Math.max(FEW, Math.ceil(portion / 2)));
    }
  }
}

/** Did a request that was not answered with success show an effect? */
function hasEffect(operation: OperationContract, observation: Observation): boolean {
  return observation.sideEffect !== undefined || effects(operation, observation).length > 0;
}

function onlyOfTheRinging(operation: OperationContract, observation: Observation): boolean {
  return effects(operation, observation).every((event) => isOfTheRinging(event, observation));
}

function effects(operation: OperationContract, observation: Observation): EventRecord[] {
  const { rang = Number.POSITIVE_INFINITY } = observation.moments;
  return forbiddenEvents(operation, observation).filter(
    (event) => !(isOfTheRinging(event, observation) && event.at <= rang),
  );
}
