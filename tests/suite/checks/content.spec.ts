import { expect, test } from '@playwright/test';
import {
  add,
  alter,
  both,
  type Change,
  callTakenOver,
  judged,
  phonePickedUp,
  received,
  told,
  verdicts,
  withMembers,
} from './observations';

const talking = 'AgentEvent_Talking';
const info = 'AgentEvent_Incoming_CallInfo';
const record = 'AgentMediaEvent_Record';
const alerting = 'AgentOther_PhoneAlerting';
const numbers: Change = ({ seen }) => {
  if (seen.call) seen.call.callId = '17';
};
const ids = (ofRecord: unknown, ofOthers: unknown): Change[] => [
  withMembers(record, { callId: ofRecord }),
  withMembers(info, { callId: ofOthers }),
  withMembers(talking, { callid: ofOthers }),
];
const unnamed: Change = ({ seen, events }) => {
  seen.call = { kind: 'external', placedTo: '102' };
  for (const event of events) if (event.eventType === 'AgentEvent_Ringing') event.content = null;
};

const fitting: [title: string, change: Change][] = [
  ['as published', () => {}],
  ['caller and called as numbers', both(withMembers(talking, { caller: 90000001, called: 7102 }))],
  [
    'call ids as numbers',
    both(
      numbers,
      withMembers(talking, { callid: 17 }),
      withMembers(info, { callId: 17 }),
      withMembers(record, { callId: '17' }),
    ),
  ],
  ['members nobody described', withMembers(talking, { eventGenTime: 1700000000000, jsonKey: [] })],
  ['workNo as a number', alter(talking, () => ({ workNo: 101 }))],
  ['workNo padded with NUL', alter(talking, () => ({ workNo: '101\0\0' }))],
  ['texts padded with NUL', withMembers(talking, { callid: '16-1\0', caller: '90000001\0\0', type: 'main\0' })],
  ['an agent named by its ID behind an a', withMembers(talking, { called: 'a101' })],
  ['an agent named by its phone behind an a', withMembers(info, { called: 'a7102' })],
  ['a call id with a zero in front', both(numbers, ...ids('017', 17))],
  ['the new phone as called party', withMembers(talking, { called: '7101' })],
  ['the new agent as called party', withMembers(info, { called: '101' })],
  ['the old agent as called party', withMembers(record, { called: '102' })],
  ['Alerting without content', alter(alerting, () => ({ content: null }))],
  ['Alerting that names the call', withMembers(alerting, { callid: '16-1', caller: '90000001' })],
  ['a ringing that did not name the call', unnamed],
];
for (const [title, change] of fitting)
  test(`snatchpickup's events fit: ${title}`, () => {
    expect(verdicts(judged(callTakenOver(), change))).toEqual({});
  });

type Misfit = [title: string, change: Change, ...received: (string | RegExp)[]];

/** The content that was received is all that is left. */
function without(eventType: string, name: string): Misfit {
  const change = alter(eventType, ({ content }) => {
    const { [name]: _gone, ...rest } = content as Record<string, unknown>;
    return { content: rest };
  });
  return [`${eventType} without ${name}`, change, new RegExp(`^{(?!.*"${name}").*"caller":"90000001".*}$`)];
}

const misfits: Misfit[] = [
  ["another call's id in Talking", withMembers(talking, { callid: '16-2' }), 'call id 16-2'],
  ["another call's id in Incoming_CallInfo", withMembers(info, { callId: '16-2' }), 'call id 16-2'],
  ["another call's id in Record", withMembers(record, { callId: '16-2' }), 'call id 16-2'],
  ["another call's id in Alerting", withMembers(alerting, { callid: '16-2' }), 'call id 16-2'],
  ["another call's id where the ringing named none", both(unnamed, withMembers(record, { callId: '9' })), 'call id 9'],
  ['another caller', withMembers(talking, { caller: '90000002' }), 'caller 90000002'],
  ['another called party', withMembers(info, { called: '7103' }), 'called 7103'],
  [
    'caller and called exchanged',
    withMembers(talking, { caller: '7102', called: '90000001' }),
    'caller 7102',
    'called 90000001',
  ],
  ['no workNo', alter(talking, () => ({ workNo: undefined })), 'workNo undefined'],
  ['a word as workNo', alter(talking, () => ({ workNo: 'agent' })), 'workNo "agent"'],
  ['no content', alter(info, () => ({ content: null })), 'null'],
  ...['callid', 'feature', 'type', 'mediaAbility'].map((name) => without(talking, name)),
  ...['callId', 'mediaType'].map((name) => without(info, name)),
  ...['callId', 'taskId', 'locationId', 'recordID', 'fileName', 'fileMediaType'].map((name) => without(record, name)),
  ['an unpublished phoneState', withMembers('AgentOther_PhoneRelease', { phoneState: 9 }), '{"phoneState":9}'],
  ['an unpublished type', withMembers('AgentOther_PhoneOffhook', { type: 'x' }), '{"type":"x"}'],
];
for (const [title, change, ...texts] of misfits)
  test(`snatchpickup's events do not fit: ${title}`, () => {
    const result = judged(callTakenOver(), change);
    expect(verdicts(result)).toEqual({ 'SP-EVENT-9': 'warning' });
    expect(received(result)).toEqual(
      texts.map((text) => (typeof text === 'string' ? text : expect.stringMatching(text))),
    );
  });

test("phonepickup's events fit, or are a warning of its own requirement", () => {
  expect(verdicts(judged(phonePickedUp(), withMembers(talking, { called: 7101 })))).toEqual({});
  expect(verdicts(judged(phonePickedUp(), withMembers(talking, { called: '7999' })))).toEqual({
    'PP-EVENT-5': 'warning',
  });
  expect(verdicts(judged(phonePickedUp(), withMembers(talking, { called: '' })))).toEqual({ 'PP-EVENT-5': 'warning' });
});

/** What phonepickup's Talking is held against where the ringing named nothing. */
const around = (eventType: string, content: unknown, at = 114): Change => add(told('101', at, eventType, content));
const silent: Change = ({ seen }) => {
  seen.call = { kind: 'external', placedTo: '101' };
};
const earlier: Change = ({ seen }) => {
  if (seen.call) seen.call.earlierIds = ['16-1'];
};
const ended = 305;
const whoseCall: [title: string, change: Change, received: string[]][] = [
  ['nothing', () => {}, []],
  ['Auto_Answer of the same call', around('AgentEvent_Auto_Answer', { callid: '16-1', caller: '90000001' }), []],
  ['Auto_Answer of another call', around('AgentEvent_Auto_Answer', { callid: '16-2' }), ['call id 16-1']],
  ['Ringing of another caller', around('AgentEvent_Ringing', { caller: '90000002' }), ['caller 90000001']],
  [
    'Ringing of another call, for another agent',
    add({ ...told('101', 114, 'AgentEvent_Ringing', { callid: '9' }), workNo: 102 }),
    [],
  ],
  ['Customer_Alerting of another call', around('AgentEvent_Customer_Alerting', { callID: '16-2' }), ['call id 16-1']],
  ['Record of another call', around(record, { callId: '16-2' }), ['call id 16-1']],
  [
    'Record of an earlier call, told late',
    both(around(record, { callId: '16-0' }), ({ seen }) => {
      if (seen.call) seen.call.earlierIds = ['16-0'];
    }),
    [],
  ],
  ['Call_Release that names the call by text', around('AgentEvent_Call_Release', '16-1\0', ended), []],
  ['Call_Release that names another by text', around('AgentEvent_Call_Release', '16-2', ended), ['call id 16-1']],
  ['Customer_Release of another', around('AgentEvent_Customer_Release', { callid: '16-2' }, ended), ['call id 16-1']],
  ['Customer_Release of another before the end', around('AgentEvent_Customer_Release', { callid: '16-2' }), []],
  ['an earlier call of that id', earlier, ['16-1, which named an earlier call']],
  ['itself, numbers exchanged', withMembers(talking, { caller: '7101', called: '90000001' }), ['caller 7101']],
  ['itself, numbers exchanged, an a before', withMembers(talking, { caller: 'a101', called: '9' }), ['caller a101']],
  [
    'PhoneAlerting that names the caller, numbers exchanged',
    both(
      ({ seen }) => {
        if (seen.call) seen.call.caller = '90000001';
      },
      withMembers(talking, { caller: '7101', called: '90000001' }),
    ),
    ['caller 7101', 'called 90000001'],
  ],
];
for (const [title, change, texts] of whoseCall)
  test(`phonepickup's Talking, where the ringing named nothing, is held against ${title}`, () => {
    const result = judged(phonePickedUp(), silent, change);
    expect(verdicts(result)).toEqual(texts.length === 0 ? {} : { 'PP-EVENT-5': 'warning' });
    expect(received(result).map((text) => text.replace(/^call id 16-1, /, '16-1, '))).toEqual(texts);
  });

test('the caller of an internal call may be any agent but the one that is called', () => {
  const internal: Change = ({ seen }) => {
    seen.call = { kind: 'internal', placedTo: '101', caller: '103' };
  };
  const by = (caller: string) => verdicts(judged(phonePickedUp(), internal, withMembers(talking, { caller })));
  expect(['103', '7103', 'a103', 'a7103'].map(by)).toEqual(Array.from({ length: 4 }, () => ({})));
  expect(['101', '7101', '90000001'].map(by)).toEqual(Array.from({ length: 3 }, () => ({ 'PP-EVENT-5': 'warning' })));
});

test("phonepickup of a call that was placed to a colleague may name the colleague's phone, not that of a third", () => {
  const takenFromColleague: Change = ({ seen }) => {
    seen.call = { kind: 'external', placedTo: '103', called: '4008000' };
  };
  const calling = (called: string) =>
    judged(phonePickedUp(), both(takenFromColleague, withMembers(talking, { called })));
  expect(['4008000', '7103', '103', '7101', '101'].map((called) => verdicts(calling(called)))).toEqual(
    Array.from({ length: 5 }, () => ({})),
  );
  expect(verdicts(calling('7104'))).toEqual({ 'PP-EVENT-5': 'warning' });
});

test('the events of other agents, and of before, are not judged', () => {
  const strange: Change = ({ events }) => {
    for (const event of events) if (event.agentId === '102') event.content = 'x';
  };
  expect(verdicts(judged(callTakenOver(), strange))).toEqual({});
});
