import type { Call } from '../calls';
import type { Exchange } from '../exchange';
import type { Cause, Hooks, Notice } from '../hooks';
import type { Fault } from '../quirks';
import type { Session } from '../sessions';
import { atEndOfTakenCall, lost } from './event-changes';
import { asks, fault, type Pickup, phonepickup, snatchpickup } from './fault';

/** Refused in states in which every prerequisite holds. */
function alsoRefuses(pickup: Pickup, name: string, when: (x: Exchange) => boolean): Hooks {
  return {
    prerequisite: (x, prerequisite, holds) => holds && !(asks(x, pickup) && prerequisite === name && when(x)),
  };
}

/** Accepted although a prerequisite does not hold. */
function alsoAccepts(pickup: Pickup, names: readonly string[], when: (x: Exchange) => boolean): Hooks {
  return {
    prerequisite: (x, prerequisite, holds) => holds || (asks(x, pickup) && names.includes(prerequisite) && when(x)),
  };
}

/** Looks at the events of calls without changing them. */
function watching(see: (cause: Cause) => void): Hooks {
  return {
    events(cause: Cause, notices: Notice[]) {
      see(cause);
      return notices;
    },
  };
}

const refused: Fault[] = [
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
    'phonepickup-refused-in-other-groups',
    'PP-METHOD-1',
    'agents of another group than A are refused',
    alsoRefuses(phonepickup, 'alerting', (x) => x.agent?.group !== 'A'),
  ),
  fault(
    'phonepickup-refused-once-unlinked',
    'PP-METHOD-1',
    'once the linkage was off, turning it on again is of no use in that session',
    () => {
      const unlinked = new WeakSet<Session>();
      return {
        ...alsoRefuses(phonepickup, 'linkage', (x) => x.session !== undefined && unlinked.has(x.session)),
        answer(x, answer) {
          if (x.operation?.name === 'resetskill' && x.session?.linkage === false) unlinked.add(x.session);
          return answer;
        },
      };
    },
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
    () => {
      const had = new WeakSet<Session>();
      return {
        ...alsoRefuses(snatchpickup, 'idle', (x) => x.session !== undefined && had.has(x.session)),
        ...watching(({ kind, call }) => {
          if (kind === 'ended' && call.kind === 'internal' && call.holder.session) had.add(call.holder.session);
        }),
      };
    },
  ),
];

const answeredByHandset = () => {
  const byHandset = new WeakSet<Call>();
  return {
    by: (call: Call | undefined) => call?.state === 'connected' && byHandset.has(call),
    watch: watching((cause) => {
      if (cause.kind === 'answered' && cause.by === 'handset') byHandset.add(cause.call);
    }),
  };
};

const accepted: Fault[] = [
  fault(
    'phonepickup-after-handset',
    'PP-PRE-3 PP-RESPONSE-2',
    'after the handset was lifted success is answered',
    () => {
      const { by, watch } = answeredByHandset();
      return { ...alsoAccepts(phonepickup, ['alerting'], (x) => by(x.agent?.call)), ...watch };
    },
  ),
  fault(
    'phonepickup-after-answered-call',
    'PP-PRE-3 PP-RESPONSE-2',
    'once a call was answered and is over, success is answered until the next one rings',
    () => {
      const ended = new Set<Session | undefined>();
      return {
        ...alsoAccepts(phonepickup, ['alerting'], (x) => x.agent?.call === undefined && ended.has(x.session)),
        ...watching(({ kind, call }) => {
          if (kind === 'ended') ended.add(call.holder.session);
          if (kind === 'ring' || kind === 'moved') ended.delete(call.holder.session);
        }),
      };
    },
  ),
  fault(
    'phonepickup-after-call-was-taken',
    'PP-PRE-3 PP-RESPONSE-2',
    'an agent whose call was taken over gets success for picking it up',
    () => {
      const robbed = new Set<Session | undefined>();
      return {
        ...alsoAccepts(phonepickup, ['alerting'], (x) => x.agent?.call === undefined && robbed.has(x.session)),
        ...watching(({ kind, call }) => {
          if (kind === 'moved' && call.takenFrom) robbed.add(call.takenFrom.session);
          if (kind === 'ring' || kind === 'moved') robbed.delete(call.holder.session);
        }),
      };
    },
  ),
  fault(
    'snatchpickup-of-call-answered-by-handset',
    'SP-PRE-2',
    'a call that was answered by the handset is taken from the talking agent',
    () => {
      const { by, watch } = answeredByHandset();
      return { ...alsoAccepts(snatchpickup, ['called-ringing'], (x) => by(x.destination?.call)), ...watch };
    },
  ),
  fault(
    'snatchpickup-from-robbed-agent',
    'SP-PRE-2 SP-RESPONSE-2',
    'from an agent whose call was taken over already, success is answered once more',
    () => {
      const robbed = new Set<Session | undefined>();
      return {
        ...alsoAccepts(
          snatchpickup,
          ['called-ringing'],
          (x) => x.destination?.call === undefined && robbed.has(x.destination?.session),
        ),
        ...watching(({ kind, call }) => {
          if (kind === 'moved' && call.takenFrom) robbed.add(call.takenFrom.session);
          if (kind === 'ring' || kind === 'moved') robbed.delete(call.holder.session);
        }),
      };
    },
  ),
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
  fault('snatchpickup-in-wrap-up-after-call', 'SP-PRE-6', 'an agent that wraps up after a call picks up', () => {
    const after = new WeakSet<Session>();
    return {
      ...alsoAccepts(
        snatchpickup,
        ['idle'],
        ({ agent, session }) => agent?.state === 'wrap-up' && session !== undefined && after.has(session),
      ),
      ...watching(({ kind, call }) => {
        if (kind === 'ended' && call.holder.session) after.add(call.holder.session);
      }),
    };
  }),
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

const ofEvents: Fault[] = [
  fault(
    'snatchpickup-release-lost-from-second-call-on',
    'SP-EVENT-5',
    'PhoneRelease is lost from the second call on that an agent took over and answered',
    () => {
      const seen = new Set<Session | undefined>();
      return {
        events(cause, notices) {
          if (!atEndOfTakenCall(cause) || !cause.call) return notices;
          const again = seen.has(cause.call.holder.session);
          seen.add(cause.call.holder.session);
          return again ? lost('AgentOther_PhoneRelease')(notices, cause) : notices;
        },
      };
    },
  ),
  fault(
    'phonepickup-talking-lost-after-take-over',
    'PP-EVENT-2',
    'Talking is lost in the calls that an agent gets after one of its calls was taken over',
    () => {
      const robbed = new Set<Session | undefined>();
      return {
        events(cause, notices) {
          if (cause.kind === 'moved' && cause.call.takenFrom) robbed.add(cause.call.takenFrom.session);
          const answers = cause.kind === 'answered' && !cause.call.takenFrom && robbed.has(cause.call.holder.session);
          return answers ? lost('AgentEvent_Talking')(notices, cause) : notices;
        },
      };
    },
  ),
];

/** Ways of breaking the contract that a longer story shows; most of them nothing else, because the cases' own requests are answered well. */
export const storyFaults: readonly Fault[] = [...refused, ...accepted, ...ofEvents];
