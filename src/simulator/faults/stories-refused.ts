import type { Call } from '../calls';
import type { Fault } from '../quirks';
import { asks, fault, phonepickup, snatchpickup } from './fault';
import {
  alsoRefuses,
  answeredByHandset,
  called,
  type Happening,
  missedCall,
  refusedAfter,
  signedIn,
  signedInByForce,
  watching,
} from './story-makers';

/** A call of its ended, and it had to wrap up. */
const wrappedUp: Happening = {
  byEvents: ({ kind, call }) =>
    kind === 'ended' && call.holder.session?.between === 'wrap-up' ? call.holder.session : undefined,
};

/** Refused in states in which every prerequisite holds. */
const inStates: Fault[] = [
  fault(
    'phonepickup-refused-while-busy',
    'PP-METHOD-1',
    'a busy agent whose phone rings is refused',
    alsoRefuses(phonepickup, 'alerting', (x) => x.session?.between === 'busy'),
  ),
  fault(
    'phonepickup-refused-in-wrap-up',
    'PP-METHOD-1',
    'an agent that wraps up while its phone rings is refused',
    alsoRefuses(phonepickup, 'alerting', (x) => x.session?.between === 'wrap-up'),
  ),
  fault(
    'phonepickup-refused-in-wrap-up-after-call',
    'PP-METHOD-1',
    'an agent whose phone rings while it wraps up a call is refused',
    refusedAfter(phonepickup, 'alerting', wrappedUp),
  ),
  fault(
    'phonepickup-refused-with-wrap-up-to-come',
    'PP-METHOD-1',
    'an agent that signed in to wrap up after its calls is refused',
    alsoRefuses(phonepickup, 'alerting', (x) => x.session?.autoenteridle === false),
  ),
  fault(
    'phonepickup-refused-in-other-groups',
    'PP-METHOD-1',
    'agents of another group than A are refused',
    alsoRefuses(phonepickup, 'alerting', (x) => x.agent?.group !== 'A'),
  ),
  fault(
    'snatchpickup-needs-permission-of-called',
    'SP-METHOD-1',
    'the called agent must have the group pickup permission, too',
    alsoRefuses(snatchpickup, 'permission', (x) => x.destination?.mayPickUp === false),
  ),
  fault(
    'snatchpickup-needs-linkage-of-called',
    'SP-METHOD-1',
    'the called agent must have its phone linkage on',
    alsoRefuses(snatchpickup, 'called-ringing', (x) => x.destination?.session?.linkage === false),
  ),
  fault(
    'snatchpickup-needs-phone-of-called',
    'SP-METHOD-1',
    'the called agent must have an eSpace 7910',
    alsoRefuses(snatchpickup, 'called-ringing', (x) => x.destination?.phoneModel !== 'eSpace 7910'),
  ),
  fault(
    'snatchpickup-needs-own-linkage',
    'SP-METHOD-1',
    'the agent that picks up must have its phone linkage on',
    alsoRefuses(snatchpickup, 'idle', (x) => x.session?.linkage === false),
  ),
  fault(
    'snatchpickup-from-agent-in-wrap-up-refused',
    'SP-METHOD-1',
    'the call of an agent that wraps up while its phone rings cannot be taken',
    alsoRefuses(snatchpickup, 'called-ringing', (x) => x.destination?.session?.between === 'wrap-up'),
  ),
  fault(
    'snatchpickup-with-wrap-up-to-come-refused',
    'SP-METHOD-1',
    'an agent that signed in to wrap up after its calls is refused',
    alsoRefuses(snatchpickup, 'idle', (x) => x.session?.autoenteridle === false),
  ),
  fault(
    'snatchpickup-from-agent-with-wrap-up-to-come-refused',
    'SP-METHOD-1',
    'the call of an agent that signed in to wrap up after its calls cannot be taken',
    alsoRefuses(snatchpickup, 'called-ringing', (x) => x.destination?.session?.autoenteridle === false),
  ),
];

/** Refused because of what was before, though that is over. */
const afterwards: Fault[] = [
  fault(
    'phonepickup-refused-once-unlinked',
    'PP-METHOD-1',
    'once the linkage was off, turning it on again is of no use in that session',
    refusedAfter(phonepickup, 'linkage', {
      byAnswer: ({ operation, session }) =>
        operation?.name === 'resetskill' && session?.linkage === false ? session : undefined,
    }),
  ),
  fault(
    'phonepickup-needs-linkage-by-sign-in',
    'PP-METHOD-1',
    'linkage that the sign-in did not ask for is of no use when it is turned on',
    refusedAfter(phonepickup, 'linkage', {
      byAnswer: ({ operation, session }) => (operation?.name === 'sign-in' && !session?.linkage ? session : undefined),
    }),
  ),
  fault(
    'phonepickup-refused-after-sign-in-busy',
    'PP-METHOD-1',
    'an agent that signed in busy is refused in that session',
    refusedAfter(phonepickup, 'alerting', signedIn('busy')),
  ),
  fault(
    'phonepickup-of-twice-taken-call-refused',
    'PP-METHOD-1',
    'a call that was taken over twice cannot be picked up',
    () => {
      const moves = new WeakMap<Call, number>();
      return {
        ...alsoRefuses(
          phonepickup,
          'alerting',
          (x) => x.agent?.call !== undefined && (moves.get(x.agent.call) ?? 0) > 1,
        ),
        ...watching(({ kind, call }) => {
          if (kind === 'moved') moves.set(call, (moves.get(call) ?? 0) + 1);
        }),
      };
    },
  ),
  fault(
    'phonepickup-refused-after-calling',
    'PP-METHOD-1',
    'an agent that called a colleague is refused in that session',
    refusedAfter(phonepickup, 'alerting', {
      byEvents: ({ kind, call }) => (kind === 'dialled' ? call.from?.session : undefined),
    }),
  ),
  fault(
    'phonepickup-refused-after-handset',
    'PP-METHOD-1',
    'an agent that answered a call by the handset is refused in that session',
    refusedAfter(phonepickup, 'alerting', answeredByHandset),
  ),
  fault(
    'snatchpickup-of-taken-call-refused',
    'SP-METHOD-1',
    'a call that was taken over once cannot be taken over again',
    alsoRefuses(snatchpickup, 'called-ringing', (x) => x.destination?.call?.takenFrom !== undefined),
  ),
  fault(
    'snatchpickup-back-refused',
    'SP-METHOD-1',
    'an agent whose call was taken cannot take it back',
    alsoRefuses(
      snatchpickup,
      'called-ringing',
      (x) => x.agent !== undefined && x.destination?.call?.takenFrom === x.agent,
    ),
  ),
  fault(
    'snatchpickup-refused-after-internal-call',
    'SP-METHOD-1',
    'an agent that had an internal call is refused in that session',
    refusedAfter(snatchpickup, 'idle', {
      byEvents: ({ kind, call }) => (kind === 'ended' && call.kind === 'internal' ? call.holder.session : undefined),
    }),
  ),
  fault(
    'snatchpickup-refused-after-wrap-up',
    'SP-METHOD-1',
    'an agent that wrapped a call up and became idle is refused in that session',
    refusedAfter(snatchpickup, 'idle', wrappedUp),
  ),
  fault(
    'snatchpickup-refused-after-sign-in-wrapping-up',
    'SP-METHOD-1',
    'an agent that signed in wrapping up and became idle is refused in that session',
    refusedAfter(snatchpickup, 'idle', signedIn('wrap-up')),
  ),
  fault(
    'snatchpickup-refused-after-sign-in-busy',
    'SP-METHOD-1',
    'an agent that signed in busy and became idle is refused in that session',
    refusedAfter(snatchpickup, 'idle', signedIn('busy')),
  ),
  fault(
    'snatchpickup-from-agent-signed-in-busy-refused',
    'SP-METHOD-1',
    'no call can be taken from an agent that signed in busy',
    refusedAfter(snatchpickup, 'called-ringing', signedIn('busy'), called),
  ),
  fault(
    'snatchpickup-from-agent-refused-after-its-handset-call',
    'SP-METHOD-1',
    'no call can be taken from an agent that answered an earlier one by the handset',
    refusedAfter(snatchpickup, 'called-ringing', answeredByHandset, called),
  ),
  fault(
    'snatchpickup-from-agent-refused-after-its-missed-call',
    'SP-METHOD-1',
    'no call can be taken from an agent that missed an earlier one',
    refusedAfter(snatchpickup, 'called-ringing', missedCall, called),
  ),
  fault(
    'snatchpickup-from-agent-signed-in-by-force-refused',
    'SP-METHOD-1',
    'no call can be taken from an agent that signed in by force',
    refusedAfter(snatchpickup, 'called-ringing', signedInByForce, called),
  ),
  fault(
    'snatchpickup-refused-after-dead-guid',
    'SP-METHOD-1',
    'once a phonepickup with a dead Guid was refused, its agent cannot take calls over in that session',
    refusedAfter(snatchpickup, 'idle', {
      byAnswer: (x) => (asks(x, phonepickup) && x.refusedBy === 'guid' && x.guid ? x.agent?.session : undefined),
    }),
  ),
];

export const storiesOfRefusals: readonly Fault[] = [...inStates, ...afterwards];
