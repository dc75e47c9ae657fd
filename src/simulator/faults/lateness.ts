import type { Fault } from '../quirks';
import { at, atEndOfTakenCall, atPhonepickup, atTakeOver, delayed, type EventChange } from './event-changes';
import { fault } from './fault';

const offhook = 'AgentOther_PhoneOffhook';
const alerting = 'AgentOther_PhoneAlerting';

/** Later than the usual deadline, and not so late that nobody waits any more. */
const LATE_MS = 12_000;

/** Every second time that it could happen. */
function eachSecondTime(change: EventChange): EventChange {
  let times = 0;
  return (notices, cause) => {
    times += 1;
    return times % 2 === 0 ? change(notices, cause) : notices;
  };
}

export const latenessFaults: readonly Fault[] = [
  fault(
    'phonepickup-talking-always-late',
    'PP-EVENT-2',
    `Talking comes ${LATE_MS} ms after the pickup`,
    at(atPhonepickup, delayed('AgentEvent_Talking', LATE_MS)),
  ),
  fault(
    'phonepickup-offhook-late-each-second-time',
    'PP-EVENT-1 PP-EVENT-3',
    `PhoneOffhook comes ${LATE_MS} ms after every second pickup`,
    () => at(atPhonepickup, eachSecondTime(delayed(offhook, LATE_MS))),
  ),
  fault(
    'snatchpickup-alerting-late-each-second-time',
    'SP-EVENT-1',
    `PhoneAlerting comes ${LATE_MS} ms after every second takeover`,
    () => at(atTakeOver, eachSecondTime(delayed(alerting, LATE_MS))),
  ),
  fault(
    'snatchpickup-release-always-late',
    'SP-EVENT-5',
    `PhoneRelease comes ${LATE_MS} ms after the end of a call that was taken over`,
    at(atEndOfTakenCall, delayed('AgentOther_PhoneRelease', LATE_MS)),
  ),
];
