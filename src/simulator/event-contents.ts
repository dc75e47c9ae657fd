import type { Agent } from './agents';
import type { Call } from './calls';

/** The published contents of the events around a call, each with the page that shows it. */
const voice = 5;
const feature = (call: Call) => (call.kind === 'external' ? '0' : '6');

/** Of Ringing and Auto_Answer [cec_07_0513, cec_07_0512]. */
export function ringing(call: Call): object {
  return {
    caller: call.caller,
    called: call.called,
    callid: call.id,
    transfer: '0',
    transFrom: '',
    type: 'main',
    feature: feature(call),
    mediaAbility: '1',
    mediaType: voice,
  };
}

/** [cec_07_1397] */
export function phoneOffhook(): object {
  return { type: 'main' };
}

/** [cec_07_1355] */
export function talking(call: Call): object {
  return {
    caller: call.caller,
    called: call.called,
    callid: call.id,
    feature: feature(call),
    type: 'main',
    mediaAbility: '1',
  };
}

/** [cec_07_1373] */
export function incomingCallInfo(call: Call) {
  return {
    callId: call.id,
    skillName: 'voice',
    skillId: '1',
    caller: call.caller,
    called: call.called,
    lastReleaseAgentId: 65_535,
    mediaType: voice,
    releaseAndReQueueCount: 0,
    releaseAndReQueueCallFlag: 0,
  };
}

/** [cec_07_1381] */
export function record(call: Call, now: number): object {
  return {
    taskId: `${now}-${call.number}`,
    caller: call.caller,
    called: call.called,
    locationId: 1,
    recordID: `1-${call.number}`,
    fileName: `Y:/1/0/${call.number}.V3`,
    callId: call.id,
    fileMediaType: 1,
  };
}

/** [cec_07_0546]: 3 the platform hung up, 2 the agent did. */
export function phoneRelease(byAgent: boolean): object {
  return { phoneState: byAgent ? 2 : 3 };
}

/** [cec_07_1364] */
export function customerRelease(call: Call, to: Agent): object {
  return { callid: call.id, number: to === call.from ? call.called : call.caller };
}

/** [cec_07_1356]: within the gateway the other side is named by its agent ID. */
export function customerAlerting(call: Call, to: Agent): object {
  const other = to === call.from ? call.placedTo : call.from;
  return { callid: call.id, otherPhone: other?.id ?? call.caller, otherPhoneWorkno: other?.id ?? '', type: 'main' };
}
