import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import { unexplainedEvents } from '../evidence/explained';
import type { Observation } from '../evidence/observation';
import { succeeded } from '../gateway/envelope';
import type { Lab } from './lab';
import { observePickup } from './pickup';

/**
 * A pickup with a stranger's request on its way. What that did must not be held against the pickup: where it was not as if
 * it had never been sent, the pickup is made anew without it, and what differs is held against the request.
 */
export async function observePickupBehindStranger(
  lab: Lab,
  operation: OperationContract,
  of: Case,
): Promise<Observation> {
  const seen = await observePickup(lab, operation, of);
  const { strangersRequest: request } = seen;
  if (!request || isHarmless(lab, request) || seen.inconclusive !== undefined) return seen;
  const without = await observePickup(lab, operation, of, 'without strangers');
  if (isAnswered(lab, request) || without.inconclusive !== undefined || !isPickedUp(without))
    return { ...without, strangersRequest: request };
  const again = (await observePickup(lab, operation, of)).strangersRequest ?? request;
  const { detail = '' } = request.control ?? {};
  if (again.control?.succeeded)
    return {
      ...without,
      strangersRequest: { ...again, inconclusive: `unstable: ${detail}; repeated it was harmless` },
    };
  return {
    ...without,
    strangersRequest: { ...again, sideEffect: `${detail}; without the refused request it succeeded` },
  };
}

function isHarmless(lab: Lab, request: Observation): boolean {
  return request.control?.succeeded === true && !isAnswered(lab, request);
}

/** Answered with success, or by an event of a pickup. */
function isAnswered({ contract }: Lab, request: Observation): boolean {
  const { forbiddenAfterRefusal } = contract.operations.phonepickup.trace;
  const { explainedFrom = Number.POSITIVE_INFINITY, moments, cast } = request;
  return (
    request.stimuli.some(succeeded) ||
    unexplainedEvents(request).some(
      ({ agentId, at, eventType }) =>
        agentId === cast.picker &&
        at >= (moments.requestSent ?? 0) &&
        at < explainedFrom &&
        forbiddenAfterRefusal.includes(eventType),
    )
  );
}

function isPickedUp({ stimuli, answering }: Observation): boolean {
  return [...stimuli, ...(answering ? [answering] : [])].every(succeeded);
}
