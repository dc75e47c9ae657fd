import type { Exchange } from '../evidence/exchange';
import { lostInTransit } from '../evidence/transit';
import type { AgentSession } from '../gateway/agent-session';
import { outcomeOf, succeeded } from '../gateway/envelope';
import type { LeftBehind } from './attempt';
import type { Lab } from './lab';
import { answeredByHand } from './manual-answer';
import { sendPickup } from './pickup-request';
import type { Scene } from './scene';

/** Gateways at which an agent can end its being busy only while it is busy. */
const tells = new WeakMap<Lab, boolean>();

export interface Remnant {
  what: LeftBehind;
  shown: string;
}

/**
 * Ends the call that the control picked up, and looks whether everybody is left as nobody asked them to be otherwise.
 * `usual`: what this gateway leaves behind without any refused request as well.
 */
export async function endSeeingWhatIsLeft(scene: Scene, usual: ReadonlySet<LeftBehind>): Promise<Remnant | undefined> {
  const answering = usual.has('unanswerable') ? undefined : await answerTakenCall(scene);
  const left = seesWhatIsLeft(scene, usual);
  await scene.endCall('caller', scene.picker);
  await scene.close();
  return left(answering);
}

/**
 * Looks, before everybody is fenced off, who is left busy; not the picker of a takeover. To be asked behind that, with
 * the phonepickup by which the agent was to answer what it had taken over, if it did.
 */
export function seesWhatIsLeft(
  scene: Scene,
  usual: ReadonlySet<LeftBehind>,
): (answering: Exchange | undefined) => Remnant | undefined {
  let busy: AgentSession | undefined;
  if (!usual.has('busy'))
    scene.beforeClose = async () => {
      busy = await leftBusyOf(scene);
    };
  return (answering) =>
    (usual.has('unanswerable') ? undefined : unanswerable(scene, answering)) ??
    (busy && { what: 'busy', shown: `agent ${busy.id} was busy, which nobody had asked for` });
}

/** The agent to whom a call went over takes its phone off the hook. */
async function answerTakenCall({ lab, operation, picker, surroundings }: Scene): Promise<Exchange | undefined> {
  if (!operation.destWorkNo) return undefined;
  const from = picker.log.end;
  // What gets lost disturbs nothing here.
  const exchange = await sendPickup(lab, lab.contract.operations.phonepickup, { picker }, {}, 'stimulus');
  surroundings.push(exchange);
  if (!succeeded(exchange)) return exchange;
  lab.calls.answered(picker, from);
  await answeredByHand(picker, from);
  return exchange;
}

function unanswerable({ picker }: Scene, answering: Exchange | undefined): Remnant | undefined {
  if (!answering || succeeded(answering) || lostInTransit(answering) !== undefined) return undefined;
  const shown = `agent ${picker.id} could not answer the call that it had taken over: ${outcomeOf(answering)}`;
  return { what: 'unanswerable', shown };
}

/** Who has been left busy: the picker of a phonepickup by its last call, or one that had none, all of whom were idle before. */
async function leftBusyOf(scene: Scene): Promise<AgentSession | undefined> {
  const { cast, picker, ringing } = scene;
  const others = [...cast.values()].filter((each) => each !== picker && each !== ringing);
  for (const each of [...others, ...(ringing === picker ? [picker] : [])])
    if (each.signedIn && each.lost === undefined && (await isLeftBusy(scene, each))) return each;
  return undefined;
}

/** Tells nothing where an agent that is idle for certain can end its being busy. */
async function isLeftBusy({ lab, surroundings }: Scene, session: AgentSession): Promise<boolean> {
  if (tells.get(lab) === false) return false;
  const ended = await session.cancelBusy();
  surroundings.push(ended);
  if (!succeeded(ended)) return false;
  if (!tells.has(lab)) tells.set(lab, !succeeded(await session.cancelBusy()));
  return tells.get(lab) === true;
}
