import type { Agent } from '../agents';
import type { Call } from '../calls';
import { type Cause, combine, type Hooks } from '../hooks';
import type { Fault } from '../quirks';
import { at, atAnswerOfTakenCall, atPhonepickup, content, type EventChange, otherCallId } from './event-changes';
import { fault } from './fault';

const ALERTING = 'AgentOther_PhoneAlerting';
const TALKING = 'AgentEvent_Talking';
const INFO = 'AgentEvent_Incoming_CallInfo';
const RECORD = 'AgentMediaEvent_Record';

/** Nothing says which call it is until its agent talks. */
const BEFORE_TALKING = ['AgentEvent_Ringing', ALERTING, 'AgentEvent_Auto_Answer', 'AgentEvent_Customer_Alerting'];
const AT_THE_END = ['AgentEvent_Call_Release', 'AgentEvent_Customer_Release', 'AgentEvent_No_Answer'];

function naming(isNamed: (eventType: string, cause: Cause) => boolean): Hooks {
  return {
    events: (cause, notices) =>
      notices.map((one) =>
        isNamed(one.event.eventType, cause) ? one : { ...one, event: { ...one.event, content: null } },
      ),
  };
}

const namedOnceAnswered = naming((eventType) => !BEFORE_TALKING.includes(eventType));
const namedByTalkingAlone: Hooks = {
  events: (cause, notices) => {
    const kept = cause.call?.takenFrom
      ? notices
      : notices.filter(({ event }) => event.eventType !== INFO && event.eventType !== RECORD);
    return naming((eventType) => ![...BEFORE_TALKING, ...AT_THE_END].includes(eventType)).events?.(cause, kept) ?? kept;
  },
};
const namedByTalkingAndAtTheEnd: Hooks = {
  events: (cause, notices) =>
    namedOnceAnswered.events?.(
      cause,
      notices.filter(({ event }) => event.eventType !== INFO && event.eventType !== RECORD),
    ) ?? notices,
};

/** A gateway whose ringing names no call, and that is wrong at this moment. */
function unnamed(
  name: string,
  breaks: string,
  text: string,
  moment: Parameters<typeof at>[0],
  change: EventChange,
  names: Hooks = namedOnceAnswered,
): Fault {
  return fault(name, breaks, text, combine([names, at(moment, change)]));
}

function withMembers(eventType: string, members: (cause: Cause) => Record<string, unknown>): EventChange {
  return content(eventType, (fields, cause) => ({ ...fields, ...members(cause) }));
}

function exchanged(eventType: string): EventChange {
  return content(eventType, ({ caller, called, ...fields }) => ({ ...fields, caller: called, called: caller }));
}

const atInternalPhonepickup = (cause: Cause) => atPhonepickup(cause) && cause.call?.kind === 'internal';
const otherId = ({ call }: Cause) => otherCallId(call);
const otherCaller = ({ call }: Cause) => `${Number(call?.caller) + 1}`;

/** Contents that name another call than the one that was picked up, at gateways whose ringing names none. */
export const unnamedCallFaults: readonly Fault[] = [
  fault(
    'phonepickup-unnamed-talking-of-earlier-call',
    'PP-EVENT-5',
    "Talking carries the id of the agent's call before, and nothing else names the call",
    () => {
      const last = new Map<Agent, string>();
      return combine([
        namedByTalkingAlone,
        at(
          atPhonepickup,
          content(TALKING, (fields, { call }) => {
            if (!call) return fields;
            const callid = last.get(call.holder) ?? call.id;
            last.set(call.holder, call.id);
            return { ...fields, callid };
          }),
        ),
      ]);
    },
  ),
  unnamed(
    'phonepickup-unnamed-talking-of-other-call',
    'PP-EVENT-5',
    "Talking carries another call's id than Record; the ringing names none",
    atPhonepickup,
    withMembers(TALKING, (cause) => ({ callid: otherId(cause) })),
  ),
  unnamed(
    'phonepickup-unnamed-talking-of-other-call-than-released',
    'PP-EVENT-5',
    "Talking carries another call's id than the events of its end; nothing else names the call",
    atPhonepickup,
    withMembers(TALKING, (cause) => ({ callid: otherId(cause) })),
    namedByTalkingAndAtTheEnd,
  ),
  unnamed(
    'phonepickup-unnamed-talking-called-empty',
    'PP-EVENT-5',
    'Talking names nobody as called, and nothing else names the call',
    atPhonepickup,
    withMembers(TALKING, () => ({ called: '' })),
    namedByTalkingAlone,
  ),
  unnamed(
    'phonepickup-unnamed-talking-numbers-exchanged',
    'PP-EVENT-5',
    'Talking has caller and called exchanged, and nothing else names the call',
    atPhonepickup,
    exchanged(TALKING),
    namedByTalkingAlone,
  ),
  unnamed(
    'phonepickup-unnamed-talking-of-other-call-than-callinner',
    'PP-EVENT-5',
    "Talking of an internal call carries another call's id than the answer to callinner; nothing else names the call",
    atInternalPhonepickup,
    withMembers(TALKING, (cause) => ({ callid: otherId(cause) })),
    namedByTalkingAlone,
  ),
  unnamed(
    'phonepickup-unnamed-talking-of-other-caller-than-callinner',
    'PP-EVENT-5',
    'Talking of an internal call names another caller than the agent that dialled; nothing else names the call',
    atInternalPhonepickup,
    withMembers(TALKING, (cause) => ({ caller: otherCaller(cause) })),
    namedByTalkingAlone,
  ),
  fault(
    'phonepickup-alerting-named-talking-of-other-caller',
    'PP-EVENT-5',
    'Talking names another caller than PhoneAlerting, which alone names the call before',
    combine([
      namedOnceAnswered,
      { events: (cause, notices) => (cause.kind === 'ring' ? namedByAlerting(notices, cause) : notices) },
      at(
        atPhonepickup,
        withMembers(TALKING, (cause) => ({ caller: otherCaller(cause) })),
      ),
    ]),
  ),
  fault(
    'snatchpickup-unnamed-refused-for-group-becomes-caller',
    'SP-PRE-7',
    'a pickup that is refused for its group puts the agent that asked in the place of the caller; the ringing names none',
    () => {
      const refused = new WeakMap<Call, Agent>();
      return combine([
        namedOnceAnswered,
        {
          answer(x, answer) {
            const call = x.destination?.call;
            if (x.operation?.name === 'snatchpickup' && x.refusedBy === 'same-group' && x.agent && call)
              refused.set(call, x.agent);
            return answer;
          },
        },
        at(
          (cause) => cause.kind === 'answered' && refused.has(cause.call),
          content(TALKING, (fields, { call }) => ({
            ...fields,
            caller: (call && refused.get(call)?.phone) ?? fields.caller,
          })),
        ),
      ]);
    },
  ),
  unnamed(
    'snatchpickup-unnamed-talking-of-other-call',
    'SP-EVENT-9',
    "Talking carries another call's id than Record and Incoming_CallInfo; the ringing names none",
    atAnswerOfTakenCall,
    withMembers(TALKING, (cause) => ({ callid: otherId(cause) })),
  ),
  unnamed(
    'snatchpickup-unnamed-info-of-other-call',
    'SP-EVENT-9',
    "Incoming_CallInfo carries another call's id than Talking; the ringing names none",
    atAnswerOfTakenCall,
    withMembers(INFO, (cause) => ({ callId: otherId(cause) })),
  ),
  unnamed(
    'snatchpickup-unnamed-record-of-other-call',
    'SP-EVENT-9',
    "Record carries another call's id than Talking; the ringing names none",
    atAnswerOfTakenCall,
    withMembers(RECORD, (cause) => ({ callId: otherId(cause) })),
  ),
  unnamed(
    'snatchpickup-unnamed-info-of-other-caller',
    'SP-EVENT-9',
    'Incoming_CallInfo names another caller than Talking; the ringing names none',
    atAnswerOfTakenCall,
    withMembers(INFO, (cause) => ({ caller: otherCaller(cause) })),
  ),
  unnamed(
    'snatchpickup-unnamed-record-of-other-caller',
    'SP-EVENT-9',
    'Record names another caller than Talking; the ringing names none',
    atAnswerOfTakenCall,
    withMembers(RECORD, (cause) => ({ caller: otherCaller(cause) })),
  ),
  unnamed(
    'snatchpickup-unnamed-talking-numbers-exchanged',
    'SP-EVENT-9',
    'Talking has caller and called exchanged; the ringing names none',
    atAnswerOfTakenCall,
    exchanged(TALKING),
  ),
  unnamed(
    'snatchpickup-unnamed-info-numbers-exchanged',
    'SP-EVENT-9',
    'Incoming_CallInfo has caller and called exchanged; the ringing names none',
    atAnswerOfTakenCall,
    exchanged(INFO),
  ),
  unnamed(
    'snatchpickup-unnamed-all-numbers-exchanged',
    'SP-EVENT-9',
    'every event of the answered call has caller and called exchanged; the ringing names none',
    atAnswerOfTakenCall,
    (notices, cause) => [TALKING, INFO, RECORD].reduce((all, each) => exchanged(each)(all, cause), notices),
  ),
];

function namedByAlerting(...[notices, { call }]: Parameters<EventChange>): ReturnType<EventChange> {
  return notices.map((one) =>
    one.event.eventType === ALERTING && call
      ? { ...one, event: { ...one.event, content: { callid: call.id, caller: call.caller } } }
      : one,
  );
}
