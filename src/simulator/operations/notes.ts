import { type Answer, success } from '../answer';
import type { Exchange } from '../exchange';
import { notice } from '../notice';
import { admit } from './admission';
import { operation } from './operation';
import { readBody } from './sign-in';

const mostReceivers = 100;
const longestNote = 1023;

/** One agent writes to others; those who are signed in are told, whatever they are doing [cec_07_1205]. */
export const sendNote = operation('sendnoteletex', 'POST', 'onlineagent', 'sendnoteletex', handleSendNote);

function handleSendNote(x: Exchange): Answer {
  const refused = admit(x);
  if (refused) return refused;
  const { agentIds, content } = readBody(x.request.body) ?? {};
  if (!isListOfIds(agentIds) || typeof content !== 'string' || Buffer.byteLength(content) > longestNote)
    return x.refuse('fields', '100-001', 'a parameter is invalid');
  const receivers = agentIds.flatMap((id) => x.gateway.agents.find(String(id)) ?? []);
  x.gateway.raise(
    { kind: 'note', exchange: x },
    receivers.map((receiver) => notice(receiver, 'AgentOther_Note', { sender: x.agent?.id, context: content })),
  );
  return success(null);
}

function isListOfIds(value: unknown): value is (string | number)[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > mostReceivers) return false;
  return value.every((id) => /^[0-9]+$/.test(String(id)));
}
