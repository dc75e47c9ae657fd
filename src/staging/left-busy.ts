import { succeeded } from '../gateway/envelope';
import type { Lab } from './lab';
import type { Scene } from './scene';

/** Gateways at which an agent can end its being busy only while it is busy. */
const tells = new WeakMap<Lab, boolean>();

/** Has its last call left the picker busy? Tells nothing where an agent that is idle for certain can end its being busy. */
export async function isLeftBusy({ lab, picker, surroundings }: Scene): Promise<boolean> {
  if (tells.get(lab) === false) return false;
  const ended = await picker.cancelBusy();
  surroundings.push(ended);
  if (!succeeded(ended)) return false;
  if (!tells.has(lab)) tells.set(lab, !succeeded(await picker.cancelBusy()));
  return tells.get(lab) === true;
}
