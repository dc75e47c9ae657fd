import { expect, test } from '@playwright/test';
import {
  add,
  answer,
  answered,
  both,
  type Change,
  callTakenOver,
  envelope,
  exchange,
  judged,
  lose,
  PICKER,
  phonePickedUp,
  refused,
  SENT,
  sentAgain,
  snatching,
  told,
  verdicts,
} from './observations';

const other = 'phonepickup.headers.content-type-text';
const accepted = () => phonePickedUp(other);
const notAccepted = () => refused(other, exchange({ response: envelope('100-007') }));

test('a request that may be accepted or refused passes with either, and says which', () => {
  const yes = judged(accepted());
  expect(verdicts(yes)).toEqual({});
  expect(yes.notes).toEqual(['accepted: HTTP 200 {"message":"","retcode":"0","result":{}}']);
  expect(yes.requirements[0]).toMatchObject({ requirement: 'PP-HEADER-2', verdict: 'pass', reason: yes.notes[0] });
  const no = judged(notAccepted());
  expect(verdicts(no)).toEqual({});
  expect(no.notes).toEqual(['refused: HTTP 200 {"message":"","retcode":"100-007","result":{}}']);
  expect(verdicts(judged(notAccepted(), answered(answer(415, ''))))).toEqual({});
});

const untrue: [title: string, story: typeof accepted, change: Change, expected: object][] = [
  [
    'success without an effect',
    accepted,
    lose('AgentOther_PhoneOffhook', 'AgentEvent_Talking'),
    { 'PP-RESPONSE-2': 'fail' },
  ],
  [
    'a refusal with an effect',
    notAccepted,
    add(told(PICKER, SENT + 5, 'AgentOther_PhoneOffhook', { type: 'main' })),
    { 'PP-EVENT-4': 'fail', 'PP-RESPONSE-2': 'fail' },
  ],
  [
    'a refusal behind which the call is gone',
    notAccepted,
    ({ seen }) => {
      seen.sideEffect = 'after it the ringing call could no longer be picked up';
    },
    { 'PP-RESPONSE-2': 'fail' },
  ],
  ['a server error', notAccepted, answered(envelope('100-007', {}, 500)), { 'PP-ROBUST-1': 'warning' }],
  [
    'a server error in its own words',
    notAccepted,
    both(answered(answer(500, 'oops')), sentAgain(3)),
    { 'PP-ROBUST-1': 'warning', 'PP-RESPONSE-1': 'fail' },
  ],
];
for (const [title, story, change, expected] of untrue)
  test(`what it may not do is ${title}`, () => {
    expect(verdicts(judged(story(), change))).toEqual(expected);
  });

const guid = 'snatchpickup.guid.missing';
const authenticated: Change = ({ facts }) => {
  facts.snatchpickupGuid = 'required';
};

test('without Guid snatchpickup is observed by default, and must be refused where the site says so', () => {
  const seen = judged(callTakenOver(guid));
  expect(seen.verdict).toBe('pass');
  expect(seen.requirements[0]).toMatchObject({ requirement: 'SP-GUID-1', verdict: 'pass', reason: seen.notes[0] });
  expect(verdicts(judged(callTakenOver(guid), authenticated))).toEqual({ 'SP-GUID-1': 'fail' });
  for (const retcode of ['100-006', '000-003', '100-007'])
    for (const change of [() => {}, authenticated])
      expect(verdicts(judged(refused(guid, snatching({ response: envelope(retcode) })), change))).toEqual({});
});

test('where the site says so, phonepickup is judged as ever', () => {
  expect(verdicts(judged(phonePickedUp('phonepickup.guid.missing')))).toEqual({ 'PP-GUID-1': 'fail' });
  expect(verdicts(judged(phonePickedUp('phonepickup.guid.missing'), authenticated))).toEqual({ 'PP-GUID-1': 'fail' });
});
