import type { Contract } from '../contract/contract';
import { namedCall } from '../contract/named-call';
import type { EventRecord } from '../evidence/event-record';
import type { CallIdentity } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';

/** Events that tell of a call while it rings. [cec_07_0513, cec_07_1398] */
const WHILE_RINGING = new Set(['AgentEvent_Ringing', 'AgentOther_PhoneAlerting']);

/** What the events of the ringing agent say of the call, before anybody picked it up; members stay absent where none says. */
export function callIdentity(
  contract: Contract,
  call: { placedTo: AgentSession; kind: CallIdentity['kind']; rangFrom: number },
  events: readonly EventRecord[],
): CallIdentity {
  const identity: CallIdentity = { kind: call.kind, placedTo: call.placedTo.id };
  for (const event of events) {
    if (event.agentId !== call.placedTo.id || event.position < call.rangFrom || !WHILE_RINGING.has(event.eventType))
      continue;
    const { caller, called, callId } = namedCall(contract, event.eventType, event.content);
    if (caller !== undefined) identity.caller ??= caller;
    if (called !== undefined) identity.called ??= called;
    if (callId !== undefined) identity.callId ??= callId;
  }
  return identity;
}
