import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { EventRecord } from '../evidence/event-record';
import type { Exchange } from '../evidence/exchange';
import type { Control, Observation } from '../evidence/observation';
import { isOfTheRinging } from '../evidence/of-the-ringing';
import { lostInTransit } from '../evidence/transit';
import type { AgentSession } from '../gateway/agent-session';
import { now } from '../gateway/clock';
import type { Attempt, Experience, Spoiled } from './attempt';
import type { Want } from './cast';
import { clearScene } from './clear-scene';
import type { DeadGuids } from './dead-guids';
import { quiet } from './fence';
import type { Lab } from './lab';
import { endSeeingWhatIsLeft, type Remnant, seesWhatIsLeft } from './left-behind';
import { playToTheEnd } from './pickup';
import type { Actors } from './pickup-request';
import { Scene } from './scene';
import { type SharedState, sharedStateOf } from './shared-states';
import { NotLent, StageFailure } from './stage-failure';
import { GUID_HOLDERS, standardWants } from './standard-cast';

interface Sent {
  of: Case;
  exchange: Exchange;
  actors: Partial<Actors>;
  /** Where the logs ended when it was sent. */
  before: ReadonlyMap<AgentSession, number>;
  /** From here on events have a step of the staging as their cause. */
  until?: number;
}

const LIES_BELIEVED = 3;

/** One ringing call and the requests that are sent before and while it rings. */
export class RingingCall {
  private readonly sent: Sent[] = [];
  private readonly failed: Observation[] = [];
  /** When a stage was being set that this gateway does not let be set. */
  private readonly asides: { begun: number; ended: number }[] = [];
  private rangAt = 0;
  /** The request behind which a session was first seen to be over. */
  private lastInSession: Case | undefined;
  /** From here on events have the control as their cause. */
  private explainedFrom: number | undefined;

  private constructor(
    private readonly scene: Scene,
    private readonly deadGuids: Actors['deadGuids'],
    private readonly experience: Experience,
  ) {}

  /** Plays `cases` around one call. Dry: everything but the requests themselves, to see whether the control can succeed. */
  static async play(
    lab: Lab,
    operation: OperationContract,
    cases: readonly Case[],
    shared: { deadGuids: DeadGuids; experience: Experience; dry: boolean },
  ): Promise<Attempt> {
    const wants = standardWants(operation, cases, lab.site, await shared.deadGuids.agentFor(cases));
    const holders = cases.flatMap(({ stimulus }) => GUID_HOLDERS[stimulus.guid ?? 'own'] ?? []);
    const more = holders.map((role): Want => ({ role, optional: true }));
    for (const want of [...cases.flatMap((each) => sharedStateOf(each)?.wants ?? []), ...more])
      if (!wants.some(({ role }) => role === want.role)) wants.push(want);
    const cast = await lab.cast(wants, shared.experience.anew);
    const dead = await shared.deadGuids.of(lab, operation, cast, cases);
    const scene = new Scene(lab, operation, cast, shared.dry);
    const attempt = await new RingingCall(scene, dead, shared.experience).run(cases);
    const disturbed = scene.disturbance();
    if (disturbed === undefined) return attempt;
    return { settled: cases.map(({ id }) => scene.observation(id, [])), rest: [], disturbed };
  }

  private async run(cases: readonly Case[]): Promise<Attempt> {
    const before = cases.filter((each) => sharedStateOf(each)?.when === 'before the call');
    const during = cases.filter((each) => !before.includes(each));
    for (const [index, of] of before.entries()) {
      const end = await this.step(of, [...before.slice(index + 1), ...during]);
      if (end) return end;
    }
    try {
      await this.scene.ring(this.scene.ringing);
    } catch (error) {
      if (!(error instanceof StageFailure) || this.sent.length === 0) throw error;
      // What was sent before may be what keeps the phone from ringing.
      const control = { succeeded: false, detail: error.message };
      return this.spoiled(`after ${numberOf(this.sent)} ${error.message}`, during, { control, explainedFrom: now() });
    }
    this.rangAt = now();
    for (const [index, of] of during.entries()) {
      const rest = during.slice(index + 1);
      const end = await this.step(of, rest);
      if (end) return end;
      if (now() - this.rangAt > this.experience.longestRingMs) return this.control(rest);
    }
    return this.control([]);
  }

  /** One case; an attempt where the call ends with it. */
  private async step(of: Case, rest: readonly Case[]): Promise<Attempt | undefined> {
    const { scene } = this;
    const state = sharedStateOf(of);
    if (state?.answersCall && this.sent.length > 0) {
      await scene.emptyAfter();
      for (const each of this.sent) each.until ??= now();
    }
    const begun = now();
    try {
      await state?.enter?.(scene);
    } catch (error) {
      if (error instanceof NotLent) this.brokenOff(begun);
      // Only this case fails with it; whether the stage is still good the control will show.
      if (error instanceof NotLent) this.failed.push(scene.observation(of.id, [], scene.lab.without(error)));
      else if (error instanceof StageFailure)
        this.failed.push(scene.observation(of.id, [], { inconclusive: error.message }));
      else throw error;
      return undefined;
    }
    const actors = { ...(this.deadGuids ? { deadGuids: this.deadGuids } : {}), ...state?.actors?.(scene) };
    if (!scene.dry) {
      const before = scene.logEnds();
      const exchange = await this.stimulate(of, actors);
      if (!exchange) return this.leave(state, rest);
      this.sent.push({ of, exchange, actors: state?.actors ? actors : {}, before });
      if (scene.lost !== undefined) this.lastInSession ??= of;
      if (this.scene.claimsSuccess(exchange) && this.experience.lies < LIES_BELIEVED) await this.firstSign();
      if (this.pickupEvents().length > 0) return this.endWithEffect(rest);
      if (of.expect.outcome === 'accepted' && !this.scene.claimsSuccess(exchange)) return this.endRefused(of, rest);
    }
    return this.leave(state, rest);
  }

  /** What the gateway does on a stage that cannot be set here is nobody's doing. */
  private brokenOff(begun: number): void {
    for (const each of this.sent) each.until ??= begun;
    this.asides.push({ begun, ended: now() });
  }

  /** The documented request was refused, perhaps for those before it: they need another call for their control. */
  private async endRefused(of: Case, rest: readonly Case[]): Promise<Attempt> {
    const own = this.sent.pop();
    const before = this.sent.map((each) => each.of);
    await clearScene(this.scene);
    const observation = this.observation(own, of, {});
    return {
      settled: this.failed,
      culprit: { of, observation, answeredSuccess: false },
      rest: [...before, ...rest],
    };
  }

  /** Undefined where this gateway or site has nothing to make the request of: that concerns this case alone. */
  private async stimulate(of: Case, actors: Partial<Actors>): Promise<Exchange | undefined> {
    try {
      return await this.scene.stimulate(of.stimulus, actors);
    } catch (error) {
      if (!(error instanceof NotLent)) throw error;
      this.failed.push(this.scene.observation(of.id, [], this.scene.lab.without(error)));
      return undefined;
    }
  }

  private async leave(state: SharedState | undefined, rest: readonly Case[]): Promise<Attempt | undefined> {
    try {
      await state?.leave?.(this.scene);
    } catch (error) {
      if (!(error instanceof StageFailure)) throw error;
      return this.spoiled(this.notPickedUp(error.message), rest, {
        control: { succeeded: false, detail: error.message },
        explainedFrom: now(),
      });
    }
    return undefined;
  }

  /** An event of a pickup, or the certainty that none is waiting. */
  private async firstSign(): Promise<void> {
    const { picker } = this.scene;
    const first = this.scene.firstEvents();
    await Promise.race([
      picker.log.waitFor(
        ({ eventType }) => first.includes(eventType),
        picker.log.end,
        this.scene.lab.site.events.deadlineMs,
      ),
      quiet(picker),
    ]);
  }

  private async control(rest: readonly Case[]): Promise<Attempt> {
    const { scene, experience } = this;
    // Alone, a request has the time to show what it did; then the control does the same.
    if (this.sent.length === 1) await this.firstSign();
    if (scene.dry) {
      // What comes without a request has the same time as with one.
      await Promise.all([quiet(scene.picker), quiet(scene.ringing)]);
      if (this.pickupEvents().length > 0) return this.endWithEffect(rest);
    }
    const explainedFrom = now();
    this.explainedFrom = explainedFrom;
    const over = scene.callIsOver();
    if (over)
      experience.longestRingMs = Math.max(500, Math.min(experience.longestRingMs, (explainedFrom - this.rangAt) / 2));
    const control = await scene.control();
    if (this.pickupEvents(explainedFrom, over).length > 0) return this.endWithEffect(rest);
    if (!control.succeeded) {
      // A success answer whose events are late explains why the call is gone.
      if (this.sent.some(({ exchange }) => this.scene.claimsSuccess(exchange))) {
        await scene.awaitTrace('request accepted');
        if (this.pickupEvents().length > 0) {
          this.explainedFrom = undefined;
          return this.endWithEffect(rest);
        }
      }
      return this.spoiled(this.notPickedUp(control.detail), rest, { control, explainedFrom }, over);
    }
    const left = await endSeeingWhatIsLeft(scene, experience.usuallyLeft);
    if (left) return { settled: this.failed, spoiled: this.leaving(left, this.sent, { control, explainedFrom }), rest };
    if (scene.lost !== undefined) return this.endOfSession(scene.lost, this.sent, rest, { control, explainedFrom });
    experience.lies += this.sent.filter(({ exchange }) => this.scene.claimsSuccess(exchange)).length;
    return { settled: [...this.failed, ...this.observations(this.sent, { control, explainedFrom })], rest };
  }

  private async spoiled(
    reason: string,
    rest: readonly Case[],
    extra: Partial<Observation> = {},
    endedByItself = false,
    suspect?: Case,
  ): Promise<Attempt> {
    await clearScene(this.scene);
    const { sent } = this;
    const { lost } = this.scene;
    // Nothing of what follows shows what one request did.
    if (lost !== undefined) return this.endOfSession(lost, sent, rest, extra);
    return {
      settled: this.failed,
      spoiled: { ...this.spoiledBy(sent, reason, extra), endedByItself, ...(suspect ? { suspect } : {}) },
      rest,
    };
  }

  private endOfSession(
    reason: string,
    sent: readonly Sent[],
    rest: readonly Case[],
    extra: Partial<Observation>,
  ): Attempt {
    const last = this.lastInSession ?? sent.at(-1)?.of;
    return {
      settled: [...this.failed, ...this.observations(sent, extra)],
      sessionLost: { cases: sent.map(({ of }) => of), reason, ...(last ? { last } : {}) },
      rest,
    };
  }

  private notPickedUp(detail: string): string {
    return `after ${numberOf(this.sent)} the ringing call could no longer be picked up: ${detail}`;
  }

  /** Events of a pickup came. The last request answered with success is behind them; if none was, the last one sent. */
  private async endWithEffect(rest: readonly Case[]): Promise<Attempt> {
    const { scene, sent } = this;
    const claimed = sent.findLastIndex(({ exchange }) => this.scene.claimsSuccess(exchange));
    const suspect = sent[claimed] ?? sent.at(-1);
    if (scene.dry) return this.spoiled('events of a pickup came without any request', rest);
    if (!suspect) throw new StageFailure('events of a pickup came before any request was sent');
    if (claimed < 0) {
      // Events may come later than the answers of the next requests: any of those sent may be behind them.
      if (sent.length > 1)
        return this.spoiled(
          `events of a pickup came after ${sent.length} refused requests`,
          rest,
          // What comes of clearing up, and of further calls, is nobody's doing.
          { events: scene.events() },
          false,
          // One whose answer got lost may have been accepted: then the last one is no more suspect than that.
          sent.some(({ exchange }) => lostInTransit(exchange) !== undefined) ? undefined : suspect.of,
        );
      // What comes of clearing up is nobody's doing.
      this.explainedFrom ??= now();
      await clearScene(this.scene);
      return {
        settled: this.failed,
        culprit: { of: suspect.of, observation: this.observation(suspect, suspect.of, {}), answeredSuccess: false },
        rest,
      };
    }
    const leaves = seesWhatIsLeft(scene, this.experience.usuallyLeft);
    if (suspect.actors.picker || this.rangAt === 0) await clearScene(this.scene);
    else await playToTheEnd(scene, suspect.exchange, suspect.before);
    const control: Control = {
      succeeded: true,
      detail: `the same call was picked up by a later request (${suspect.of.id}), which was accepted`,
    };
    const explainedFrom = suspect.exchange.sentAt;
    const before = sent.slice(0, claimed);
    const left = leaves(scene.answering);
    // Its own call will show whether it was accepted for itself.
    if (scene.lost !== undefined && before.length > 0)
      return this.endOfSession(scene.lost, before, [...sent.slice(claimed).map(({ of }) => of), ...rest], {
        control,
        explainedFrom,
      });
    // What is left may be the doing of the one that was accepted: a call that ends without it shows what the others left.
    this.experience.anew ||= left?.what === 'unanswerable';
    return {
      settled: [...this.failed, ...(left ? [] : this.observations(before, { control, explainedFrom }))],
      culprit: { of: suspect.of, observation: this.observation(suspect, suspect.of, {}), answeredSuccess: true },
      rest: [...(left ? before : []), ...sent.slice(claimed + 1)].map(({ of }) => of).concat(rest),
    };
  }

  private leaving({ what, shown }: Remnant, sent: readonly Sent[], extra: Partial<Observation>): Spoiled {
    return { ...this.spoiledBy(sent, `after ${numberOf(sent)} ${shown}`, extra), left: what };
  }

  private spoiledBy(sent: readonly Sent[], reason: string, extra: Partial<Observation>): Spoiled {
    const observation = (of: Case) =>
      this.observation(
        sent.find((each) => each.of === of),
        of,
        extra,
      );
    return { cases: sent.map(({ of }) => of), observation, reason, endedByItself: false };
  }

  private observations(sent: readonly Sent[], extra: Partial<Observation>): Observation[] {
    return sent.map((each) => this.observation(each, each.of, extra));
  }

  private observation(own: Sent | undefined, of: Case, extra: Partial<Observation>): Observation {
    const moments = { ...this.scene.moments, ...(own ? { requestSent: own.exchange.sentAt } : {}) };
    const until = own?.until === undefined ? {} : { explainedFrom: own.until };
    // To a request that was sent before the phone rang its ringing says nothing, however often it is announced.
    const sentBefore = own !== undefined && own.exchange.sentAt < this.rangAt;
    return this.scene.observation(
      of.id,
      own ? [own.exchange] : [],
      {
        ...(this.explainedFrom === undefined ? {} : { explainedFrom: this.explainedFrom }),
        ...extra,
        ...until,
        ...(this.experience.ringingRepeats || sentBefore ? { ringingRepeats: true } : {}),
        moments,
      },
      own?.actors,
    );
  }

  /** `over`: the call had ended by itself, which brings events of its own. */
  private pickupEvents(until = Number.POSITIVE_INFINITY, over = this.scene.callIsOver()): EventRecord[] {
    const { scene } = this;
    const { rang = Number.POSITIVE_INFINITY } = scene.moments;
    const since = this.sent[0]?.exchange.sentAt ?? (scene.dry ? 0 : Number.POSITIVE_INFINITY);
    const cast = { picker: scene.picker.id, called: scene.ringing.id };
    const atRinging = (event: EventRecord) =>
      scene.ringing !== scene.picker &&
      isOfTheRinging(event, { cast }) &&
      (event.at <= rang || this.experience.ringingRepeats || over);
    const explained = new Set(
      scene.lab.calls.explained(scene.cast.values(), this.sent.at(-1)?.exchange.sentAt ?? now()),
    );
    return scene
      .events()
      .filter(
        (event) =>
          event.at >= since &&
          event.at < until &&
          !explained.has(event) &&
          !this.asides.some(({ begun, ended }) => event.at >= begun && event.at <= ended) &&
          scene.operation.trace.forbiddenAfterRefusal.includes(event.eventType) &&
          !atRinging(event),
      );
  }
}

function numberOf(sent: readonly Sent[]): string {
  return sent.length === 1 ? 'it' : `${sent.length} refused requests`;
}
