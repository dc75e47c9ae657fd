import type { Agent } from '../agents';
import { type Answer, success } from '../answer';
import type { Exchange } from '../exchange';
import type { Gateway } from '../gateway';
import { notice } from '../notice';
import type { Session } from '../sessions';
import { admit } from './admission';
import { operation } from './operation';

/** Idle and busy [cec_07_1210, cec_07_1211, cec_07_1212]; refused while the phone has a call. */
export const sayFree = operation('sayfree', 'POST', 'onlineagent', 'sayfree', (x) =>
  setState(x, 'idle', () => ['AgentState_Ready', null]),
);

export const sayBusy = operation('saybusy', 'POST', 'onlineagent', 'saybusy', (x) =>
  setState(x, 'busy', () => ['AgentState_SetNotReady_Success', { reason: busyReason(x) }]),
);

export const cancelBusy = operation('cancelbusy', 'POST', 'onlineagent', 'cancelbusy', (x) =>
  setState(x, 'idle', (before) => (before === 'busy' ? ['AgentState_CancelNotReady_Success', null] : undefined)),
);

function busyReason(x: Exchange): string {
  return /^[0-9]{1,3}$/.exec(x.queryValues('reason')[0] ?? '')?.[0] ?? '0';
}

function setState(
  x: Exchange,
  state: Session['between'],
  event: (before: Session['between']) => [eventType: string, content: unknown] | undefined,
): Answer {
  const refused = admit(x);
  if (refused) return refused;
  const { agent, session } = x;
  const raised = session && !agent?.call ? event(session.between) : undefined;
  if (!agent || !session || !raised) return x.refuse('state', '100-009', 'this state cannot be set now');
  session.between = state;
  if (state === 'busy') session.busyReason = busyReason(x);
  x.gateway.raise({ kind: 'state-set', exchange: x }, [notice(agent, ...raised)]);
  return success();
}

/** Skills and phone linkage [cec_07_1209]. Skills are not simulated. */
export const resetSkill = operation('resetskill', 'POST', 'onlineagent', 'resetskill', handleResetSkill, true);

function handleResetSkill(x: Exchange): Answer {
  const refused = admit(x);
  if (refused) return refused;
  const [linkage, ...more] = x.queryValues('phonelinkage');
  if (more.length > 0 || (linkage !== undefined && linkage !== '0' && linkage !== '1'))
    return x.refuse('phonelinkage', '000-002', 'phonelinkage is 0 or 1');
  if (linkage === '1' && x.agent?.phoneModel !== 'eSpace 7910')
    return x.refuse('phone-model', '100-007', 'the phone is no eSpace 7910');
  const { agent, gateway, session } = x;
  if (!agent || !session || linkage === undefined) return success();
  if (linkage === '0') session.linkage = false;
  else if (gateway.settings.linkageAfterMs === 0) link(gateway, agent, session);
  else gateway.clock.after(gateway.settings.linkageAfterMs, () => link(gateway, agent, session));
  return success();
}

/** An event tells what came of it [cec_07_0571]. */
function link(gateway: Gateway, agent: Agent, session: Session): void {
  if (agent.session !== session) return;
  session.linkage = true;
  gateway.raise({ kind: 'linkage-set' }, [notice(agent, 'AgentEvent_linkageCapability', { result: 0 })]);
}
