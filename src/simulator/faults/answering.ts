import { phoneOffhook, talking } from '../event-contents';
import type { Cause, Hooks, Notice } from '../hooks';
import { notice } from '../notice';
import type { Fault } from '../quirks';
import { at, atAnswerOfTakenCall, atPhonepickup, atTakeOver, doubled, lost } from './event-changes';
import { asks, fault, snatchpickup } from './fault';

const offhook = 'AgentOther_PhoneOffhook';
const talk = 'AgentEvent_Talking';
const info = 'AgentEvent_Incoming_CallInfo';

/** An event comes when the phone begins to ring, instead of when it is lifted. */
function early(eventType: string, atRinging: (cause: Cause) => Notice[], atLifting: (cause: Cause) => boolean): Hooks {
  return {
    events(cause, notices) {
      if (cause.kind === 'ring' || cause.kind === 'moved') return [...notices, ...atRinging(cause)];
      return atLifting(cause) ? lost(eventType)(notices, cause) : notices;
    },
  };
}

const ifTaken = (raise: (cause: Cause) => Notice[]) => (cause: Cause) => (atTakeOver(cause) ? raise(cause) : []);
const offhookNow = ({ call }: Cause) => (call ? [notice(call.holder, offhook, phoneOffhook())] : []);
const talkingNow = ({ call }: Cause) => (call ? [notice(call.holder, talk, talking(call))] : []);

/** The picker's phone is lifted by nobody. */
const liftsItself: Hooks = {
  execute(x, perform) {
    perform();
    if (asks(x, snatchpickup) && x.agent?.call) x.gateway.calls.lift(x.agent.call, 'handset', x);
  },
};

/** What agents that answer by hand see, and the others. */
export const answeringFaults: readonly Fault[] = [
  fault(
    'phonepickup-by-hand-talking-never',
    'PP-EVENT-2',
    'where agents answer by hand, no Talking comes once they have',
    at((cause) => cause.kind === 'answered' && atPhonepickup(cause), lost(talk)),
  ),
  fault(
    'phonepickup-by-hand-offhook-lost',
    'PP-EVENT-1',
    'where agents answer by hand, PhoneOffhook is lost',
    at(atPhonepickup, lost(offhook)),
  ),
  fault(
    'phonepickup-by-hand-talking-doubled',
    'PP-EVENT-3',
    'where agents answer by hand, Talking comes twice',
    at(atPhonepickup, doubled(talk)),
  ),
  fault(
    'phonepickup-by-hand-offhook-doubled',
    'PP-EVENT-3',
    'where agents answer by hand, PhoneOffhook comes twice',
    at(atPhonepickup, doubled(offhook)),
  ),
  fault(
    'snatchpickup-by-hand-talking-never',
    'SP-EVENT-2',
    'where agents answer by hand, no Talking comes once they have answered a call that they took over',
    at(atAnswerOfTakenCall, lost(talk)),
  ),
  fault(
    'snatchpickup-by-hand-info-lost',
    'SP-EVENT-3',
    'where agents answer by hand, Incoming_CallInfo is lost',
    at(atAnswerOfTakenCall, lost(info)),
  ),
  fault(
    'phonepickup-needs-answer-though-automatic',
    'PP-EVENT-2',
    'a phone that is lifted waits for the operation answer, although its agent signed in with autoanswer',
    {
      request(request) {
        request.body = request.body.replace('"autoanswer":true', '"autoanswer":false');
      },
    },
  ),
  fault(
    'snatchpickup-needs-answer-though-automatic',
    'SP-EVENT-2',
    'a call that was taken over waits for the operation answer, although its agent signed in with autoanswer',
    {
      execute(x, perform) {
        if (asks(x, snatchpickup) && x.session) x.session.autoanswer = false;
        perform();
      },
    },
  ),
  fault(
    'phonepickup-talking-before-lifted',
    'PP-EVENT-2',
    'Talking comes when the phone begins to ring, and not when it is lifted',
    early(talk, (cause) => (cause.kind === 'ring' ? talkingNow(cause) : []), atPhonepickup),
  ),
  fault(
    'phonepickup-offhook-before-lifted',
    'PP-EVENT-1',
    'PhoneOffhook comes when the phone begins to ring, and not when it is lifted',
    early(offhook, (cause) => (cause.kind === 'ring' ? offhookNow(cause) : []), atPhonepickup),
  ),
  fault(
    'snatchpickup-talking-before-lifted',
    'SP-EVENT-6 SP-EVENT-2',
    'Talking comes with the alerting of a call that was taken over, and not when its phone is lifted',
    early(talk, ifTaken(talkingNow), atAnswerOfTakenCall),
  ),
  fault(
    'snatchpickup-lifts-phone-itself',
    'SP-EVENT-6',
    'the phone of the agent that takes a call over is lifted by nobody, and connected at once',
    liftsItself,
  ),
  fault(
    'snatchpickup-connects-without-alerting',
    'SP-EVENT-1',
    'a call that is taken over is connected at once, and its phone does not alert',
    { ...liftsItself, ...at(atTakeOver, lost('AgentOther_PhoneAlerting')) },
  ),
];
