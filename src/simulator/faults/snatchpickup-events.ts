import { phoneOffhook, phoneRelease, talking } from '../event-contents';
import type { Exchange } from '../exchange';
import type { Notice } from '../hooks';
import { notice } from '../notice';
import type { Fault } from '../quirks';
import {
  at,
  atAnswerOfTakenCall,
  atEndOfTakenCall,
  atTakeOver,
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
import { asks, fault, snatchpickup } from './fault';

const alerting = 'AgentOther_PhoneAlerting';
const offhook = 'AgentOther_PhoneOffhook';
const talk = 'AgentEvent_Talking';
const info = 'AgentEvent_Incoming_CallInfo';
const record = 'AgentMediaEvent_Record';
const release = 'AgentOther_PhoneRelease';

const moved = make(atTakeOver);
const answered = make(atAnswerOfTakenCall);
const ended = make(atEndOfTakenCall);

function make(moment: Parameters<typeof at>[0]) {
  return (name: string, breaks: string, text: string, change: EventChange) =>
    fault(`snatchpickup-${name}`, breaks, text, at(moment, change));
}

function exchangeNumbers({ caller, called, ...fields }: Record<string, unknown>): object {
  return { ...fields, caller: called, called: caller };
}

const addedAtTakeOver =
  (notices: (x: Exchange) => Notice[]): EventChange =>
  (all, cause) =>
    cause.exchange ? [...all, ...notices(cause.exchange)] : all;

function afterRefusal(raise: (x: Exchange) => Notice[]) {
  return {
    answer<A>(x: Exchange, answer: A): A {
      if (asks(x, snatchpickup) && x.refusedBy) x.gateway.raise({ kind: 'extra', exchange: x }, raise(x));
      return answer;
    },
  };
}

export const snatchpickupEventFaults: readonly Fault[] = [
  moved('alerting-lost', 'SP-EVENT-1', 'PhoneAlerting is lost', lost(alerting)),
  moved(
    'alerting-misspelt',
    'SP-EVENT-1',
    'PhoneAlerting is called PhoneAlert',
    renamed(alerting, 'AgentOther_PhoneAlert'),
  ),
  moved(
    'alerting-to-called-agent',
    'SP-EVENT-1',
    'PhoneAlerting goes to the agent whose call was taken',
    (notices, { call }) =>
      notices.map((one) =>
        one.event.eventType === alerting && call?.takenFrom ? notice(call.takenFrom, alerting, null) : one,
      ),
  ),
  moved('alerting-doubled', 'SP-EVENT-7', 'PhoneAlerting comes twice', doubled(alerting)),
  moved(
    'offhook-at-once',
    'SP-EVENT-6',
    'PhoneOffhook comes before the call is answered',
    addedAtTakeOver((x) => (x.agent ? [notice(x.agent, offhook, phoneOffhook())] : [])),
  ),
  moved(
    'talking-at-once',
    'SP-EVENT-6',
    'Talking comes before the call is answered',
    addedAtTakeOver((x) => (x.agent?.call ? [notice(x.agent, talk, talking(x.agent.call))] : [])),
  ),
  fault('snatchpickup-alerting-after-answer', 'SP-EVENT-6 SP-EVENT-1', 'PhoneAlerting comes only after Talking', {
    events(cause, notices) {
      if (atTakeOver(cause)) return lost(alerting)(notices, cause);
      return atAnswerOfTakenCall(cause) && cause.call
        ? [...notices, notice(cause.call.holder, alerting, null)]
        : notices;
    },
  }),
  answered('offhook-lost', 'SP-EVENT-2', 'PhoneOffhook is lost', lost(offhook)),
  answered('offhook-misaddressed', 'SP-EVENT-2', 'PhoneOffhook goes to another agent', misaddressed(offhook)),
  answered('talking-lost', 'SP-EVENT-2', 'Talking is lost', lost(talk)),
  answered('talking-misaddressed', 'SP-EVENT-2', 'Talking goes to another agent', misaddressed(talk)),
  answered('talking-misspelt', 'SP-EVENT-2', 'Talking is called AgentEvent_Talk', renamed(talk, 'AgentEvent_Talk')),
  answered('info-lost', 'SP-EVENT-3', 'Incoming_CallInfo is lost', lost(info)),
  answered(
    'info-misspelt',
    'SP-EVENT-3',
    'Incoming_CallInfo is called IncomingCallInfo',
    renamed(info, 'AgentEvent_IncomingCallInfo'),
  ),
  answered('info-misaddressed', 'SP-EVENT-3', 'Incoming_CallInfo goes to another agent', misaddressed(info)),
  answered('record-lost', 'SP-EVENT-4', 'Record is lost', lost(record)),
  answered('record-misspelt', 'SP-EVENT-4', 'Record is called AgentEvent_Record', renamed(record, 'AgentEvent_Record')),
  answered('record-lost-by-phonepickup', 'SP-EVENT-4', 'Record is lost where phonepickup answered', (notices, cause) =>
    cause.kind === 'answered' && cause.by === 'phonepickup' ? lost(record)(notices, cause) : notices,
  ),
  answered('talking-lost-by-handset', 'SP-EVENT-2', 'Talking is lost where the handset was lifted', (notices, cause) =>
    cause.kind === 'answered' && cause.by === 'handset' ? lost(talk)(notices, cause) : notices,
  ),
  answered(
    'talking-lost-between-polls',
    'SP-EVENT-2',
    'what is raised between the answer to one poll and the next poll is lost',
    firstOnly,
  ),
  moved(
    'alerting-lost-for-last-agent',
    'SP-EVENT-1',
    'PhoneAlerting is lost for the last agent of the range',
    (notices, cause) => (isLastAgent(cause) ? lost(alerting)(notices, cause) : notices),
  ),
  answered('talking-before-offhook', 'SP-EVENT-7', 'Talking comes before PhoneOffhook', exchangedWith(offhook, talk)),
  answered('talking-doubled', 'SP-EVENT-7', 'Talking comes twice', doubled(talk)),
  answered('info-doubled', 'SP-EVENT-7', 'Incoming_CallInfo comes twice', doubled(info)),
  answered('record-doubled', 'SP-EVENT-7', 'Record comes twice', doubled(record)),
  answered(
    'release-early',
    'SP-EVENT-7',
    'PhoneRelease comes as soon as the call is answered, and again when it ends',
    (notices, { call }) => (call ? [...notices, notice(call.holder, release, phoneRelease(false))] : notices),
  ),
  ended('release-lost', 'SP-EVENT-5', 'PhoneRelease is lost', lost(release)),
  ended(
    'release-misspelt',
    'SP-EVENT-5',
    'PhoneRelease is called PhoneReleased',
    renamed(release, 'AgentOther_PhoneReleased'),
  ),
  ended('release-doubled', 'SP-EVENT-7', 'PhoneRelease comes twice', doubled(release)),
  ended(
    'release-to-dialled-agent',
    'SP-EVENT-5',
    'PhoneRelease goes to the agent that the call was placed to',
    misaddressed(release),
  ),
  ended(
    'release-state-unknown',
    'SP-EVENT-9',
    'PhoneRelease has a phoneState that is not published',
    content(release, () => ({ phoneState: 9 })),
  ),
  answered(
    'talking-of-other-call',
    'SP-EVENT-9',
    "Talking carries another call's id",
    content(talk, (fields, { call }) => ({ ...fields, callid: otherCallId(call) })),
  ),
  answered(
    'info-of-other-call',
    'SP-EVENT-9',
    "Incoming_CallInfo carries another call's id",
    content(info, (fields, { call }) => ({ ...fields, callId: otherCallId(call) })),
  ),
  answered(
    'record-of-other-call',
    'SP-EVENT-9',
    "Record carries another call's id",
    content(record, (fields, { call }) => ({ ...fields, callId: otherCallId(call) })),
  ),
  answered(
    'talking-numbers-exchanged',
    'SP-EVENT-9',
    'Talking has caller and called exchanged',
    content(talk, exchangeNumbers),
  ),
  answered(
    'info-numbers-exchanged',
    'SP-EVENT-9',
    'Incoming_CallInfo has caller and called exchanged',
    content(info, exchangeNumbers),
  ),
  answered(
    'info-without-content',
    'SP-EVENT-9',
    'Incoming_CallInfo has content null',
    content(info, () => null),
  ),
  answered(
    'record-without-callid',
    'SP-EVENT-9',
    'Record has no callId',
    content(record, ({ callId, ...fields }) => fields),
  ),
  answered(
    'record-without-file-name',
    'SP-EVENT-9',
    'Record has no fileName',
    content(record, ({ fileName, ...fields }) => fields),
  ),
  answered(
    'info-without-media-type',
    'SP-EVENT-9',
    'Incoming_CallInfo has no mediaType',
    content(info, ({ mediaType, ...fields }) => fields),
  ),
  fault(
    'snatchpickup-refused-raises-alerting',
    'SP-EVENT-8',
    'a refused request raises PhoneAlerting to the agent that asked',
    afterRefusal(({ agent }) => (agent ? [notice(agent, alerting, null)] : [])),
  ),
  fault(
    'snatchpickup-refused-raises-release',
    'SP-EVENT-8',
    'a refused request raises PhoneRelease to the called agent',
    afterRefusal(({ destination }) => (destination ? [notice(destination, release, phoneRelease(false))] : [])),
  ),
  fault(
    'snatchpickup-refused-raises-alerting-to-called',
    'SP-EVENT-8',
    'a refused request raises PhoneAlerting to the called agent',
    afterRefusal(({ destination }) => (destination ? [notice(destination, alerting, null)] : [])),
  ),
];
