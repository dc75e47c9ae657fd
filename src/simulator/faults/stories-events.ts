import type { Call } from '../calls';
import type { Fault } from '../quirks';
import type { Session } from '../sessions';
import { at, atEndOfTakenCall, atPhonepickup, lost } from './event-changes';
import { fault } from './fault';
import { answeredByHandset, lostAfter, missedCall, robbed } from './story-makers';

const TALKING = 'AgentEvent_Talking';
const RELEASE = 'AgentOther_PhoneRelease';

export const storiesOfEvents: readonly Fault[] = [
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
          return again ? lost(RELEASE)(notices, cause) : notices;
        },
      };
    },
  ),
  fault(
    'snatchpickup-release-lost-after-renewal',
    'SP-EVENT-5',
    'PhoneRelease is lost where the Guid was renewed during the call that was taken over',
    () => {
      const guids = new WeakMap<Call, string>();
      return {
        events(cause, notices) {
          const guid = cause.call?.holder.session?.guids.current;
          if (cause.kind === 'answered' && guid !== undefined) guids.set(cause.call, guid);
          const renewed = atEndOfTakenCall(cause) && cause.call && guids.get(cause.call) !== guid;
          return renewed ? lost(RELEASE)(notices, cause) : notices;
        },
      };
    },
  ),
  fault(
    'snatchpickup-alerting-lost-from-unlinked-agent',
    'SP-EVENT-1',
    'PhoneAlerting is lost where the agent whose call is taken has no linkage',
    at(
      ({ kind, call }) => kind === 'moved' && call.takenFrom?.session?.linkage === false,
      lost('AgentOther_PhoneAlerting'),
    ),
  ),
  fault(
    'phonepickup-talking-lost-after-take-over',
    'PP-EVENT-2',
    'Talking is lost in the calls that an agent gets after one of its calls was taken over',
    lostAfter({ byEvents: robbed }, atPhonepickup, TALKING),
  ),
  fault(
    'phonepickup-talking-lost-after-missed-call',
    'PP-EVENT-2',
    'Talking is lost in the calls that an agent gets after one that it missed',
    lostAfter(missedCall, atPhonepickup, TALKING),
  ),
  fault(
    'phonepickup-talking-lost-after-handset-call',
    'PP-EVENT-2',
    'Talking is lost in the calls that an agent gets after one that it answered by the handset',
    lostAfter(answeredByHandset, atPhonepickup, TALKING),
  ),
];
