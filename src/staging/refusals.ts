import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { EventRecord } from '../evidence/event-record';
import type { Exchange } from '../evidence/exchange';
import type { Control, Observation } from '../evidence/observation';
import { now } from '../gateway/clock';
import { outcomeOf, readEnvelope } from '../gateway/envelope';
import { DeadGuids } from './dead-guids';
import type { Lab } from './lab';
import { observePickup, playToTheEnd } from './pickup';
import { ALERTING, Scene } from './scene';
import { StageFailure } from './stage-failure';
import { standardWants } from './standard-cast';

/** A phone that is not answered stops ringing by itself somewhere after this; then the control would prove nothing. In milliseconds. */
const LONGEST_RING_MS = 8_000;

/** Events that the ringing, and the end of a call that nobody answers, bring to the agent that is called. */
const AT_THE_RINGING_AGENT = new Set([ALERTING, 'AgentOther_PhoneRelease']);

interface Sent {
  of: Case;
  exchange: Exchange;
}

/** What one ringing call told of the refusals sent while it rang. */
interface Attempt {
  /** Proven harmless: the call could be picked up afterwards, and nothing had happened before. */
  harmless: Observation[];
  /** The stimulus that took effect, or after which something was off; with everything seen. */
  culprit?: { of: Case; observation: Observation; answeredSuccess: boolean };
  /** The call was no longer there for the control, and nothing tells which stimulus spoiled it. */
  spoiled?: { cases: readonly Case[]; observation: (of: Case) => Observation; reason: string; endedByItself: boolean };
  /** Not sent on this call. */
  rest: readonly Case[];
}

/**
 * Refusals, many on one ringing call, with a pickup of that call as their common control. When something happened in
 * between, the requests are repeated alone, each on a call of its own, until it is known which did it.
 */
export class Refusals {
  private baseline: { ok: boolean; detail: string } | undefined;
  private readonly deadGuids = new DeadGuids();
  private longestRingMs = LONGEST_RING_MS;

  constructor(
    private readonly lab: Lab,
    private readonly operation: OperationContract,
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
      for (const observation of attempt.harmless) found.set(observation.caseId, observation);
      remaining = attempt.rest;
      if (attempt.culprit) remaining = await this.settleCulprit(attempt.culprit, attempt, found, again);
      else if (attempt.spoiled) await this.settleSpoiled(attempt.spoiled, found, again);
    }
  }

  private async settleCulprit(
    { of, observation, answeredSuccess }: NonNullable<Attempt['culprit']>,
    attempt: Attempt,
    found: Map<string, Observation>,
    again: boolean,
  ): Promise<readonly Case[]> {
    const { spoiled, rest } = attempt;
    found.set(of.id, observation);
    if (answeredSuccess) return rest;
    if (again && !spoiled) return rest;
    // A refusal that seems to have had an effect: alone on a call of its own it must have it again.
    const alone = new Map<string, Observation>();
    await this.settle([of], alone, true);
    const repeated = alone.get(of.id);
    if (repeated && hasEffect(this.operation, repeated)) found.set(of.id, repeated);
    return [...(spoiled?.cases ?? []), ...rest];
  }

  private async settleSpoiled(
    spoiled: NonNullable<Attempt['spoiled']>,
    found: Map<string, Observation>,
    again: boolean,
  ): Promise<void> {
    const { cases, observation, reason, endedByItself } = spoiled;
    const baseline = await this.provePickupWorks();
    if (!baseline.ok) {
      for (const each of cases) found.set(each.id, { ...observation(each), inconclusive: baseline.detail });
      return;
    }
    const [only, ...others] = cases;
    if (!only) return;
    if (others.length === 0) {
      const alone = new Map<string, Observation>();
      if (!again) await this.settle([only], alone, true);
      const repeated = alone.get(only.id);
      if (again || repeated?.sideEffect)
        found.set(only.id, { ...(repeated ?? observation(only)), sideEffect: repeated?.sideEffect ?? reason });
      else
        found.set(only.id, {
          ...observation(only),
          inconclusive: `unstable: ${reason}; repeated alone it was harmless`,
        });
      return;
    }
    const middle = Math.ceil(cases.length / 2);
    const halves = new Map<string, Observation>();
    await this.settle(cases.slice(0, middle), halves, true);
    await this.settle(cases.slice(middle), halves, true);
    const blamed = [...halves.values()].some((each) => hasEffect(this.operation, each));
    for (const each of cases) {
      const half = halves.get(each.id) ?? observation(each);
      found.set(
        each.id,
        blamed || endedByItself
          ? half
          : { ...half, inconclusive: `unstable: ${reason}; repeated in smaller numbers all were harmless` },
      );
    }
  }

  /** One ringing call: stimuli until something happens or the call grows old, then the control. */
  private async attempt(cases: readonly Case[]): Promise<Attempt> {
    const cast = await this.lab.cast(standardWants(this.operation, cases, this.lab.site));
    const deadGuids = await this.deadGuids.of(this.lab, this.operation, cast, cases);
    const scene = new Scene(this.lab, this.operation, cast);
    await scene.ring(scene.ringing);
    const rangAt = now();
    const watchedFrom = new Map([...cast.values()].map((session) => [session.id, session.log.end]));
    const sent: Sent[] = [];
    for (const [index, of] of cases.entries()) {
      const exchange = await scene.stimulate(of.stimulus, { deadGuids });
      const rest = cases.slice(index + 1);
      if (readEnvelope(exchange.response?.body ?? '').retcode === this.operation.retcodes.success)
        return this.endWithSuccess(scene, sent, { of, exchange }, rest);
      sent.push({ of, exchange });
      if (this.pickupEvents(scene, watchedFrom).length > 0) return this.endWithEffect(scene, sent, rest);
      if (now() - rangAt > this.longestRingMs) return this.endWithControl(scene, sent, rest, watchedFrom, rangAt);
    }
    return this.endWithControl(scene, sent, [], watchedFrom, rangAt);
  }

  private async endWithControl(
    scene: Scene,
    sent: readonly Sent[],
    rest: readonly Case[],
    watchedFrom: ReadonlyMap<string, number>,
    rangAt: number,
  ): Promise<Attempt> {
    const explainedFrom = now();
    const endedByItself = scene.callIsOver();
    if (endedByItself) this.longestRingMs = Math.max(500, Math.min(this.longestRingMs, (explainedFrom - rangAt) / 2));
    const control = await scene.control();
    if (this.pickupEvents(scene, watchedFrom).some(({ at }) => at < explainedFrom) && sent.length > 0) {
      await scene.reset(scene.ringing);
      return this.effectOf(scene, sent, rest);
    }
    if (control.succeeded) await scene.endCall('caller', scene.picker);
    else await scene.reset(scene.ringing);
    await scene.close();
    const observation = this.observer(scene, sent, { control, explainedFrom });
    if (control.succeeded) return { harmless: sent.map(({ of }) => observation(of)), rest };
    const reason =
      sent.length === 1
        ? `after it the ringing call could no longer be picked up: ${control.detail}`
        : `after ${sent.length} refused requests the ringing call could no longer be picked up: ${control.detail}`;
    return { harmless: [], spoiled: { cases: sent.map(({ of }) => of), observation, reason, endedByItself }, rest };
  }

  /** The stimulus was answered with success: it is followed like a pickup. What was sent before it did not take the call. */
  private async endWithSuccess(
    scene: Scene,
    sent: readonly Sent[],
    last: Sent,
    rest: readonly Case[],
  ): Promise<Attempt> {
    const sentAt = last.exchange.sentAt;
    const before = scene.events();
    await playToTheEnd(scene, last.exchange);
    const happened = scene.events().some((event) => event.at >= sentAt && this.isPickupEvent(scene, event));
    const culprit = { of: last.of, observation: scene.observation(last.of.id, [last.exchange]), answeredSuccess: true };
    if (!happened) return { harmless: [], culprit, rest: [...sent.map(({ of }) => of), ...rest] };
    const control: Control = {
      succeeded: true,
      detail: `the same call was picked up by a later request (${last.of.id}), which was accepted`,
    };
    const harmless = this.observer(scene, sent, { control, explainedFrom: sentAt, events: before });
    return { harmless: sent.map(({ of }) => harmless(of)), culprit, rest };
  }

  private async endWithEffect(scene: Scene, sent: readonly Sent[], rest: readonly Case[]): Promise<Attempt> {
    await scene.reset(scene.ringing);
    return this.effectOf(scene, sent, rest);
  }

  /** Events of a pickup came although every answer was a refusal; the last request sent is the first suspect. */
  private async effectOf(scene: Scene, sent: readonly Sent[], rest: readonly Case[]): Promise<Attempt> {
    if (scene.picker !== scene.ringing) await scene.reset(scene.picker);
    await scene.close();
    const suspect = sent.at(-1);
    if (!suspect) throw new StageFailure('events of a pickup came before any request was sent');
    const observation = this.observer(scene, sent, {});
    const others = sent.slice(0, -1).map(({ of }) => of);
    return {
      harmless: [],
      culprit: { of: suspect.of, observation: observation(suspect.of), answeredSuccess: false },
      ...(others.length > 0
        ? { spoiled: { cases: others, observation, reason: 'events of a pickup came', endedByItself: false } }
        : {}),
      rest,
    };
  }

  private observer(scene: Scene, sent: readonly Sent[], extra: Partial<Observation>): (of: Case) => Observation {
    return (of) => {
      const own = sent.find((each) => each.of === of);
      const moments = { ...scene.moments, ...(own ? { requestSent: own.exchange.sentAt } : {}) };
      return scene.observation(of.id, own ? [own.exchange] : [], { ...extra, moments });
    };
  }

  private pickupEvents(scene: Scene, watchedFrom: ReadonlyMap<string, number>): EventRecord[] {
    return scene
      .events()
      .filter((event) => event.position >= (watchedFrom.get(event.agentId) ?? 0) && this.isPickupEvent(scene, event));
  }

  /** An event that only a pickup raises; the ringing itself alerts the agent that is called. */
  private isPickupEvent(scene: Scene, event: EventRecord): boolean {
    if (
      AT_THE_RINGING_AGENT.has(event.eventType) &&
      event.agentId === scene.ringing.id &&
      scene.ringing !== scene.picker
    )
      return false;
    return this.operation.trace.forbiddenAfterRefusal.includes(event.eventType);
  }

  /** Without any refused request before it, a ringing call can be picked up: asked once for all. */
  private async provePickupWorks(): Promise<{ ok: boolean; detail: string }> {
    if (this.baseline) return this.baseline;
    const documented: Case = {
      id: `${this.operation.name}.baseline`,
      operation: this.operation.name,
      section: 'method',
      title: 'baseline',
      requirement: '',
      requirements: [],
      stage: { name: 'pickup' },
      stimulus: {},
      expect: { outcome: 'accepted' },
    };
    const { stimuli } = await observePickup(this.lab, this.operation, documented);
    const [exchange] = stimuli;
    const ok =
      exchange !== undefined && readEnvelope(exchange.response?.body ?? '').retcode === this.operation.retcodes.success;
    this.baseline = {
      ok,
      detail: ok
        ? ''
        : `a ringing call cannot be picked up by the documented request either: ${exchange ? outcomeOf(exchange) : 'no answer'}`,
    };
    return this.baseline;
  }
}

/** Did a stimulus without a success answer show an effect? */
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
