import { expect, test } from '@playwright/test';
import {
  add,
  answer,
  answered,
  both,
  type Change,
  callTakenOver,
  envelope,
  failed,
  judged,
  lose,
  phonePickedUp,
  received,
  SENT,
  sentAgain,
  told,
  verdicts,
  WATCHER,
} from './observations';

const silent = lose('AgentOther_PhoneOffhook', 'AgentEvent_Talking');

test('an accepted pickup that happened passes', () => {
  expect(verdicts(judged(phonePickedUp()))).toEqual({});
  expect(verdicts(judged(callTakenOver()))).toEqual({});
});

const refusals: [title: string, change: Change, received: string][] = [
  ['a retcode', answered(envelope('100-007')), 'HTTP 200 {"message":"","retcode":"100-007","result":{}}'],
  ['HTTP 404', answered(answer(404, '<h1>Not\n found</h1>')), 'HTTP 404 <h1>Not found</h1>'],
  ['HTTP 405 without a body', answered(answer(405, '')), 'HTTP 405 without a body'],
];
for (const [title, change, text] of refusals)
  test(`a pickup that is refused by ${title} leaves its events open`, () => {
    const result = judged(phonePickedUp(), change, silent);
    expect(verdicts(result)).toEqual({
      'PP-METHOD-1': 'fail',
      'PP-EVENT-5': 'inconclusive',
      'PP-EVENT-1': 'inconclusive',
      'PP-EVENT-3': 'inconclusive',
      'PP-EVENT-2': 'inconclusive',
    });
    expect(received(result)).toEqual([text]);
  });

test('a pickup that happened must be told so', () => {
  expect(verdicts(judged(phonePickedUp(), answered(envelope('100-007'))))).toMatchObject({
    'PP-METHOD-1': 'fail',
    'PP-RESPONSE-2': 'fail',
  });
  expect(verdicts(judged(phonePickedUp(), failed('no-answer-in-time'), sentAgain(3)))).toMatchObject({
    'PP-METHOD-1': 'fail',
    'PP-RESPONSE-1': 'fail',
    'PP-RESPONSE-2': 'fail',
    'PP-ROBUST-1': 'warning',
  });
});

test('success that did not happen is no success', () => {
  expect(verdicts(judged(phonePickedUp(), silent))).toEqual({
    'PP-METHOD-1': 'fail',
    'PP-RESPONSE-2': 'fail',
    'PP-EVENT-1': 'fail',
    'PP-EVENT-2': 'fail',
  });
});

test('success by a status that is none is no success', () => {
  for (const status of [302, 404, 500])
    expect(verdicts(judged(phonePickedUp(), answered(envelope('0', {}, status))))).toMatchObject({
      'PP-METHOD-1': 'fail',
    });
});

test('what the called agent receives is noted, whatever it is', () => {
  const id = 'snatchpickup.events.called-agent';
  const result = judged(callTakenOver(id));
  expect(result.requirements[0]).toEqual({
    requirement: 'SP-EVENT-10',
    verdict: 'pass',
    reason: 'agent 102 received AgentOther_PhoneRelease',
  });
  const nothing: Change = (of) => {
    of.events = of.events.filter(({ agentId, at }) => agentId !== '102' || at < 100);
  };
  expect(judged(callTakenOver(id), nothing).requirements[0]?.reason).toBe('agent 102 received nothing');
  const fenced: Change = ({ events }) => {
    events.push({ agentId: '102', at: 350, eventType: 'AgentState_SetNotReady_Success', workNo: '102', content: null });
  };
  expect(judged(callTakenOver(id), both(nothing, fenced)).requirements[0]?.reason).toBe('agent 102 received nothing');
});

for (const eventType of ['AgentOther_PhoneOffhook', 'AgentEvent_Talking', 'AgentEvent_Incoming_CallInfo'])
  test(`what the called agent receives breaks nothing: ${eventType}`, () => {
    const also: Change = ({ events }) => {
      events.push({ agentId: '102', at: 210, eventType, workNo: '102', content: null });
    };
    expect(verdicts(judged(callTakenOver(), also))).toEqual({});
  });

test('the call that rings beside the one that is taken goes on', () => {
  const id = 'snatchpickup.dest-work-no.names-the-newer-of-two-calls';
  const rings: Change = ({ seen }) => {
    seen.beside = { kind: 'external', placedTo: WATCHER, ringsUntil: SENT + 5000 };
    seen.moments = { ...seen.moments, rang: SENT - 5 };
  };
  const later = (ms: number, ...eventTypes: string[]) =>
    add(...eventTypes.map((eventType) => told(WATCHER, SENT + ms, eventType, { phoneState: 3 })));
  const beside = (change: Change) =>
    verdicts(judged(callTakenOver(id), rings, later(-1, 'AgentOther_PhoneRelease'), change));
  expect(beside(later(5, 'AgentState_Busy'))).toEqual({});
  expect(beside(later(5, 'AgentEvent_Customer_Release'))).toEqual({ 'SP-DEST-4': 'fail' });
  expect(beside(later(5, 'AgentEvent_Customer_Release', 'AgentEvent_No_Answer'))).toEqual({});
  expect(beside(later(6000, 'AgentEvent_Customer_Release'))).toEqual({});
});
