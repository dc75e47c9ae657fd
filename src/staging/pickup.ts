import type { Case, PickupStage } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Exchange } from '../evidence/exchange';
import type { Observation, OnTheWay } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';
import { now } from '../gateway/clock';
import { succeeded } from '../gateway/envelope';
import { CallBeside } from './call-beside';
import { quiet } from './fence';
import { replaceByForce } from './forced-sign-in';
import type { Lab } from './lab';
import { enableLinkage } from './linkage';
import { missCall } from './missed-call';
import { ringOccupied } from './occupied';
import { ON_THE_WAY, RequestsOnTheWay } from './on-the-way';
import { sendPickup } from './pickup-request';
import { awaitRenewalWithEvent } from './renewal';
import { letRenewalComeInRinging, rangOut, ringLong, ringsUntil, seeRangStill } from './ringing-time';
import { Scene } from './scene';
import { NotLent } from './stage-failure';
import { anotherGroupOf, partsPlayed, standardWants, takenFromLowerId } from './standard-cast';

/**
 * A pickup with every prerequisite met, watched to the end of the call. `onTheWay`: what may be sent before it is answered,
 * or, where `insteadMs` is given, only waited for so long, with all that goes with it.
 */
export async function observePickup(
  lab: Lab,
  operation: OperationContract,
  of: Case,
  onTheWay: readonly OnTheWay[] = ON_THE_WAY,
  insteadMs?: number,
): Promise<Observation> {
  const stage: PickupStage = of.stage.name === 'pickup' ? of.stage : { name: 'pickup' };
  const cast = takenFromLowerId(partsPlayed(await lab.cast(standardWants(operation, [of], lab.site)), of), of);
  const before = new Scene(lab, operation, cast);
  const { refused, freed, notForced } = await prepare(before, stage);
  if (refused) return before.observation(of.id, [refused]);
  if (stage.late) await letRenewalComeInRinging(before);
  let scene = new Scene(lab, operation, cast);
  scene.steps.push(...before.steps);
  const other = stage.beside && cast.get('colleague');
  let beside = other && stage.beside !== 'later' ? await CallBeside.ring(scene, other, stage.beside) : undefined;
  let notOccupied: string | undefined;
  const [until, from] = [ringsUntil(scene), scene.ringing.log.end];
  if (stage.call === 'internal') await scene.ringInternally(scene.ringing, scene.role('colleague'));
  else if (stage.ringingAgent) notOccupied = await whyNotOccupied(scene, stage, stage.ringingAgent);
  else await scene.ring(scene.ringing);
  if (notOccupied !== undefined) {
    scene = new Scene(lab, operation, cast);
    await scene.ring(scene.ringing);
  }
  if (other && stage.beside === 'later') beside = await CallBeside.ring(scene, other, stage.beside);
  if (stage.late) await ringLong(scene);
  const logEnds = scene.logEnds();
  const { withEvent: guidWithEvent, issuedAt = 0 } = scene.picker.guids.currentIssue ?? {};
  const guidWhileRinging = issuedAt > (scene.moments.rang ?? Number.POSITIVE_INFINITY);
  const requests = new RequestsOnTheWay(scene, of, onTheWay, insteadMs);
  await (operation.destWorkNo ? requests.sendBeforeTakeover() : requests.send());
  const stimulus = await scene.stimulate(of.stimulus);
  if (stage.late && !succeeded(stimulus)) await seeRangStill(scene);
  const tooShort =
    beside && stage.beside === 'later' && !succeeded(stimulus) && (await rangOut(scene, until, from, stimulus));
  await playToTheEnd(scene, stimulus, logEnds, stage, () => requests.send());
  if (tooShort) return withoutCallBeside(lab, operation, { ...of, stage }, onTheWay, insteadMs);
  const seen = scene.observation(of.id, [stimulus], {
    ...(guidWithEvent ? { guidWithEvent } : {}),
    ...(guidWhileRinging ? { guidWhileRinging } : {}),
    ...(freed ? { freed } : {}),
    ...(notForced ? { notForced } : {}),
    ...(notOccupied ? { notOccupied } : {}),
  });
  seen.onTheWay = operation.destWorkNo ? requests.seen(scene.answering, stimulus) : requests.seen(stimulus);
  return beside?.seenIn(seen) ?? seen;
}

/** Once more, with one phone that rings: it stopped while another one was awaited. */
async function withoutCallBeside(
  lab: Lab,
  operation: OperationContract,
  { stage, ...of }: Case & { stage: PickupStage },
  ...how: [readonly OnTheWay[], number | undefined]
): Promise<Observation> {
  const { beside: _, ...alone } = stage;
  const seen = await observePickup(lab, operation, { ...of, stage: alone }, ...how);
  return { ...seen, notBeside: 'a phone stops ringing before another one that is called after it begins to ring' };
}

/** Rings at an occupied agent; why that cannot be, where the stage is for more than that and goes on with an idle one. */
async function whyNotOccupied(
  scene: Scene,
  { group }: PickupStage,
  occupation: NonNullable<PickupStage['ringingAgent']>,
): Promise<string | undefined> {
  try {
    await ringOccupied(scene, scene.ringing, occupation);
    return undefined;
  } catch (error) {
    if (!(error instanceof NotLent) || !group || anotherGroupOf(scene.lab.site) === undefined) throw error;
    return error.message;
  }
}

/** Follows an answered stimulus: its events, answering the phone, ending the call, and the fences behind it all. */
export async function playToTheEnd(
  scene: Scene,
  stimulus: Exchange,
  /** Where the logs ended when the stimulus was sent. */
  before: ReadonlyMap<AgentSession, number>,
  stage: PickupStage = { name: 'pickup' },
  beforeAnswering = async () => {},
): Promise<void> {
  if (!succeeded(stimulus)) {
    await scene.reset(scene.ringing);
    return scene.close();
  }
  const { picker } = scene;
  const compare = scene.lab.gateway.notes.behindPickup(picker);
  scene.pickedUp(before);
  await scene.awaitTrace('request accepted');
  await compare(...scene.raisedByPickup(before.get(picker) ?? 0));
  let talking = true;
  if (scene.operation.destWorkNo) {
    await quiet(picker);
    await beforeAnswering();
    talking = await answerPhone(scene, stage.answerBy ?? 'phonepickup');
    if (talking) await scene.awaitTrace('phone answered');
  }
  if (talking) {
    await scene.endCall(stage.endBy ?? 'caller', picker);
    await scene.awaitTrace('call ended');
  } else await scene.reset(picker);
  await scene.close();
}

/** Answers the call that alerts at the picker after a snatchpickup, the other way where one fails. */
async function answerPhone(scene: Scene, by: 'phonepickup' | 'handset'): Promise<boolean> {
  const { lab, picker } = scene;
  const from = picker.log.end;
  scene.moments.phoneAnswered = now();
  if (by === 'phonepickup') {
    const exchange = await sendPickup(lab, lab.contract.operations.phonepickup, { picker }, {}, 'stage');
    scene.surroundings.push(exchange);
    scene.answering = exchange;
    scene.moments.phoneAnsweringDone = exchange.endedAt;
    if (succeeded(exchange)) {
      lab.calls.answered(picker, from);
      return true;
    }
  }
  // Whatever the refused request did shows before the handset does the same.
  if (scene.answering) await quiet(picker);
  scene.moments.handsetLifted = now();
  const { id: agentId, phone } = picker.agent;
  const outcome = await lab.driver.act('answer', { agentId, phone, kind: 'external' });
  scene.steps.push({
    what: `the handset of agent ${agentId} is lifted`,
    proven: outcome.done,
    ...(outcome.done ? {} : { detail: outcome.reason }),
  });
  scene.moments.phoneAnsweringDone = now();
  if (outcome.done) lab.calls.answered(picker, from);
  return outcome.done;
}

/** Sets the stage for what must have happened before. Returns an earlier pickup that was refused: then it is the one to judge. */
async function prepare(
  scene: Scene,
  { after, missedCall }: PickupStage,
): Promise<{ refused?: Exchange } & Pick<Observation, 'freed' | 'notForced'>> {
  const { lab, picker } = scene;
  if (after === 'renewal') {
    // The first renewal of a session; later ones are tried where Guids die.
    if (picker.renewals > 0) {
      await scene.must(`agent ${picker.id} signs out`, picker.signOut());
      await lab.signIn(picker);
      await makeReady(scene);
      await scene.close();
    }
    await awaitRenewalWithEvent(scene, picker);
  }
  if (after === 'forced sign-in') {
    const refused = await replaceByForce(lab, picker);
    await makeReady(scene);
    if (missedCall) await missCall(scene);
    await scene.close();
    return { ...((await becomesFree(picker)) && { freed: true }), ...(refused && { notForced: refused.message }) };
  }
  if (after === 'earlier call' && !lab.calls.hasPickedUp(picker, scene.operation.name)) {
    await scene.ring(scene.ringing);
    const before = scene.logEnds();
    const earlier = await scene.stimulate({});
    await playToTheEnd(scene, earlier, before);
    if (!succeeded(earlier)) return { refused: earlier };
    // Idle may come a little after the end of a call, and need not be announced.
    await lab.becomeIdle(picker);
  }
  if (after === 'earlier call') scene.steps.push({ what: 'an earlier call was picked up', proven: true });
  return {};
}

/** Behind a sign-in. */
async function makeReady(scene: Scene): Promise<void> {
  const { lab, picker } = scene;
  await enableLinkage(scene, picker);
  await lab.becomeIdle(picker);
}

/** Busy, then free by a request of its own: one that did not end in a call. True where the gateway lets it be both. */
async function becomesFree(picker: AgentSession): Promise<boolean> {
  if (!succeeded(await picker.sayBusy())) return false;
  const isFree = succeeded(await picker.sayFree());
  if (!isFree) await picker.cancelBusy();
  await quiet(picker);
  return isFree;
}
