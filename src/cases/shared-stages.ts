import type { OperationContract } from '../contract/contract';
import type { PickupStage } from './case';

// Stages that cases of several sections share, so that the pickup is made once for all of them: calls are dear.

/** A pickup that the agent ends, in which somebody takes part who may not pick up others' calls: nobody asks for that here. */
export function unprivilegedPickup({ destWorkNo }: OperationContract): PickupStage {
  return destWorkNo
    ? { name: 'pickup', answerBy: 'handset', endBy: 'agent', unprivileged: 'called', beside: 'later' }
    : { name: 'pickup', endBy: 'agent', unprivileged: 'picker' };
}

/** A pickup in a session that began by force: while somebody else of the group talks, or after a call that nobody answered. */
export function afterForcedSignIn({ destWorkNo }: OperationContract): PickupStage {
  const meanwhile = destWorkNo ? { beside: 'talking' as const } : { missedCall: true as const };
  return { name: 'pickup', after: 'forced sign-in', ...meanwhile };
}

/** The second call of a session; where calls are taken from others, another phone of the group rings longer. */
export function secondCall({ destWorkNo }: OperationContract): PickupStage {
  return { name: 'pickup', after: 'earlier call', ...(destWorkNo ? { beside: 'earlier' as const } : {}) };
}

/** A busy agent's phone rings; where calls are taken from others, within another group than usual. */
export function busyAgentRings({ destWorkNo }: OperationContract): PickupStage {
  return { name: 'pickup', ringingAgent: 'busy', ...(destWorkNo ? { group: 'another' as const } : {}) };
}
