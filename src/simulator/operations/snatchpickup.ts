import type { Answer } from '../answer';
import { readId } from '../editions';
import type { Exchange } from '../exchange';
import { authenticate, readAgentId } from './admission';
import { operation } from './operation';
import { carryOut, checkForm, checkPrerequisites, type Prerequisite } from './pickup';

const prerequisites: readonly Prerequisite[] = [
  ['not-self', "destWorkNo is the agent's own ID", (x) => x.destination === undefined || x.destination !== x.agent],
  ['called-signed-in', 'the called agent is not signed in', (x) => x.destination?.session !== undefined],
  ['called-ringing', 'the called agent is not ringing', (x) => x.destination?.alerting === true],
  ['external', 'an internal call cannot be picked up', (x) => x.destination?.call?.kind !== 'internal'],
  ['same-group', 'the called agent is in another group', (x) => x.destination?.group === x.agent?.group],
  ['permission', 'the agent may not pick up calls', (x) => x.agent?.mayPickUp === true],
  ['idle', 'the agent is not idle', (x) => x.agent?.state === 'idle'],
];

/** Takes over the call that rings at another agent of the group; the picker's phone alerts then. */
export const snatchpickup = operation('snatchpickup', 'PUT', 'voicecall', 'snatchpickup', handleSnatchpickup);

function handleSnatchpickup(x: Exchange): Answer | Promise<Answer> {
  const refused =
    readAgentId(x, '100-007') ??
    readDestWorkNo(x) ??
    authenticate(x) ??
    checkForm(x) ??
    checkPrerequisites(x, prerequisites);
  return refused ?? carryOut(x, takeOver);
}

/** destWorkNo names the agent whose call is taken, once, as a plain integer. */
function readDestWorkNo(x: Exchange): Answer | undefined {
  const values = x.queryValues('destWorkNo');
  const { agents, hooks, settings } = x.gateway;
  const read = values.length === 1 ? readId(values[0] ?? '', settings.range) : undefined;
  const id = hooks.destWorkNo(x, read, values);
  if (id === undefined) return x.refuse('destWorkNo', '000-002', 'destWorkNo is missing or invalid');
  x.destination = agents.find(id);
  return undefined;
}

/** The effect alone, whoever asks for it. A picker that is on a call itself loses the call it reached for. */
export function takeOver(x: Exchange): void {
  const { agent, destination, gateway } = x;
  const call = destination?.call;
  if (!agent?.session || !call || call.holder !== destination) return;
  if (agent.call && agent.call !== call) gateway.calls.end(call);
  else gateway.calls.move(call, agent, x);
}
