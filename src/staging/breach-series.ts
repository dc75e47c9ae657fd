import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Exchange } from '../evidence/exchange';
import type { Control, Observation } from '../evidence/observation';
import { isOfTheRinging, RINGS_AT_LEAST_MS } from '../evidence/of-the-ringing';
import { now } from '../gateway/clock';
import { clearedOnFailure, clearScene } from './clear-scene';
import { forbiddenEvents } from './forbidden-events';
import { wantsOf } from './interlude';
import { interludesFor, type PlannedInterlude } from './interludes';
import type { Lab } from './lab';
import { nothingSeen } from './nothing-seen';
import type { Actors } from './pickup-request';
import { Scene } from './scene';
import { NotLent, StageFailure } from './stage-failure';
import { isLost } from './undisturbed';

interface Sent {
  of: Case;
  exchange: Exchange;
  actors: Partial<Actors>;
  /** When nothing was under way any more, and the staging went on. */
  until: number;
}

/** What came of one call that rang all the time, and of what went on meanwhile. */
interface Series {
  settled: ReadonlyMap<Case, Observation>;
  /** Something was off with these: only alone do they show what. */
  doubtful: readonly Case[];
}

/**
 * Cases that share one call, which rings while their prerequisites are broken and mended and is picked up in the end. All that
 * is settled like this is that nothing happened: where anything is off, `alone` finds out about each case concerned.
 */
export async function observeSeries(
  lab: Lab,
  operation: OperationContract,
  cases: readonly Case[],
  alone: (of: Case) => Promise<Observation>,
): Promise<Map<string, Observation>> {
  const found = new Map<string, Observation>();
  let remaining = cases;
  while (remaining.length > 1) {
    const { settled, doubtful } = await play(lab, operation, remaining);
    for (const [{ id }, observation] of settled) found.set(id, observation);
    for (const of of doubtful) found.set(of.id, await toldAlone(lab, of, alone));
    remaining = remaining.filter(({ id }) => !found.has(id));
  }
  for (const of of remaining) found.set(of.id, await toldAlone(lab, of, alone));
  return found;
}

async function toldAlone(lab: Lab, of: Case, alone: (of: Case) => Promise<Observation>): Promise<Observation> {
  try {
    return await alone(of);
  } catch (error) {
    if (error instanceof NotLent) return nothingSeen(of, lab.without(error));
    if (error instanceof StageFailure) return nothingSeen(of, { inconclusive: error.message });
    throw error;
  }
}

async function play(lab: Lab, operation: OperationContract, cases: readonly Case[]): Promise<Series> {
  const interludes = interludesFor(cases);
  try {
    const scene = new Scene(lab, operation, await lab.cast(wantsOf(interludes)));
    return await clearedOnFailure(scene, () => new BreachSeries(scene).play(interludes, cases));
  } catch (error) {
    if (error instanceof StageFailure || error instanceof NotLent) return { settled: new Map(), doubtful: cases };
    throw error;
  }
}

class BreachSeries {
  private readonly sent: Sent[] = [];
  private readonly settled = new Map<Case, Observation>();
  private readonly doubtful: Case[] = [];
  private rangAt: number | undefined;

  constructor(private readonly scene: Scene) {}

  async play(interludes: readonly PlannedInterlude[], cases: readonly Case[]): Promise<Series> {
    for (const interlude of interludes) {
      // The phone may stop ringing by itself.
      if (this.rangAt !== undefined && now() - this.rangAt > RINGS_AT_LEAST_MS) break;
      if (!(await this.during(interlude))) {
        await clearScene(this.scene);
        return this.outcome;
      }
    }
    await this.control();
    if (this.settled.size === 0 && this.doubtful.length === 0) this.doubtful.push(...cases);
    return this.outcome;
  }

  private get outcome(): Series {
    return { settled: this.settled, doubtful: this.doubtful };
  }

  /** The cases of one interlude; false where one of them did something, so that the call can be used no more. */
  private async during(interlude: PlannedInterlude): Promise<boolean> {
    const { scene } = this;
    const before = this.sent.length;
    let last: string | undefined;
    try {
      for (const { state, enter, actors } of interlude.moments) {
        await enter(scene);
        last = state;
        const of = interlude.cases.get(state);
        if (of && !(await this.isHarmless(of, actors?.(scene) ?? {}))) return false;
      }
    } catch (error) {
      if (!(error instanceof NotLent)) throw error;
      this.lacking(interlude, last, error);
    }
    if (last === undefined) return true;
    try {
      await interlude.end(scene, last);
    } catch (error) {
      if (!(error instanceof StageFailure)) throw error;
      this.doubtful.push(...this.sent.splice(before).map(({ of }) => of));
    }
    return true;
  }

  private async isHarmless(of: Case, actors: Partial<Actors>): Promise<boolean> {
    const { scene } = this;
    if (this.rangAt === undefined) {
      await scene.ring(scene.ringing);
      this.rangAt = now();
    }
    const exchange = await scene.stimulate(of.stimulus, actors);
    // A refusal may have mended what was broken.
    const isSettled = scene.claimsSuccess(exchange) || isLost(scene.lab, { stimuli: [exchange] });
    const second = isSettled ? exchange : await scene.stimulate(of.stimulus, actors);
    await scene.emptyAfter();
    if (second !== exchange) scene.surroundings.push(second);
    const sent = { of, exchange, actors, until: now() };
    this.sent.push(sent);
    // Whoever claims success is the one to look at; an event may come later than the next request.
    if (scene.claimsSuccess(second)) this.doubtful.push(of);
    else if (this.isDoubtful(sent)) this.doubtful.push(...this.sent.map((each) => each.of));
    else return true;
    return false;
  }

  /** From the moment after `last` on the interlude cannot go on here. */
  private lacking({ moments, cases }: PlannedInterlude, last: string | undefined, error: NotLent): void {
    const { scene, settled } = this;
    for (const { state } of moments.slice(moments.findIndex((moment) => moment.state === last) + 1)) {
      const of = cases.get(state);
      if (!of) continue;
      if (scene.disturbance() !== undefined) this.doubtful.push(of);
      else settled.set(of, scene.observation(of.id, [], scene.lab.without(error)));
    }
  }

  private async control(): Promise<void> {
    const { scene, sent, settled, doubtful } = this;
    const control = sent.length > 0 ? await scene.control() : undefined;
    if (control?.succeeded) await scene.endCall('caller', scene.picker);
    await scene.close();
    const isSound =
      control?.succeeded && scene.disturbance() === undefined && !sent.some((each) => this.isDoubtful(each));
    for (const each of sent)
      if (isSound) settled.set(each.of, this.observation(each, control));
      else doubtful.push(each.of);
  }

  private observation({ of, exchange, actors, until }: Sent, control?: Control): Observation {
    const { scene } = this;
    const moments = { ...scene.moments, requestSent: exchange.sentAt };
    return scene.observation(
      of.id,
      [exchange],
      { explainedFrom: until, ringingRepeats: true, moments, ...(control ? { control } : {}) },
      actors,
    );
  }

  /** Was it lost on the way, or did an event of a pickup come after it? */
  private isDoubtful(sent: Sent): boolean {
    const { scene } = this;
    const seen = this.observation(sent);
    const events = forbiddenEvents(scene.operation, seen).filter((event) => !isOfTheRinging(event, seen));
    return events.length > 0 || isLost(scene.lab, seen) || scene.lost !== undefined;
  }
}
