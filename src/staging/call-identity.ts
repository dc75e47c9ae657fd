import type { Contract } from '../contract/contract';
import { namedCall } from '../contract/named-call';
import type { EventRecord } from '../evidence/event-record';
import type { CallIdentity } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';

/** Events that tell of a call while it rings. [cec_07_0513, cec_07_1398] */
const WHILE_RINGING = new Set(['AgentEvent_Ringing', 'AgentOther_PhoneAlerting']);

/** A call that is or was placed to an agent. */
export interface PlacedCall {
  placedTo: AgentSession;
  kind: CallIdentity['kind'];
  /** Where the log of that agent ended before. */
  rangFrom: number;
}

/** A call that is about to be placed to an agent: from now on its events are this call's. */
export function callTo(placedTo: AgentSession, kind: CallIdentity['kind']): PlacedCall {
  placedTo.log.callBegins();
  return { placedTo, kind, rangFrom: placedTo.log.end };
}

/** What the events of the ringing agent say of the call, before anybody picked it up; members stay absent where none says. */
export function callIdentity(contract: Contract, call: PlacedCall, events: readonly EventRecord[]): CallIdentity {
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
