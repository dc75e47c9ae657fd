import type { Answer } from '../answer';
import type { Exchange } from '../exchange';
import { authenticate, readAgentId } from './admission';
import { operation } from './operation';
import { carryOut, checkForm, checkPrerequisites, type Prerequisite } from './pickup';

const prerequisites: readonly Prerequisite[] = [
  ['linkage', 'phone linkage is not enabled', (x) => x.session?.linkage === true],
  ['phone-model', 'the phone is no eSpace 7910', (x) => x.agent?.phoneModel === 'eSpace 7910'],
  ['alerting', 'the phone does not alert', (x) => x.agent?.alerting === true],
];

/** Takes the alerting phone off the hook. */
export const phonepickup = operation('phonepickup', 'POST', 'voicecall', 'phonepickup', handlePhonepickup);

function handlePhonepickup(x: Exchange): Answer | Promise<Answer> {
  const refused = readAgentId(x, '100-007') ?? authenticate(x) ?? checkForm(x) ?? checkPrerequisites(x, prerequisites);
  return refused ?? carryOut(x, takeOffHook);
}

/** The effect alone, whoever asks for it; without an alerting phone there is none. */
export function takeOffHook(x: Exchange): void {
  const { agent, gateway } = x;
  if (agent?.call && agent.alerting) gateway.calls.lift(agent.call, 'phonepickup', x);
}
