import type { AgentState } from '../agents';
import { type Answer, success } from '../answer';
import type { Exchange } from '../exchange';
import { admit } from './admission';
import { operation } from './operation';

/** An agent that handles a call, in whatever way [cec_07_0581]. */
const handlesCall = 7;
const betweenCalls: Partial<Record<AgentState, number>> = { 'signed-out': 2, busy: 3, idle: 4, 'wrap-up': 5 };

/** What the agent does at this moment [cec_07_1222]. */
export const agentStatus = operation('agentstatus', 'GET', 'onlineagent', 'agentstatus', handleAgentStatus);

function handleAgentStatus(x: Exchange): Answer {
  const refused = admit(x);
  if (refused) return refused;
  const state = x.agent?.state ?? 'signed-out';
  return success({ agentState: betweenCalls[state] ?? handlesCall, isWorking: state === 'talking' });
}
