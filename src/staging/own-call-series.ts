import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Exchange } from '../evidence/exchange';
import { unexplainedEvents } from '../evidence/explained';
import type { Control, Observation } from '../evidence/observation';
import { now } from '../gateway/clock';
import { type Breach, refusedThenControl } from './breach-scene';
import type { Want } from './cast';
import type { Lab } from './lab';
import { nothingSeen } from './nothing-seen';
import { type OwnCall, ownCallsFor, type PlayedCall } from './own-calls';
import type { Actors } from './pickup-request';
import { AT_THE_RINGING_AGENT } from './ringing-call';
import { Scene } from './scene';
import { NotLent, StageFailure } from './stage-failure';
import { isLost } from './undisturbed';

/** A phone that is not answered stops ringing by itself; a call that is older, in milliseconds, is picked up before another one begins. */
const LONGEST_RING_MS = 8_000;

interface Sent {
  of: Case;
  exchange: Exchange;
  actors: Partial<Actors>;
  /** When nothing was under way any more, and the staging went on. */
  until: number;
}

/** What came of one call that rang all the time, and of the agent's own calls meanwhile. */
interface Series {
  settled: ReadonlyMap<Case, Observation>;
  /** Something was off with these: only alone do they show what. */
  doubtful: readonly Case[];
}

/** The agent's own call up to the case's moment, and only then the one that it reaches for. */
export const duringOwnCall: Breach = async ({ lab, operation, dry }, of) => {
  const [call] = ownCallsFor([of]);
  const moment = call?.moments.at(-1);
  if (!call || !moment) throw new StageFailure(`no call of its own belongs to ${of.id}`);
  const scene = new Scene(lab, operation, await lab.cast(wantsOf([call])), dry);
  await orClear(scene, async () => {
    for (const each of call.moments) await each.enter(scene);
    await scene.ring(scene.ringing);
  });
  const actors = moment.actors?.(scene) ?? {};
  return refusedThenControl(scene, of, {
    actors,
    repair: async () => {
      await call.end(scene, moment.state);
      return undefined;
    },
  });
};

/**
 * Cases about calls of the agent's own share these calls, and the call that it must not take meanwhile. All that is settled
 * like this is that nothing happened: where anything is off, `alone` finds out about each case concerned.
 */
export async function observeOwnCalls(
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
  const calls = ownCallsFor(cases);
  try {
    const scene = new Scene(lab, operation, await lab.cast(wantsOf(calls)));
    return await orClear(scene, () => new OwnCallSeries(scene).play(calls, cases));
  } catch (error) {
    if (error instanceof StageFailure || error instanceof NotLent) return { settled: new Map(), doubtful: cases };
    throw error;
  }
}

class OwnCallSeries {
  private readonly sent: Sent[] = [];
  private readonly settled = new Map<Case, Observation>();
  private rangAt: number | undefined;

  constructor(private readonly scene: Scene) {}

  async play(calls: readonly PlayedCall[], cases: readonly Case[]): Promise<Series> {
    for (const call of calls) {
      if (this.rangAt !== undefined && now() - this.rangAt > LONGEST_RING_MS) break;
      const suspect = await this.during(call);
      if (suspect) {
        await clear(this.scene);
        return { settled: this.settled, doubtful: suspect };
      }
    }
    return this.control(cases);
  }

  /** The cases of one own call; those that are in doubt, if any is. */
  private async during(call: PlayedCall): Promise<readonly Case[] | undefined> {
    const { scene } = this;
    let last = '';
    for (const { state, enter, actors } of call.moments) {
      const of = call.cases.get(state);
      try {
        await enter(scene);
      } catch (error) {
        if (!(error instanceof NotLent)) throw error;
        this.lacking(call, state, error);
        break;
      }
      last = state;
      if (!of) continue;
      if (this.rangAt === undefined) {
        await scene.ring(scene.ringing);
        this.rangAt = now();
      }
      const own = actors?.(scene) ?? {};
      const exchange = await scene.stimulate(of.stimulus, own);
      await scene.emptyAfter();
      const sent = { of, exchange, actors: own, until: now() };
      this.sent.push(sent);
      // Whoever claims success is the one to look at; an event may have come later than the next request.
      if (scene.claimsSuccess(exchange)) return [of];
      if (this.isDoubtful(sent)) return this.sent.map((each) => each.of);
    }
    if (last !== '' || call.cases.size > 0) await this.end(call, last);
    return undefined;
  }

  private async end(call: OwnCall, last: string): Promise<void> {
    if (last !== '') await call.end(this.scene, last);
  }

  /** From this moment on the call cannot go on here. */
  private lacking(call: PlayedCall, state: string, error: NotLent): void {
    const from = call.moments.findIndex((moment) => moment.state === state);
    for (const moment of call.moments.slice(from)) {
      const of = call.cases.get(moment.state);
      if (of) this.settled.set(of, this.scene.observation(of.id, [], this.scene.lab.without(error)));
    }
  }

  private async control(cases: readonly Case[]): Promise<Series> {
    const { scene, sent, settled } = this;
    const control = sent.length > 0 ? await scene.control() : undefined;
    if (control?.succeeded) await scene.endCall('caller', scene.picker);
    await scene.close();
    if (!control) return { settled, doubtful: cases.filter((each) => !settled.has(each)) };
    const doubtful = sent.some((each) => this.isDoubtful(each)) || scene.disturbance() !== undefined;
    if (control.succeeded && !doubtful) for (const each of sent) settled.set(each.of, this.observation(each, control));
    return { settled, doubtful: control.succeeded && !doubtful ? [] : sent.map(({ of }) => of) };
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
    const events = unexplainedEvents(seen).filter(
      ({ at, eventType, agentId }) =>
        at >= sent.exchange.sentAt &&
        at < sent.until &&
        scene.operation.trace.forbiddenAfterRefusal.includes(eventType) &&
        !(agentId === scene.ringing.id && AT_THE_RINGING_AGENT.has(eventType)),
    );
    return events.length > 0 || isLost(seen) || scene.lost !== undefined;
  }
}

function wantsOf(calls: readonly OwnCall[]): Want[] {
  const more = calls.flatMap(({ wants }) => wants);
  const colleague = more.find(({ optional }) => !optional) ?? more[0];
  return [{ role: 'picker' }, { role: 'called' }, ...(colleague ? [colleague] : [])];
}

/** When the staging fails, nobody keeps a call or a state of it. */
async function orClear<T>(scene: Scene, stage: () => Promise<T>): Promise<T> {
  try {
    return await stage();
  } catch (error) {
    if (error instanceof StageFailure || error instanceof NotLent) await clear(scene);
    throw error;
  }
}

async function clear(scene: Scene): Promise<void> {
  for (const session of scene.cast.values()) if (session.signedIn) await scene.reset(session);
  await scene.close();
  for (const session of scene.cast.values()) scene.lab.soil(session);
}
