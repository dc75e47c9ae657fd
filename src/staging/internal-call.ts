import { callIdOf } from '../contract/named-call';
import type { EventRecord } from '../evidence/event-record';
import type { Exchange } from '../evidence/exchange';
import { lostInTransit } from '../evidence/transit';
import type { AgentSession } from '../gateway/agent-session';
import { outcomeOf, readEnvelope, succeeded } from '../gateway/envelope';
import { ALERTING, OFFHOOK, tellsOfRinging } from './call-events';
import type { PlacedCall } from './call-identity';
import { fence } from './fence';
import type { Lab } from './lab';
import { sendPickup } from './pickup-request';
import { NotLent } from './stage-failure';

/** The call failed before any phone rang. [cec_07_1235] */
const CALL_FAILED = 'AgentEvent_Inside_Call_Fail';

/**
 * Lets an agent call another one; the answer is success, or lost on the way. Refused once, the wrong moment may be to blame:
 * it is asked once more when both are idle, for which `withinMs` is the time. Throws NotLent where that is refused as well.
 */
export async function callInternally(caller: AgentSession, called: AgentSession, withinMs: number): Promise<Exchange> {
  const first = await caller.callInner(called.id);
  if (isPlacedOrLost(first)) return first;
  for (const session of [caller, called]) await fence(session, withinMs);
  const again = await caller.callInner(called.id);
  if (isPlacedOrLost(again)) return again;
  throw new NotLent(`the gateway does not let agent ${caller.id} call agent ${called.id}: ${outcomeOf(again)}`);
}

function isPlacedOrLost(exchange: Exchange): boolean {
  return succeeded(exchange) || lostInTransit(exchange) !== undefined;
}

/** What is known of an internal call before anything rings: who dialled, and the id in the answer, where there is one. [cec_07_1235] */
export function toldBy(exchange: Exchange, caller: AgentSession): NonNullable<PlacedCall['told']> {
  const callId = exchange.response && callIdOf(readEnvelope(exchange.response.body).result);
  return { caller: caller.id, ...(callId === undefined ? {} : { callId }) };
}

/**
 * The caller's own phone may alert before the called one does [development guide, internal calls]: then it is lifted, by
 * phonepickup or by hand. A gateway may also call the other agent at once. Throws NotLent where the gateway says that the call failed.
 * @param from positions in both logs before the call was placed
 * @param keep is handed the phonepickup
 */
export async function liftCallersPhone(
  lab: Lab,
  { caller, called }: { caller: AgentSession; called: AgentSession },
  from: { caller: number; called: number },
  keep: (exchange: Exchange) => unknown,
): Promise<void> {
  const { deadlineMs } = lab.site.events;
  const sign = await firstSign(caller, called, from, deadlineMs);
  if (sign?.eventType === CALL_FAILED)
    throw new NotLent(`the internal call of agent ${caller.id} to agent ${called.id} failed: ${CALL_FAILED} came`);
  if (sign && sign.eventType !== ALERTING) return;
  if (sign?.agentId === called.id) return;
  if (sign && (await liftByRequest(lab, caller, from.caller, keep))) return;
  const { id: agentId, phone } = caller.agent;
  if (lab.driver.available) await lab.driver.act('answer', { agentId, phone, kind: 'internal' });
}

/** What is told first: the caller's phone alerts or is off the hook, the called one rings, or the call failed. */
function firstSign(
  caller: AgentSession,
  called: AgentSession,
  from: { caller: number; called: number },
  deadlineMs: number,
): Promise<EventRecord | undefined> {
  const ofCaller = ({ eventType }: EventRecord) => [ALERTING, OFFHOOK, CALL_FAILED].includes(eventType);
  return Promise.race([
    caller.log.waitFor(ofCaller, from.caller, deadlineMs),
    called.log.waitFor(tellsOfRinging, from.called, deadlineMs),
  ]);
}

async function liftByRequest(
  lab: Lab,
  caller: AgentSession,
  from: number,
  keep: (exchange: Exchange) => unknown,
): Promise<boolean> {
  const exchange = await sendPickup(lab, lab.contract.operations.phonepickup, { picker: caller }, {}, 'stage');
  keep(exchange);
  if (!succeeded(exchange)) return false;
  const isLifted = ({ eventType }: EventRecord) => eventType === OFFHOOK;
  return (await caller.log.waitFor(isLifted, from, lab.site.events.deadlineMs)) !== undefined;
}
