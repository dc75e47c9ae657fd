import type { Agent } from '../agents';
import { phoneOffhook, talking } from '../event-contents';
import type { Exchange } from '../exchange';
import type { Notice } from '../hooks';
import { notice } from '../notice';
import type { Fault } from '../quirks';
import {
  at,
  atPhonepickup,
  content,
  doubled,
  type EventChange,
  exchangedWith,
  firstOnly,
  isLastAgent,
  lost,
  misaddressed,
  otherCallId,
  renamed,
} from './event-changes';
import { asks, fault, phonepickup } from './fault';

const offhook = 'AgentOther_PhoneOffhook';
const talk = 'AgentEvent_Talking';

function picked(name: string, breaks: string, text: string, change: EventChange): Fault {
  return fault(`phonepickup-${name}`, breaks, text, at(atPhonepickup, change));
}

/** Events raised although the request was refused, for the agent it named. */
function afterRefusal(raise: (x: Exchange, agent: Agent) => Notice[]) {
  return {
    answer<A>(x: Exchange, answer: A): A {
      if (asks(x, phonepickup) && x.refusedBy && x.agent?.session)
        x.gateway.raise({ kind: 'extra', exchange: x }, raise(x, x.agent));
      return answer;
    },
  };
}

export const phonepickupEventFaults: readonly Fault[] = [
  picked('offhook-lost', 'PP-EVENT-1', 'PhoneOffhook is lost', lost(offhook)),
  picked(
    'offhook-misspelt',
    'PP-EVENT-1',
    'PhoneOffhook is called PhoneOffHook',
    renamed(offhook, 'AgentOther_PhoneOffHook'),
  ),
  picked('offhook-misaddressed', 'PP-EVENT-1', 'PhoneOffhook goes to another agent', misaddressed(offhook)),
  picked('talking-lost', 'PP-EVENT-2', 'Talking is lost', lost(talk)),
  picked('talking-misspelt', 'PP-EVENT-2', 'Talking is called AgentEvent_Talk', renamed(talk, 'AgentEvent_Talk')),
  picked('talking-misaddressed', 'PP-EVENT-2', 'Talking goes to another agent', misaddressed(talk)),
  picked('both-events-lost', 'PP-EVENT-1 PP-EVENT-2', 'neither event is raised', lost(offhook, talk)),
  picked(
    'talking-lost-between-polls',
    'PP-EVENT-2',
    'what is raised between the answer to one poll and the next poll is lost',
    firstOnly,
  ),
  picked(
    'talking-lost-for-last-agent',
    'PP-EVENT-2',
    'Talking is lost for the last agent of the range',
    (notices, cause) => (isLastAgent(cause) ? lost(talk)(notices, cause) : notices),
  ),
  picked('talking-before-offhook', 'PP-EVENT-3', 'Talking comes before PhoneOffhook', exchangedWith(offhook, talk)),
  picked('offhook-doubled', 'PP-EVENT-3', 'PhoneOffhook comes twice', doubled(offhook)),
  picked('talking-doubled', 'PP-EVENT-3', 'Talking comes twice', doubled(talk)),
  picked(
    'talking-of-other-call',
    'PP-EVENT-5',
    "Talking carries another call's id",
    content(talk, (fields, { call }) => ({ ...fields, callid: otherCallId(call) })),
  ),
  picked(
    'talking-numbers-exchanged',
    'PP-EVENT-5',
    'Talking has caller and called exchanged',
    content(talk, ({ caller, called, ...fields }) => ({ ...fields, caller: called, called: caller })),
  ),
  picked(
    'talking-called-empty',
    'PP-EVENT-5',
    'Talking names nobody as called',
    content(talk, (fields) => ({ ...fields, called: '' })),
  ),
  picked(
    'talking-without-callid',
    'PP-EVENT-5',
    'Talking has no callid',
    content(talk, ({ callid, ...fields }) => fields),
  ),
  picked(
    'talking-without-feature',
    'PP-EVENT-5',
    'Talking has no feature',
    content(talk, ({ feature, ...fields }) => fields),
  ),
  picked(
    'talking-without-content',
    'PP-EVENT-5',
    'Talking has content null',
    content(talk, () => null),
  ),
  picked(
    'offhook-type-unknown-word',
    'PP-EVENT-5',
    'PhoneOffhook has a type that is not published',
    content(offhook, () => ({ type: 'handset' })),
  ),
  fault('phonepickup-talking-only-when-call-ends', 'PP-EVENT-2', 'Talking is held back until the call is over', () => {
    const held = new Map<Agent, Notice[]>();
    return {
      events(cause, notices) {
        if (atPhonepickup(cause)) {
          held.set(
            cause.call?.holder as Agent,
            notices.filter((one) => one.event.eventType === talk),
          );
          return lost(talk)(notices, cause);
        }
        if (cause.kind !== 'ended') return notices;
        const late = held.get(cause.call.holder) ?? [];
        held.delete(cause.call.holder);
        return [...late, ...notices];
      },
    };
  }),
  fault(
    'phonepickup-talking-lost-from-second-call-on',
    'PP-EVENT-2',
    "Talking is lost from an agent's second pickup on",
    () => {
      const seen = new Set<Agent>();
      return {
        events(cause, notices) {
          if (!atPhonepickup(cause) || !cause.call) return notices;
          if (seen.has(cause.call.holder)) return lost(talk)(notices, cause);
          seen.add(cause.call.holder);
          return notices;
        },
      };
    },
  ),
  fault(
    'phonepickup-refused-raises-offhook',
    'PP-EVENT-4',
    'a refused request raises PhoneOffhook',
    afterRefusal((_x, agent) => [notice(agent, offhook, phoneOffhook())]),
  ),
  fault(
    'phonepickup-refused-raises-talking',
    'PP-EVENT-4',
    'a refused request of an alerting phone raises Talking',
    afterRefusal((_x, agent) => (agent.call ? [notice(agent, talk, talking(agent.call))] : [])),
  ),
  fault(
    'phonepickup-refused-raises-offhook-elsewhere',
    'PP-EVENT-4',
    'a refused request raises PhoneOffhook to another agent',
    afterRefusal((x, agent) => {
      const other = [...x.gateway.sessions.signedIn].find((one) => one !== agent);
      return other ? [notice(other, offhook, phoneOffhook())] : [];
    }),
  ),
];
