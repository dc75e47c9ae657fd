import { expect, test } from '@playwright/test';
import type { Verdict } from '../../../src/checks/verdict';
import {
  ANSWERED,
  add,
  alter,
  both,
  CALLED,
  type Change,
  callTakenOver,
  double,
  HUNG_UP,
  judged,
  LIFTED,
  lose,
  PICKER,
  phonePickedUp,
  RANG,
  received,
  SENT,
  told,
  verdicts,
  WATCHER,
  withMembers,
} from './observations';

const alerting = 'AgentOther_PhoneAlerting';
const offhook = 'AgentOther_PhoneOffhook';
const talking = 'AgentEvent_Talking';
const info = 'AgentEvent_Incoming_CallInfo';
const record = 'AgentMediaEvent_Record';
const release = 'AgentOther_PhoneRelease';

const at = (eventType: string, time: number): Change => alter(eventType, () => ({ at: time }));
const to = (eventType: string, agentId: string): Change => alter(eventType, () => ({ agentId, workNo: agentId }));
const named = (eventType: string, name: string): Change => alter(eventType, () => ({ eventType: name }));
const withoutRecording: Change = ({ facts }) => {
  facts.recording = false;
};
const unanswered: Change = ({ seen }) => {
  const { phoneAnswered, ...moments } = seen.moments;
  seen.moments = moments;
};

/** Both acts of the driver took their time, and the deadline is shorter. */
const done: Change = ({ facts, seen }) => {
  facts.deadlineMs = 50;
  seen.moments = { ...seen.moments, phoneAnsweringDone: LIFTED + 20, callEndDone: HUNG_UP + 30 };
};

/** What conforming gateways do, each in its way. */
const conforming: Record<'phonepickup' | 'snatchpickup', [title: string, change: Change][]> = {
  phonepickup: [
    ['all events as published', () => {}],
    ['events before the answer', both(at(offhook, SENT + 1), at(talking, SENT + 2))],
    ['both events with one time', both(at(offhook, 113), at(talking, 113))],
    ['the last moment of the deadline', at(talking, ANSWERED + 2000)],
    [
      'events of unknown types in between',
      add(told(PICKER, 112.5, 'AgentEvent_linkagePhoneStatus', { result: 0 }), told(WATCHER, 112.5, 'Unheard_Of', 42)),
    ],
    ['an Offhook of an earlier call', add(told(PICKER, RANG - 5, offhook, { type: 'main' }))],
    ['no event when the call ends', lose(release)],
    ['events of answering that only snatchpickup promises', add(told(PICKER, 114, info), told(PICKER, 115, record))],
  ],
  snatchpickup: [
    ['all events as published', () => {}],
    ['Record before Incoming_CallInfo', both(at(record, LIFTED + 3.2), at(info, LIFTED + 3.6))],
    ['Incoming_CallInfo before Offhook', at(info, LIFTED + 1)],
    ['Record before Talking', at(record, LIFTED + 2.5)],
    ['no Record where the site records nothing', both(lose(record), withoutRecording)],
    ['a Record where the site records nothing', withoutRecording],
    ['a Record behind PhoneRelease where the site records nothing', both(withoutRecording, at(record, HUNG_UP + 9))],
    ['Alerting before the answer', at(alerting, SENT + 1)],
    ['Alerting that names the call', alter(alerting, () => ({ content: { callid: '16-1', caller: 90000001 } }))],
    ['nothing told to the called agent', ({ events }) => void events.splice(3, 1)],
    ['Alerting again to the called agent', add(told(CALLED, 114, alerting))],
    ['state events in between', add(told(PICKER, 113, 'AgentState_Busy'), told(CALLED, 114, 'AgentState_Ready'))],
    ['milliseconds of a deadline to spare', at(alerting, 199)],
    ['Record at the last moment after answering', both(done, at(record, LIFTED + 70))],
    ['PhoneRelease at the last moment after the end', both(done, at(release, HUNG_UP + 80))],
  ],
};

for (const [title, change] of conforming.phonepickup)
  test(`phonepickup conforms with ${title}`, () => {
    expect(verdicts(judged(phonePickedUp(), change))).toEqual({});
  });
for (const [title, change] of conforming.snatchpickup)
  test(`snatchpickup conforms with ${title}`, () => {
    expect(verdicts(judged(callTakenOver(), change))).toEqual({});
  });

type Broken = [title: string, change: Change, expected: Record<string, Verdict>, ...received: string[]];

const phonepickup: Broken[] = [
  ['Offhook lost', lose(offhook), { 'PP-EVENT-1': 'fail' }, 'none'],
  ['Talking lost', lose(talking), { 'PP-EVENT-2': 'fail' }, 'none'],
  [
    'Talking misspelt',
    named(talking, 'agentEvent_talking'),
    { 'PP-EVENT-2': 'fail' },
    'none, but agentEvent_talking came',
  ],
  [
    'Offhook with a letter too many',
    named(offhook, 'AgentOther_PhoneOffhooks'),
    { 'PP-EVENT-1': 'fail' },
    'none, but AgentOther_PhoneOffhooks came',
  ],
  ['Talking late', at(talking, ANSWERED + 2001), { 'PP-EVENT-2': 'fail' }, 'AgentEvent_Talking late, after 2001 ms'],
  [
    'Talking first',
    at(talking, 111),
    { 'PP-EVENT-3': 'warning' },
    'AgentEvent_Talking 1 ms before AgentOther_PhoneOffhook',
  ],
  ['Offhook doubled', double(offhook), { 'PP-EVENT-3': 'warning' }, '2 times'],
  ['Talking doubled', double(talking), { 'PP-EVENT-3': 'warning' }, '2 times'],
  [
    'Talking to another agent',
    to(talking, WATCHER),
    { 'PP-EVENT-2': 'fail' },
    'AgentEvent_Talking to agent 103',
    'it went to another agent',
  ],
  [
    'Offhook to another agent as well',
    add(told(WATCHER, 112, offhook, { type: 'main' })),
    { 'PP-EVENT-1': 'fail' },
    'AgentOther_PhoneOffhook to agent 103',
  ],
  ['an Offhook older than the request alone', at(offhook, SENT - 1), { 'PP-EVENT-1': 'fail' }, 'none'],
];

const snatchpickup: Broken[] = [
  ['Alerting lost', lose(alerting), { 'SP-EVENT-1': 'fail', 'SP-METHOD-1': 'fail', 'SP-RESPONSE-2': 'fail' }],
  ['Offhook lost', lose(offhook), { 'SP-EVENT-2': 'fail' }, 'none'],
  ['Talking lost', lose(talking), { 'SP-EVENT-2': 'fail' }, 'none'],
  ['Incoming_CallInfo lost', lose(info), { 'SP-EVENT-3': 'fail' }, 'none'],
  ['Record lost', lose(record), { 'SP-EVENT-4': 'fail' }, 'none'],
  ['PhoneRelease lost', lose(release), { 'SP-EVENT-5': 'fail' }, 'none'],
  [
    'Incoming_CallInfo misspelt',
    named(info, 'AgentEvent_IncomingCallInfo'),
    { 'SP-EVENT-3': 'fail' },
    'none, but AgentEvent_IncomingCallInfo came',
  ],
  ['Offhook before the phone was answered', at(offhook, 150), { 'SP-EVENT-6': 'fail' }, `${offhook} 50 ms before`],
  [
    'Talking before the phone was answered',
    at(talking, 150),
    { 'SP-EVENT-6': 'fail', 'SP-EVENT-7': 'warning' },
    `${talking} 50 ms before`,
    `${talking} 52 ms before ${offhook}`,
  ],
  [
    'Alerting after Offhook',
    at(alerting, LIFTED + 2.5),
    { 'SP-EVENT-6': 'fail' },
    `${offhook} 1 ms before ${alerting}`,
  ],
  ['Talking before Offhook', at(talking, LIFTED + 1), { 'SP-EVENT-7': 'warning' }, `${talking} 1 ms before ${offhook}`],
  [
    'PhoneRelease before the end',
    at(release, LIFTED + 10),
    { 'SP-EVENT-5': 'fail' },
    'AgentOther_PhoneRelease 90 ms before',
  ],
  [
    'PhoneRelease not the last',
    both(at(release, 301), at(record, 302)),
    { 'SP-EVENT-7': 'warning' },
    `${release} 1 ms before ${record}`,
  ],
  ...[alerting, offhook, talking, info, record, release].map(
    (eventType): Broken => [`${eventType} doubled`, double(eventType), { 'SP-EVENT-7': 'warning' }, '2 times'],
  ),
  [
    'Alerting late',
    at(alerting, SENT + 2500),
    { 'SP-EVENT-1': 'fail', 'SP-EVENT-6': 'fail' },
    `${alerting} late, after 2490 ms`,
    `${offhook} 2398 ms before ${alerting}`,
    `${talking} 2397 ms before ${alerting}`,
  ],
  [
    'Record late after answering took its time',
    both(done, at(record, LIFTED + 71)),
    { 'SP-EVENT-4': 'fail' },
    `${record} late, after 51 ms`,
  ],
  [
    'PhoneRelease late after the end took its time',
    both(done, at(release, HUNG_UP + 81)),
    { 'SP-EVENT-5': 'fail' },
    `${release} late, after 51 ms`,
  ],
  ['PhoneRelease late', at(release, 2305), { 'SP-EVENT-5': 'fail' }, 'AgentOther_PhoneRelease late, after 2005 ms'],
  [
    'Talking to an agent that has no part in it',
    to(talking, WATCHER),
    { 'SP-EVENT-2': 'fail' },
    'AgentEvent_Talking to agent 103',
    'it went to another agent',
  ],
  [
    'Alerting to everybody',
    add(told(WATCHER, 112, alerting)),
    { 'SP-EVENT-1': 'fail' },
    'AgentOther_PhoneAlerting to agent 103',
  ],
];

for (const [title, change, expected, ...texts] of phonepickup)
  test(`phonepickup is judged with ${title}`, () => {
    const result = judged(phonePickedUp(), change);
    expect(verdicts(result)).toEqual(expected);
    if (texts.length > 0) expect(received(result)).toEqual(texts);
  });
for (const [title, change, expected, ...texts] of snatchpickup)
  test(`snatchpickup is judged with ${title}`, () => {
    const result = judged(callTakenOver(), change);
    expect(verdicts(result)).toEqual(expected);
    if (texts.length > 0) expect([...received(result)].sort()).toEqual([...texts].sort());
  });

test('a phone that could not be answered leaves the events of answering open', () => {
  const result = judged(callTakenOver(), lose(offhook, talking, info, record), unanswered);
  expect(verdicts(result)).toEqual({
    'SP-EVENT-2': 'inconclusive',
    'SP-EVENT-3': 'inconclusive',
    'SP-EVENT-4': 'inconclusive',
    'SP-EVENT-7': 'inconclusive',
  });
  expect(result.requirements.find(({ requirement }) => requirement === 'SP-EVENT-2')?.reason).toBe(
    'the moment "phone answered" was not reached',
  );
});

test('a phone that nobody answered must not be off the hook', () => {
  expect(verdicts(judged(callTakenOver(), lose(info, record), unanswered))).toMatchObject({ 'SP-EVENT-6': 'fail' });
});

test('the other party of an internal call has events of its own', () => {
  const internal: Change = ({ seen }) => {
    seen.call = { kind: 'internal', placedTo: PICKER, caller: '7103', called: '7101' };
  };
  const dialled = add(
    told(WATCHER, SENT + 1, offhook, { type: 'main' }),
    told(WATCHER, 113, talking, { caller: '7103', called: '7101', callid: '16-1' }),
  );
  const fromColleague = withMembers(talking, { caller: '7103' });
  expect(verdicts(judged(phonePickedUp(), internal, fromColleague, dialled))).toEqual({});
  expect(verdicts(judged(phonePickedUp(), dialled))).toEqual({ 'PP-EVENT-1': 'fail', 'PP-EVENT-2': 'fail' });
});

test('a finding on an event whose wait was cut short says so; one that was waited for in full does not', () => {
  const cutShort: Change = ({ seen }) => {
    seen.cutShort = [{ event: talking, agentId: PICKER, waitedMs: 100 }];
  };
  expect(received(judged(phonePickedUp(), lose(talking), cutShort))).toEqual([
    'none, waited for 100 ms only, after it had been absent to the end again and again',
  ]);
  expect(received(judged(phonePickedUp(), lose(talking)))).toEqual(['none']);
});

test('with manual answering, Talking is due from the answer of the agent on', () => {
  const answered = ANSWERED + 5000;
  const answers: Change = ({ seen }) => {
    seen.manualAnswer = { at: answered };
  };
  expect(verdicts(judged(phonePickedUp(), at(talking, answered + 1), answers))).toEqual({});
  expect(verdicts(judged(phonePickedUp(), at(talking, answered + 1)))).toEqual({ 'PP-EVENT-2': 'fail' });
  expect(verdicts(judged(phonePickedUp(), at(offhook, answered + 1), answers))).toMatchObject({ 'PP-EVENT-1': 'fail' });
});

test('an agent that could not answer by hand leaves Talking open, and Offhook not', () => {
  const cannot: Change = ({ seen }) => {
    seen.manualAnswer = { failed: 'no AgentEvent_Ringing came' };
  };
  const result = judged(phonePickedUp(), lose(offhook, talking), cannot);
  expect(verdicts(result)).toMatchObject({ 'PP-EVENT-1': 'fail', 'PP-EVENT-2': 'inconclusive' });
  expect(verdicts(judged(phonePickedUp(), lose(talking)))).toMatchObject({ 'PP-EVENT-2': 'fail' });
});

const whose: [story: typeof phonePickedUp, eventType: string, requirement: string][] = [
  [phonePickedUp, offhook, 'PP-EVENT-1'],
  [phonePickedUp, talking, 'PP-EVENT-2'],
  [callTakenOver, alerting, 'SP-EVENT-1'],
  [callTakenOver, offhook, 'SP-EVENT-2'],
  [callTakenOver, talking, 'SP-EVENT-2'],
  [callTakenOver, info, 'SP-EVENT-3'],
  [callTakenOver, record, 'SP-EVENT-4'],
  [callTakenOver, release, 'SP-EVENT-5'],
];
for (const [story, eventType, requirement] of whose)
  test(`${eventType} that names another agent is no event to this one: ${requirement}`, () => {
    const naming = (workNo: unknown) =>
      judged(
        story(),
        alter(eventType, () => ({ workNo })),
      );
    for (const own of ['101', 101, '101\0', '0101']) expect(verdicts(naming(own))).toEqual({});
    for (const other of ['102', 102, '999\0\0']) {
      expect(verdicts(naming(other))).toEqual({ [requirement]: 'fail' });
      expect(received(naming(other))).toEqual([`${eventType} with workNo ${JSON.stringify(other)}`]);
    }
  });

test("an event for another agent beside the agent's own is no second one, and breaks the same requirement", () => {
  const beside = add({ ...told(PICKER, 114, talking, { callid: 'x' }), workNo: '102' });
  expect(verdicts(judged(phonePickedUp(), beside))).toEqual({ 'PP-EVENT-2': 'fail' });
});
