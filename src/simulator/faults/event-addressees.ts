import type { Fault } from '../quirks';
import {
  at,
  atAnswerOfTakenCall,
  atEndOfTakenCall,
  atPhonepickup,
  atTakeOver,
  doubledForAnother,
  namedForAnother,
} from './event-changes';
import { fault } from './fault';

type Moment = Parameters<typeof at>[0];

const listed: readonly [pickup: string, requirement: string, short: string, eventType: string, moment: Moment][] = [
  ['phonepickup', 'PP-EVENT-1', 'offhook', 'AgentOther_PhoneOffhook', atPhonepickup],
  ['phonepickup', 'PP-EVENT-2', 'talking', 'AgentEvent_Talking', atPhonepickup],
  ['snatchpickup', 'SP-EVENT-1', 'alerting', 'AgentOther_PhoneAlerting', atTakeOver],
  ['snatchpickup', 'SP-EVENT-2', 'offhook', 'AgentOther_PhoneOffhook', atAnswerOfTakenCall],
  ['snatchpickup', 'SP-EVENT-2', 'talking', 'AgentEvent_Talking', atAnswerOfTakenCall],
  ['snatchpickup', 'SP-EVENT-3', 'info', 'AgentEvent_Incoming_CallInfo', atAnswerOfTakenCall],
  ['snatchpickup', 'SP-EVENT-4', 'record', 'AgentMediaEvent_Record', atAnswerOfTakenCall],
  ['snatchpickup', 'SP-EVENT-5', 'release', 'AgentOther_PhoneRelease', atEndOfTakenCall],
];

/** Events that reach the right agent and name another one: they are no events to it. */
export const eventAddresseeFaults: readonly Fault[] = [
  ...listed.map(([pickup, requirement, short, eventType, moment]) =>
    fault(
      `${pickup}-${short}-names-another-agent`,
      requirement,
      `${eventType} has the workNo of another agent`,
      at(moment, namedForAnother(eventType)),
    ),
  ),
  fault(
    'phonepickup-talking-once-more-for-another-agent',
    'PP-EVENT-2',
    "behind the agent's own Talking comes one with the workNo of another agent",
    at(atPhonepickup, doubledForAnother('AgentEvent_Talking')),
  ),
];
