import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Exchange } from '../evidence/exchange';
import type { Control, Observation } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';
import { delay, now } from '../gateway/clock';
import { outcomeOf, succeeded } from '../gateway/envelope';
import { forbiddenEvents } from './forbidden-events';
import type { Lab } from './lab';
import { type Actors, sendPickup } from './pickup-request';
import type { Scene } from './scene';
import { StageFailure } from './stage-failure';
import { isLost } from './undisturbed';

/** Between attempts to lift the handset of a phone that does not ring yet. */
const LIFTED_AGAIN_AFTER_MS = 500;

/** What a breach is played with. Dry: everything but the stimulus, to see whether the stage allows the control. */
export interface Play {
  lab: Lab;
  operation: OperationContract;
  dry: boolean;
}

/** Makes the prerequisite hold again; on the way it may show that a call still rings. */
type Repair = () => Promise<Control | undefined>;

/** A repair that has nothing to say, or nothing to do. */
export async function nothing(_done?: unknown): Promise<undefined> {
  return undefined;
}

/** Breaks one prerequisite, sends the stimulus, repairs, and sends the control. */
export type Breach = (play: Play, of: Case) => Promise<Observation>;

/**
 * The stimulus while one prerequisite is broken, then `repair`, then the control: the same request must succeed as
 * soon as the prerequisite holds again. When the stimulus took effect the stage is cleared instead.
 */
export async function refusedThenControl(
  scene: Scene,
  of: Case,
  options: { actors?: Partial<Actors>; repair: Repair; control?: () => Promise<Control> },
): Promise<Observation> {
  const stimulus = scene.dry ? undefined : await scene.stimulate(of.stimulus, options.actors);
  if (stimulus && scene.claimsSuccess(stimulus)) return clearStage(scene, of, stimulus, options.actors);
  await scene.emptyAfter();
  const second = stimulus && (await secondTry(scene, of, stimulus, options.actors));
  if (second) return clearStage(scene, of, second, options.actors);
  const explainedFrom = now();
  const control = await repairAndControl(options.repair, options.control ?? (() => scene.control()));
  return finish(scene, of, stimulus, options.actors, { control, explainedFrom });
}

/**
 * A refusal may have mended what was broken, and the repair would hide that: the same request must be refused once more.
 * Resolves with the second one where it was accepted.
 */
async function secondTry(
  scene: Scene,
  of: Case,
  first: Exchange,
  actors: Partial<Actors> | undefined,
): Promise<Exchange | undefined> {
  const seen = scene.observation(of.id, [first], {}, actors);
  if (isLost(scene.lab, seen) || forbiddenEvents(scene.operation, seen).length > 0) return undefined;
  const { requestSent } = scene.moments;
  const second = await scene.stimulate(of.stimulus, actors);
  const accepted = scene.claimsSuccess(second);
  scene.surroundings.push(accepted ? first : second);
  if (accepted) return second;
  if (requestSent !== undefined) scene.moments.requestSent = requestSent;
  await scene.emptyAfter();
  return undefined;
}

async function repairAndControl(repair: Repair, control: () => Promise<Control>): Promise<Control> {
  try {
    const alive = await repair();
    const last = await control();
    return alive?.impaired ? { ...last, impaired: true, detail: `${alive.detail}; ${last.detail}` } : last;
  } catch (error) {
    // What could be done before the stimulus may have become impossible because of it.
    if (error instanceof StageFailure) return { succeeded: false, detail: error.message };
    throw error;
  }
}

/** Ends the control's call and fences everybody off. */
async function finish(
  scene: Scene,
  of: Case,
  stimulus: Exchange | undefined,
  actors: Partial<Actors> | undefined,
  extra: Partial<Observation>,
): Promise<Observation> {
  await endAllCalls(scene, actors);
  await scene.close();
  return scene.observation(of.id, stimulus ? [stimulus] : [], extra, actors);
}

async function clearStage(
  scene: Scene,
  of: Case,
  stimulus: Exchange,
  actors: Partial<Actors> | undefined,
): Promise<Observation> {
  await Promise.race([scene.awaitTrace('request accepted'), scene.emptyAfter()]);
  await endAllCalls(scene, actors);
  await scene.close();
  return scene.observation(of.id, [stimulus], {}, actors);
}

async function endAllCalls(scene: Scene, actors: Partial<Actors> = {}): Promise<void> {
  const concerned = new Set([
    scene.picker,
    scene.ringing,
    actors.picker ?? scene.picker,
    actors.called ?? scene.ringing,
  ]);
  await Promise.all([...concerned].filter(({ signedIn }) => signedIn).map((session) => scene.reset(session)));
}

/**
 * Shows that a call still rings at an agent and can be answered: by phonepickup. Its handset helps where phonepickup is
 * refused, which shows less.
 */
export async function answeredBy(scene: Scene, session: AgentSession): Promise<Control> {
  const { lab } = scene;
  const from = session.log.end;
  const exchange = await sendPickup(lab, lab.contract.operations.phonepickup, { picker: session }, {}, 'control');
  if (!succeeded(exchange)) {
    const byHandset = await answeredByHandset(scene, session);
    const refused = `phonepickup got ${outcomeOf(exchange)}`;
    return { exchange, succeeded: byHandset.succeeded, impaired: true, detail: `${refused}; ${byHandset.detail}` };
  }
  return talks(scene, session, from, { by: 'phonepickup', exchange });
}

/** The same, but by the handset; phonepickup helps where that fails. */
export async function answeredByHandsetFirst(scene: Scene, session: AgentSession): Promise<Control> {
  const byHandset = await answeredByHandset(scene, session);
  if (byHandset.succeeded) return byHandset;
  const other = await answeredBy(scene, session);
  return { ...other, impaired: true, detail: `${byHandset.detail}; ${other.detail}` };
}

/** Asserts that a call was answered; throws StageFailure where it was not. */
export function proveAnswered(scene: Scene, what: string, { succeeded, detail }: Control): void {
  scene.prove(what, succeeded, succeeded ? '' : detail);
}

/** Lifts the handset; again until `until`, where the phone does not ring yet. */
export async function answeredByHandset(scene: Scene, session: AgentSession, until = 0): Promise<Control> {
  const from = session.log.end;
  const { id: agentId, phone } = session.agent;
  const lift = () => scene.lab.driver.act('answer', { agentId, phone, kind: 'external' });
  let outcome = await lift();
  while (!outcome.done && now() < until) {
    await delay(LIFTED_AGAIN_AFTER_MS);
    outcome = await lift();
  }
  if (!outcome.done)
    return { succeeded: false, detail: `the handset of agent ${session.id} could not answer: ${outcome.reason}` };
  return talks(scene, session, from, { by: 'handset' });
}

async function talks(
  scene: Scene,
  session: AgentSession,
  from: number,
  { by, exchange }: { by: 'phonepickup' | 'handset'; exchange?: Exchange },
): Promise<Control> {
  scene.lab.calls.answered(session, from);
  const talking = await scene.await(session, 'AgentEvent_Talking', from, `${by} AgentEvent_Talking`);
  await scene.lab.calls.settle([session]);
  const renamed = talking && scene.namesAnotherCaller(session, talking);
  if (renamed) return { ...(exchange ? { exchange } : {}), succeeded: true, impaired: true, detail: renamed };
  const detail = talking
    ? `agent ${session.id} could answer its call afterwards`
    : `agent ${session.id} answered its call afterwards, but no AgentEvent_Talking came`;
  return { ...(exchange ? { exchange } : {}), succeeded: talking !== undefined, detail };
}
