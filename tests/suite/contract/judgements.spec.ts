import { expect, test } from '@playwright/test';
import { readContract } from '../../../src/contract/read-contract';

const contract = readContract('2023-09-27');
const expected = (problems: readonly { expected: string }[]) => problems.map((problem) => problem.expected);

const goodAnswers: [string, unknown][] = [
  ['success', { message: 'success', retcode: '0', result: {} }],
  ['an empty message', { message: '', retcode: '0', result: {} }],
  ['a message in Chinese', { message: '成功', retcode: '0', result: {} }],
  ['a failure', { message: 'no', retcode: '100-007', result: {} }],
  ['a retcode that nobody lists', { message: 'no', retcode: '999-999', result: {} }],
  ['members in result', { message: '', retcode: '0', result: { callid: 1 } }],
  ['unknown members', { message: '', retcode: '0', result: {}, eventGenTime: 1 }],
];
const badAnswers: [string, unknown, string[]][] = [
  ['retcode as number', { message: '', retcode: 0, result: {} }, ['retcode must be string']],
  ['retcode null', { message: '', retcode: null, result: {} }, ['retcode must be string']],
  ['no retcode', { message: '', result: {} }, ['retcode must be present']],
  ['retcode in other case', { message: '', retCode: '0', result: {} }, ['retcode must be present']],
  ['message null', { message: null, retcode: '0', result: {} }, ['message must be string']],
  ['message as number', { message: 1, retcode: '0', result: {} }, ['message must be string']],
  ['no message', { retcode: '0', result: {} }, ['message must be present']],
  ['result null', { message: '', retcode: '0', result: null }, ['result must be object']],
  ['result as string', { message: '', retcode: '0', result: '' }, ['result must be object']],
  ['result as list', { message: '', retcode: '0', result: [] }, ['result must be object']],
  ['result as boolean', { message: '', retcode: '0', result: true }, ['result must be object']],
  ['no result', { message: '', retcode: '0' }, ['result must be present']],
  ['nothing at all', {}, ['message must be present', 'retcode must be present', 'result must be present']],
  ['a list', [], ['the answer must be object']],
  ['null', null, ['the answer must be object']],
  ['a string', '{"message":"","retcode":"0","result":{}}', ['the answer must be object']],
  ['no body', undefined, ['the answer must be object']],
];

for (const operation of ['phonepickup', 'snatchpickup'] as const) {
  for (const [title, body] of goodAnswers) {
    test(`${operation}: an answer with ${title} fits`, () => {
      expect(contract.answerProblems(operation, body)).toEqual([]);
    });
  }
  for (const [title, body, problems] of badAnswers) {
    test(`${operation}: an answer with ${title} does not fit`, () => {
      expect(expected(contract.answerProblems(operation, body))).toEqual(problems);
    });
  }
}

test('a problem points to the member, also to one that is missing', () => {
  expect(contract.answerProblems('phonepickup', { message: 1, retcode: '0' }).map(({ at }) => at)).toEqual([
    '/result',
    '/message',
  ]);
  expect(contract.answerProblems('phonepickup', []).map(({ at }) => at)).toEqual(['']);
});

test('judging changes nothing in what is judged', () => {
  const body = Object.freeze({ message: 1, retcode: 0 });
  contract.answerProblems('phonepickup', body);
  expect(body).toEqual({ message: 1, retcode: 0 });
});

const talking = { caller: '70001', called: '70101', callid: '16-1', feature: '0', type: 'main', mediaAbility: '1' };
const incoming = {
  callId: '16-1',
  skillName: 'sales',
  skillId: 1,
  caller: '70001',
  called: '70101',
  lastReleaseAgentId: 65535,
  mediaType: 5,
  releaseAndReQueueCount: 0,
  releaseAndReQueueCallFlag: 0,
};
const record = {
  taskId: 1,
  caller: '70001',
  called: '70101',
  locationId: '0',
  recordID: 'r1',
  fileName: 'Y:/1.V3',
  callId: '16-1',
  fileMediaType: 1,
};
const call = 'integer or string not empty';
const party = 'integer from 0 or string';
const digits = 'integer from 0 or string like ^[0-9]+$';

const goodContents: [string, string, unknown][] = [
  ['AgentOther_PhoneAlerting', 'null', null],
  ['AgentOther_PhoneAlerting', 'the call named', { callid: '16-1', caller: 70001 }],
  ['AgentOther_PhoneAlerting', 'nothing in it', {}],
  ...['unknown', 'main', 'assistant'].map((type): [string, string, unknown] => [
    'AgentOther_PhoneOffhook',
    type,
    { type },
  ]),
  ['AgentEvent_Talking', 'everything as text', talking],
  ['AgentEvent_Talking', 'numbers', { ...talking, caller: 70001, called: 70101, callid: 16, feature: 7 }],
  ['AgentEvent_Talking', 'texts padded with NUL', { ...talking, caller: '70001\0', type: 'main\0\0', feature: '0\0' }],
  ['AgentEvent_Talking', 'unknown members', { ...talking, eventGenTime: 1, jsonKey: [] }],
  ['AgentEvent_Incoming_CallInfo', 'everything', incoming],
  [
    'AgentEvent_Incoming_CallInfo',
    'nothing of its routing',
    { callId: '16-1', caller: '70001', called: '70101', mediaType: 5 },
  ],
  ['AgentEvent_Incoming_CallInfo', 'numbers as text', { ...incoming, skillId: '1', releaseAndReQueueCallFlag: '1' }],
  ['AgentMediaEvent_Record', 'everything', record],
  ['AgentMediaEvent_Record', 'numbers as text', { ...record, taskId: '1', fileMediaType: '2' }],
  ['AgentOther_PhoneRelease', 'a number', { phoneState: 3 }],
  ['AgentOther_PhoneRelease', 'text', { phoneState: '2' }],
  ['AgentEvent_Ringing', 'the call named', { caller: '1', called: '2', callid: '3' }],
  ['AgentEvent_Ringing', 'transfrom in small letters', { caller: 'a101', transfer: 0, transfrom: '' }],
  ['AgentEvent_Auto_Answer', 'the call named', { caller: '1', called: 'a101', callid: '3', transFrom: '' }],
  ['AgentEvent_Customer_Alerting', 'the other side', { callid: '3', otherPhone: '1', otherPhoneWorkno: '' }],
  ...[null, '16-1', 16, { callid: '16-1' }, {}].flatMap((content) =>
    ['Call_Release', 'Customer_Release', 'No_Answer'].map((name): [string, string, unknown] => [
      `AgentEvent_${name}`,
      JSON.stringify(content),
      content,
    ]),
  ),
  ['AgentEvent_Unheard_Of', 'whatever it likes', 42],
  ['toString', 'whatever it likes', 42],
];
const badContents: [string, string, unknown, string[]][] = [
  ['AgentOther_PhoneAlerting', 'text', 'ringing', ['the content must be object or null']],
  ['AgentOther_PhoneAlerting', 'an empty call id', { callid: '' }, [`callid must be ${call}`]],
  ['AgentOther_PhoneOffhook', 'null', null, ['the content must be object']],
  ['AgentOther_PhoneOffhook', 'no type', {}, ['type must be present']],
  ['AgentOther_PhoneOffhook', 'another type', { type: 'x' }, ['type must be one of "unknown", "main", "assistant"']],
  ['AgentEvent_Talking', 'null', null, ['the content must be object']],
  [
    'AgentEvent_Talking',
    'the call alone',
    { caller: '1', called: '2', callid: '3' },
    ['feature must be present', 'type must be present', 'mediaAbility must be present'],
  ],
  ['AgentEvent_Talking', 'no caller', { ...talking, caller: undefined }, ['caller must be present']],
  ['AgentEvent_Talking', 'no called', { ...talking, called: undefined }, ['called must be present']],
  ['AgentEvent_Talking', 'no call id', { ...talking, callid: undefined }, ['callid must be present']],
  ['AgentEvent_Talking', 'an empty called', { ...talking, called: '' }, [`called must be ${party} not empty`]],
  ['AgentEvent_Talking', 'an object as caller', { ...talking, caller: {} }, [`caller must be ${party}`]],
  ['AgentEvent_Talking', 'a fraction as call id', { ...talking, callid: 1.5 }, [`callid must be ${call}`]],
  ['AgentEvent_Talking', 'a word as feature', { ...talking, feature: 'in' }, [`feature must be ${digits}`]],
  ['AgentEvent_Talking', 'another type', { ...talking, type: 'x' }, ['type must be one of "main", "assistant"']],
  ['AgentEvent_Incoming_CallInfo', 'no call id', { ...incoming, callId: undefined }, ['callId must be present']],
  ['AgentEvent_Incoming_CallInfo', 'a number as name', { ...incoming, skillName: 1 }, ['skillName must be string']],
  [
    'AgentEvent_Incoming_CallInfo',
    'a word as media type',
    { ...incoming, mediaType: 'x' },
    [`mediaType must be ${digits}`],
  ],
  [
    'AgentEvent_Incoming_CallInfo',
    'another flag',
    { ...incoming, releaseAndReQueueCallFlag: 2 },
    ['releaseAndReQueueCallFlag must be one of 0, 1, "0", "1"'],
  ],
  ['AgentMediaEvent_Record', 'no call id', { ...record, callId: undefined }, ['callId must be present']],
  ['AgentMediaEvent_Record', 'a boolean task', { ...record, taskId: true }, ['taskId must be string or number']],
  [
    'AgentMediaEvent_Record',
    'another medium',
    { ...record, fileMediaType: 3 },
    ['fileMediaType must be one of 1, 2, "1", "2"'],
  ],
  ['AgentOther_PhoneRelease', 'no state', {}, ['phoneState must be present']],
  ['AgentOther_PhoneRelease', 'another state', { phoneState: 1 }, ['phoneState must be one of 2, 3, "2", "3"']],
  ['AgentEvent_Ringing', 'a list as caller', { caller: [] }, [`caller must be ${party}`]],
];

for (const [eventType, title, content] of goodContents) {
  test(`${eventType} with ${title} fits`, () => {
    expect(contract.contentProblems(eventType, JSON.parse(JSON.stringify(content)))).toEqual([]);
  });
}
for (const [eventType, title, content, problems] of badContents) {
  test(`${eventType} with ${title} does not fit`, () => {
    expect(expected(contract.contentProblems(eventType, JSON.parse(JSON.stringify(content))))).toEqual(problems);
  });
}
