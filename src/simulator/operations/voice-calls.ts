import { type Answer, success } from '../answer';
import type { Exchange } from '../exchange';
import { admit } from './admission';
import { operation } from './operation';
import { readBody } from './sign-in';

/** An internal call to another agent [cec_07_1235]. */
export const callInner = operation('callinner', 'PUT', 'voicecall', 'callinner', handleCallInner);

function handleCallInner(x: Exchange): Answer {
  const refused = admit(x);
  if (refused) return refused;
  const called = readBody(x.request.body)?.called;
  if (typeof called !== 'string') return x.refuse('called', '000-006', 'called is missing');
  const { agent, gateway } = x;
  const to = gateway.agents.find(called);
  if (!agent || agent.call || !to?.session || to.call || to === agent)
    return x.refuse('state', '100-007', 'the call cannot be placed');
  return success(gateway.calls.place('internal', to, agent).id);
}

/** The agent hangs up [cec_07_1247]. */
export const release = operation('release', 'DELETE', 'voicecall', 'release', handleRelease);

function handleRelease(x: Exchange): Answer {
  const refused = admit(x);
  if (refused) return refused;
  if (!x.agent?.call) return x.refuse('state', '100-007', 'there is no call');
  x.gateway.calls.end(x.agent.call, x.agent);
  return success();
}

/** The agent, whose phone is lifted, answers by software [cec_07_1234]; which call it is need not be said. */
export const answer = operation('answer', 'PUT', 'voicecall', 'answer', handleAnswer);

function handleAnswer(x: Exchange): Answer {
  const refused = admit(x);
  if (refused) return refused;
  const { agent, gateway } = x;
  const [callId = ''] = x.queryValues('callid');
  if (!agent?.call || !agent.answering || (callId !== '' && callId !== agent.call.id))
    return x.refuse('state', '200-002', 'there is no call to answer');
  gateway.calls.answer(agent.call, x);
  return success();
}
