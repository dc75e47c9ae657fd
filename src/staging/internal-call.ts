import type { Exchange } from '../evidence/exchange';
import { lostInTransit } from '../evidence/transit';
import type { AgentSession } from '../gateway/agent-session';
import { outcomeOf, succeeded } from '../gateway/envelope';
import { fence } from './fence';
import { NotLent } from './stage-failure';

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
