import { expect, test } from '@playwright/test';
import { callIdOf, namedCall, partyOf, sameParty } from '../../../src/contract/named-call';
import { readContract } from '../../../src/contract/read-contract';

const contract = readContract('2023-09-27');

const named: [eventType: string, content: unknown, call: object][] = [
  [
    'AgentEvent_Talking',
    { caller: '9', called: '7101', callid: '16-1' },
    { caller: '9', called: '7101', callId: '16-1' },
  ],
  ['AgentEvent_Talking', { caller: 9, called: '', callid: 17 }, { caller: '9', called: '', callId: '17' }],
  ['AgentEvent_Talking', { caller: '9\0\0', callid: ' 16-1\0' }, { caller: '9', callId: '16-1' }],
  ['AgentEvent_Talking', { callId: '16-1' }, { callId: '16-1' }],
  ['AgentEvent_Talking', { callID: '0017' }, { callId: '17' }],
  ['AgentEvent_Talking', { callid: '', caller: {} }, {}],
  ['AgentEvent_Talking', null, {}],
  ['AgentEvent_Talking', '16-1', {}],
  ['AgentEvent_Incoming_CallInfo', { callId: '16-1', callid: '16-2' }, { callId: '16-1' }],
  ['AgentEvent_Auto_Answer', { caller: 'a101', transfrom: '' }, { caller: 'a101' }],
  ['AgentEvent_Customer_Alerting', { callid: '16-1', otherPhone: '9' }, { callId: '16-1' }],
  ['AgentOther_PhoneAlerting', { callid: '16-1', caller: '9' }, { caller: '9', callId: '16-1' }],
  ['AgentOther_PhoneAlerting', null, {}],
  ['AgentEvent_Call_Release', '16-1\0', { callId: '16-1' }],
  ['AgentEvent_Call_Release', { callid: '16-1' }, { callId: '16-1' }],
  ['AgentEvent_No_Answer', 17, { callId: '17' }],
  ['AgentEvent_No_Answer', '', {}],
  ['AgentEvent_Unheard_Of', { callid: '16-1' }, {}],
];
for (const [eventType, content, call] of named)
  test(`${eventType} with ${JSON.stringify(content)} names ${JSON.stringify(call)}`, () => {
    expect(namedCall(contract, eventType, content)).toEqual(call);
  });

test('the answer to an internal call names it by text, by number, in an object, or not', () => {
  expect(['16-1\0', 17, { callid: '16-1' }, { callId: 17 }].map(callIdOf)).toEqual(['16-1', '17', '16-1', '17']);
  expect([null, undefined, '', {}, [], true].map(callIdOf)).toEqual(Array.from({ length: 6 }, () => undefined));
});

test('an agent is named by its ID or its phone, with or without an a before; others by their number', () => {
  const phones = { 101: '7101', 102: '07102' };
  const own = ['101', '7101', 'a101', 'A7101', '0101'];
  expect(own.map((text) => partyOf(text, phones))).toEqual(own.map(() => '101'));
  expect(partyOf('7102', phones)).toBe('102');
  expect(['9', 'abc', 'a', ''].map((text) => partyOf(text, phones))).toEqual(['9', 'abc', 'a', '']);
  expect(sameParty('a101', '7101', phones)).toBe(true);
  expect(sameParty('101', '102', phones)).toBe(false);
});
