import type { Fault } from '../quirks';
import { asks, fault, phonepickup, snatchpickup } from './fault';
import { acceptedAfter, acceptedAtSecondTry, alsoAccepts, missedCall, signedInByForce } from './story-makers';

const ofLinkageAndPhone: Fault[] = [
  fault(
    'phonepickup-of-taken-call-without-linkage',
    'PP-PRE-2',
    'a call that was taken over is picked up without linkage',
    alsoAccepts(phonepickup, ['linkage'], ({ agent }) => agent?.call?.takenFrom !== undefined),
  ),
  fault(
    'phonepickup-of-internal-call-without-linkage',
    'PP-PRE-2',
    'an internal call is picked up without linkage',
    alsoAccepts(phonepickup, ['linkage'], ({ agent }) => agent?.call?.kind === 'internal'),
  ),
  fault(
    'phonepickup-of-taken-call-by-other-phone',
    'PP-PRE-4',
    'a call that was taken over is picked up with another phone',
    alsoAccepts(phonepickup, ['phone-model', 'linkage'], ({ agent }) => agent?.call?.takenFrom !== undefined),
  ),
  fault(
    'phonepickup-of-internal-call-by-other-phone',
    'PP-PRE-4',
    'an internal call is picked up with another phone',
    alsoAccepts(phonepickup, ['phone-model', 'linkage'], ({ agent }) => agent?.call?.kind === 'internal'),
  ),
];

const ofGroups: Fault[] = [
  fault(
    'snatchpickup-of-taken-call-by-other-group',
    'SP-PRE-4',
    'a call that was taken over once is taken by an agent of any group',
    alsoAccepts(snatchpickup, ['same-group'], ({ destination }) => destination?.call?.takenFrom !== undefined),
  ),
  fault(
    'snatchpickup-from-busy-agent-by-other-group',
    'SP-PRE-4',
    'the call of a busy agent is taken by an agent of any group',
    alsoAccepts(snatchpickup, ['same-group'], ({ destination }) => destination?.session?.between === 'busy'),
  ),
  fault(
    'snatchpickup-without-linkage-from-other-group',
    'SP-PRE-4',
    'an agent without linkage takes calls of any group',
    alsoAccepts(snatchpickup, ['same-group'], ({ session }) => session?.linkage === false),
  ),
];

const ofPermission: Fault[] = [
  fault(
    'snatchpickup-back-without-permission',
    'SP-PRE-5',
    'an agent without permission takes its own call back',
    alsoAccepts(
      snatchpickup,
      ['permission'],
      ({ agent, destination }) => destination?.call !== undefined && destination.call.placedTo === agent,
    ),
  ),
  fault(
    'snatchpickup-of-taken-call-without-permission',
    'SP-PRE-5',
    'a call that was taken over once is taken without permission',
    alsoAccepts(snatchpickup, ['permission'], ({ destination }) => destination?.call?.takenFrom !== undefined),
  ),
  fault(
    'snatchpickup-from-busy-agent-without-permission',
    'SP-PRE-5',
    'the call of a busy agent is taken without permission',
    alsoAccepts(snatchpickup, ['permission'], ({ destination }) => destination?.session?.between === 'busy'),
  ),
  fault(
    'snatchpickup-without-permission-at-second-try',
    'SP-PRE-5',
    'without permission the second try is accepted',
    acceptedAtSecondTry(snatchpickup, 'permission'),
  ),
];

const ofBusyAgents: Fault[] = [
  fault(
    'snatchpickup-while-busy-without-linkage',
    'SP-PRE-6',
    'a busy agent without linkage picks up',
    alsoAccepts(snatchpickup, ['idle'], ({ agent }) => agent?.state === 'busy' && agent.session?.linkage === false),
  ),
  fault(
    'snatchpickup-of-taken-call-while-busy',
    'SP-PRE-6',
    'a call that was taken over once is taken by a busy agent',
    alsoAccepts(
      snatchpickup,
      ['idle'],
      ({ agent, destination }) => agent?.state === 'busy' && destination?.call?.takenFrom !== undefined,
    ),
  ),
  fault(
    'snatchpickup-while-busy-after-missed-call',
    'SP-PRE-6',
    'an agent that missed a call picks up while it is busy',
    acceptedAfter(snatchpickup, 'idle', missedCall, ({ agent }) => agent?.state === 'busy'),
  ),
  fault(
    'snatchpickup-while-busy-after-sign-in-by-force',
    'SP-PRE-6',
    'an agent that signed in by force picks up while it is busy',
    acceptedAfter(snatchpickup, 'idle', signedInByForce, ({ agent }) => agent?.state === 'busy'),
  ),
  fault(
    'snatchpickup-while-dialling-after-sign-in-by-force',
    'SP-PRE-6',
    'an agent that signed in by force picks up while it waits for an agent that it calls to answer',
    acceptedAfter(
      snatchpickup,
      'idle',
      signedInByForce,
      ({ agent }) => agent?.call?.from === agent && agent?.call?.state === 'alerting',
    ),
  ),
];

const ofCallsAndStates: Fault[] = [
  fault(
    'snatchpickup-while-talking-internally',
    'SP-PRE-6 SP-RESPONSE-2',
    'an agent that talks on an internal call answers success, and the call is lost',
    alsoAccepts(snatchpickup, ['idle'], ({ agent }) => agent?.state === 'talking' && agent.call?.kind === 'internal'),
  ),
  fault(
    'snatchpickup-while-talking-on-taken-call',
    'SP-PRE-6 SP-RESPONSE-2',
    'an agent that talks on a call that it took over answers success, and the next call is lost',
    alsoAccepts(
      snatchpickup,
      ['idle'],
      ({ agent, destination }) =>
        agent !== destination && agent?.state === 'talking' && agent.call?.takenFrom !== undefined,
    ),
  ),
  fault(
    'snatchpickup-in-wrap-up-after-call',
    'SP-PRE-6',
    'an agent that wraps up after a call picks up',
    acceptedAfter(
      snatchpickup,
      'idle',
      { byEvents: ({ kind, call }) => (kind === 'ended' ? call.holder.session : undefined) },
      ({ agent }) => agent?.state === 'wrap-up',
    ),
  ),
  fault(
    'phonepickup-guid-after-forced-sign-out',
    'PP-GUID-5',
    'a Guid of a session that was ended by forcelogout still works',
    () => {
      const forced = new Set<string>();
      return {
        guid: (x, holds) => holds || (asks(x, phonepickup) && x.guid !== undefined && forced.has(x.guid)),
        answer(x, answer) {
          if (x.operation?.name === 'forcelogout' && x.guid !== undefined) forced.add(x.guid);
          return answer;
        },
      };
    },
  ),
];

/** Accepted although a prerequisite other than the ringing call does not hold. */
export const storiesOfAcceptances: readonly Fault[] = [
  ...ofLinkageAndPhone,
  ...ofGroups,
  ...ofPermission,
  ...ofBusyAgents,
  ...ofCallsAndStates,
];
