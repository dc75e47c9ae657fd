import { expect, test } from '@playwright/test';
import {
  alter,
  both,
  type Change,
  callTakenOver,
  judged,
  phonePickedUp,
  received,
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
  ["another agent's workNo", alter(talking, () => ({ workNo: '102' })), 'workNo "102"'],
  ['no workNo', alter(talking, () => ({ workNo: undefined })), 'workNo undefined'],
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
