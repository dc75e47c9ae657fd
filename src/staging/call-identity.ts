import type { Contract } from '../contract/contract';
import { namedCall } from '../contract/named-call';
import { isForAnother } from '../evidence/addressee';
import type { EventRecord } from '../evidence/event-record';
import type { CallIdentity } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';
import { now } from '../gateway/clock';

/** Events that tell the agent that is called of its call: while it rings, or once the phone is lifted. [cec_07_0512, cec_07_0513, cec_07_1398] */
const TELL_OF_THE_CALL = new Set(['AgentEvent_Ringing', 'AgentEvent_Auto_Answer', 'AgentOther_PhoneAlerting']);

/** A call that is or was placed to an agent. */
export interface PlacedCall {
  placedTo: AgentSession;
  kind: CallIdentity['kind'];
  /** Where the log of that agent ended before. */
  rangFrom: number;
  placedAt: number;
  /** What the one that placed it says of it. */
  told?: Pick<CallIdentity, 'caller' | 'callId'>;
}

/** A call that is about to be placed to an agent: from now on its events are this call's. */
export function callTo(placedTo: AgentSession, kind: CallIdentity['kind']): PlacedCall {
  placedTo.log.callBegins();
  return { placedTo, kind, rangFrom: placedTo.log.end, placedAt: now() };
}

/** What the events of the agent that is called say of the call, or who placed it; members stay absent where none says. */
export function callIdentity(contract: Contract, call: PlacedCall, events: readonly EventRecord[]): CallIdentity {
  const { kind, placedTo, rangFrom, told } = call;
  const identity: CallIdentity = { kind, placedTo: placedTo.id };
  const until = rangFrom + placedTo.log.untilNextCall(rangFrom).length;
  for (const event of events) {
    const { agentId, position, eventType } = event;
    const isOwn = agentId === placedTo.id && position >= rangFrom && position < until;
    if (!isOwn || !TELL_OF_THE_CALL.has(eventType) || isForAnother(event)) continue;
    const { caller, called, callId } = namedCall(contract, event.eventType, event.content);
    if (caller !== undefined) identity.caller ??= caller;
    if (called !== undefined) identity.called ??= called;
    if (callId !== undefined) identity.callId ??= callId;
  }
  return { ...told, ...identity };
}

/** Ids that name the calls of these events, and that named a call to one of these agents before this one was placed. */
export function idsOfEarlierCalls(
  contract: Contract,
  { placedAt }: PlacedCall,
  agents: Iterable<AgentSession>,
  events: readonly EventRecord[],
): string[] {
  const idOf = ({ eventType, content }: EventRecord) => namedCall(contract, eventType, content).callId;
  const ids = new Set(events.flatMap((event) => (event.at >= placedAt ? (idOf(event) ?? []) : [])));
  if (ids.size === 0) return [];
  const earlier = new Set<string | undefined>();
  for (const { log } of agents) for (const event of log.events) if (event.at < placedAt) earlier.add(idOf(event));
  return [...ids].filter((id) => earlier.has(id));
}
