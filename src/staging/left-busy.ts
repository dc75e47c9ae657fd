import type { AgentSession } from '../gateway/agent-session';
import { succeeded } from '../gateway/envelope';
import type { Lab } from './lab';
import type { Scene } from './scene';

/** Gateways at which an agent can end its being busy only while it is busy. */
const tells = new WeakMap<Lab, boolean>();

/** Who has been left busy: the picker of a phonepickup by its last call, or one that had none, all of whom were idle before. */
export async function leftBusyOf(scene: Scene): Promise<AgentSession | undefined> {
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
