import type { OperationContract } from '../contract/contract';
import { buildCases, type Draft } from './build';
import type { Case, PickupStage } from './case';
import { afterForcedSignIn, secondCall, unprivilegedPickup } from './shared-stages';

/** Section "Triggered Event": the trace to its end, however the phone is answered, the call ends, and for later calls too. */
export function eventCases(operation: OperationContract): Case[] {
  const first = operation.trace.events[0];
  if (!first) return [];
  const trace = (what: string, title: string, stage: Partial<PickupStage>, needs?: Case['needs']): Draft => ({
    what,
    title: `${operation.name} triggers its events ${title}`,
    judges: { requirement: first.requirement },
    stage: { name: 'pickup', ...stage },
    expect: { outcome: 'accepted' },
    ...(needs ? { needs } : {}),
  });
  const answered: Draft[] = operation.destWorkNo
    ? [
        trace('answered-by-phonepickup', 'when the phone is answered by phonepickup and the caller hangs up', {}),
        trace(
          'answered-by-handset',
          'when the phone is answered by the handset and the agent hangs up',
          unprivilegedPickup(operation),
        ),
      ]
    : [
        trace('caller-hangs-up', 'when the caller hangs up in the end', {}),
        trace('agent-hangs-up', 'when the agent hangs up in the end', unprivilegedPickup(operation)),
        trace('internal-call', 'for an internal call', { call: 'internal' }, { callInner: true }),
      ];
  return buildCases(operation, 'events', [
    ...answered,
    ...(operation.destWorkNo
      ? []
      : [trace('call-taken-over', 'for a call that was taken over from a colleague', { after: 'takeover' as const })]),
    trace('second-call', 'for the second call of a session', secondCall(operation)),
    trace('after-renewal', 'after the Guid was renewed', { after: 'renewal' }, { authMode: 2 }),
    trace('after-forced-sign-in', 'after a forced sign-in', afterForcedSignIn(operation), { forcedSignIn: true }),
    {
      what: 'called-agent',
      title: `what the agent receives whose call ${operation.name} takes`,
      judges: 'events.called-agent',
      expect: { outcome: 'accepted' },
    },
  ]);
}
