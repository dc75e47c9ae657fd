import { expect, test } from '@playwright/test';
import {
  add,
  answer,
  answered,
  CALLED,
  type Change,
  envelope,
  exchange,
  judged,
  PICKER,
  received,
  refused,
  SENT,
  shared,
  snatching,
  told,
  verdicts,
  WATCHER,
} from './observations';

const ofMethod = () =>
  refused('phonepickup.method.delete', exchange({ method: 'DELETE', response: envelope('100-007') }));
const ofGroup = () => refused('snatchpickup.prerequisites.other-group', snatching({ response: envelope('100-007') }));

const harmless: [title: string, change: Change][] = [
  ['nothing happened, and the control succeeded', () => {}],
  [
    'state events in between',
    add(told(PICKER, SENT + 5, 'AgentState_Busy'), told(WATCHER, SENT + 6, 'AgentState_Ready')),
  ],
  ['events of a pickup before the request', add(told(PICKER, SENT - 5, 'AgentEvent_Talking', {}))],
  ['events of the control', add(told(WATCHER, SENT + 40, 'AgentEvent_Talking', {}))],
];
for (const [title, change] of harmless) {
  test(`a refusal of phonepickup passes: ${title}`, () => {
    expect(verdicts(judged(ofMethod(), change))).toEqual({});
  });
  test(`a refusal of snatchpickup passes: ${title}`, () => {
    expect(verdicts(judged(ofGroup(), change))).toEqual({});
  });
}

test('an event that an earlier call was still owing is no effect of a refusal, the same event once more is', () => {
  const late = told(PICKER, SENT + 5, 'AgentEvent_Talking', {});
  const owed: Change = ({ seen, events }) => {
    const earlier = events.filter(({ agentId, at }) => agentId === PICKER && at < late.at);
    seen.explained = [{ agentId: PICKER, position: earlier.length }];
  };
  for (const of of [ofMethod, ofGroup]) {
    expect(verdicts(judged(of(), add(late), owed))).toEqual({});
    expect(verdicts(judged(of(), add(late, { ...late, at: late.at + 1 }), owed))).not.toEqual({});
    expect(verdicts(judged(of(), add(late)))).not.toEqual({});
  }
});

test("the called agent's own ringing, and its end, are no effect of a refused snatchpickup", () => {
  const ringing = add(
    told(CALLED, SENT + 5, 'AgentOther_PhoneAlerting'),
    told(CALLED, SENT + 6, 'AgentOther_PhoneRelease', { phoneState: 3 }),
  );
  expect(verdicts(judged(ofGroup(), ringing))).toEqual({});
});

test('the other party of an internal call has events of its own, which are no effect of a refusal', () => {
  const internal: Change = ({ seen }) => {
    seen.call = { kind: 'internal', placedTo: CALLED, caller: '7103', called: '7102' };
  };
  const of = () => refused('snatchpickup.prerequisites.internal-call', snatching({ response: envelope('100-007') }));
  const dialled = (agentId: string) => add(told(agentId, SENT + 5, 'AgentOther_PhoneOffhook', { type: 'main' }));
  expect(verdicts(judged(of(), internal, dialled(WATCHER)))).toEqual({});
  expect(verdicts(judged(of(), internal, dialled(PICKER)))).toMatchObject({ 'SP-PRE-3': 'fail' });
  expect(verdicts(judged(of(), internal, dialled(CALLED)))).toMatchObject({ 'SP-PRE-3': 'fail' });
});

for (const agentId of [PICKER, CALLED, WATCHER])
  test(`a refused snatchpickup that makes agent ${agentId} talk is no refusal`, () => {
    const result = judged(ofGroup(), add(told(agentId, SENT + 5, 'AgentEvent_Talking', {})));
    expect(verdicts(result)).toEqual({
      'SP-PRE-4': 'fail',
      'SP-EVENT-8': 'fail',
      'SP-RESPONSE-2': 'fail',
      'SP-PRE-7': 'fail',
    });
    expect(received(result)).toEqual([
      `HTTP 200 {"message":"","retcode":"100-007","result":{}}, then AgentEvent_Talking to agent ${agentId}`,
    ]);
  });

for (const eventType of ['AgentOther_PhoneOffhook', 'AgentEvent_Talking'])
  test(`a refused phonepickup that raises ${eventType} is no refusal`, () => {
    expect(verdicts(judged(ofMethod(), add(told(PICKER, SENT + 5, eventType, {}))))).toEqual({
      'PP-METHOD-2': 'fail',
      'PP-EVENT-4': 'fail',
      'PP-RESPONSE-2': 'fail',
    });
  });

for (const eventType of [
  'AgentOther_PhoneAlerting',
  'AgentOther_PhoneOffhook',
  'AgentEvent_Incoming_CallInfo',
  'AgentMediaEvent_Record',
  'AgentOther_PhoneRelease',
])
  test(`a refused snatchpickup that raises ${eventType} to the agent is no refusal`, () => {
    expect(verdicts(judged(ofGroup(), add(told(PICKER, SENT + 5, eventType, {}))))).toEqual({
      'SP-PRE-4': 'fail',
      'SP-EVENT-8': 'fail',
      'SP-RESPONSE-2': 'fail',
      'SP-PRE-7': 'fail',
    });
  });

test('success is no refusal, whether it happened or not', () => {
  const happened = judged(ofMethod(), answered(envelope('0')), add(told(PICKER, SENT + 5, 'AgentEvent_Talking', {})));
  expect(verdicts(happened)).toEqual({ 'PP-METHOD-2': 'fail' });
  const nothing = judged(ofMethod(), answered(envelope('0')));
  expect(verdicts(nothing)).toEqual({ 'PP-METHOD-2': 'fail', 'PP-RESPONSE-2': 'fail' });
  expect(verdicts(judged(ofMethod(), answered(envelope(0))))).toMatchObject({
    'PP-METHOD-2': 'fail',
    'PP-RESPONSE-1': 'fail',
  });
});

test('success of another agent than the usual one happened where that agent says so', () => {
  const of = () =>
    refused('snatchpickup.prerequisites.no-permission', snatching({ agentId: WATCHER, response: envelope('0') }));
  const alerting = (agentId: string) => add(told(agentId, SENT + 5, 'AgentOther_PhoneAlerting'));
  expect(verdicts(judged(of(), alerting(WATCHER)))).toEqual({ 'SP-PRE-5': 'fail' });
  expect(verdicts(judged(of(), alerting(PICKER)))).toEqual({ 'SP-PRE-5': 'fail', 'SP-RESPONSE-2': 'fail' });
});

test('a call that was lost without a word is an effect', () => {
  const lost: Change = ({ seen }) => {
    seen.sideEffect = 'after it the ringing call could no longer be picked up';
  };
  expect(verdicts(judged(ofGroup(), lost))).toEqual({ 'SP-PRE-4': 'fail', 'SP-PRE-7': 'fail' });
  expect(verdicts(judged(ofMethod(), lost))).toEqual({ 'PP-METHOD-2': 'fail' });
});

test('what an agent is left as is an effect, but no harm to the call', () => {
  const left: Change = ({ seen }) => {
    seen.sideEffect = `after it agent ${WATCHER} was busy, which nobody had asked for`;
    seen.callUnharmed = true;
  };
  const result = judged(ofGroup(), left);
  expect(verdicts(result)).toEqual({ 'SP-PRE-4': 'fail' });
  expect(received(result)).toEqual([`after it agent ${WATCHER} was busy, which nobody had asked for`]);
  expect(verdicts(judged(ofMethod(), left))).toEqual({ 'PP-METHOD-2': 'fail' });
  // Where the refusal is no must, its truth is.
  const ofGuid = refused('snatchpickup.guid.made-up', snatching({ response: envelope('100-006') }));
  expect(verdicts(judged(ofGuid, left))).toEqual({ 'SP-GUID-2': 'warning', 'SP-RESPONSE-2': 'fail' });
});

const withoutControl: [title: string, change: Change, reason: string][] = [
  [
    'a control that failed',
    ({ seen }) => {
      seen.control = { succeeded: false, detail: 'the same request got HTTP 200, retcode 100-007' };
    },
    'control failed: the same request got HTTP 200, retcode 100-007',
  ],
  [
    'a control that got lost',
    ({ seen }) => {
      const lost = exchange({ purpose: 'control', response: answer(502, '') });
      seen.control = { exchange: lost, succeeded: false, detail: 'the same request got HTTP 502' };
    },
    'the network came between: control failed: the same request got HTTP 502',
  ],
  [
    'no control',
    ({ seen }) => {
      delete seen.control;
    },
    'no control was made',
  ],
];
for (const [title, change, reason] of withoutControl) {
  test(`${title} leaves open what the refusal means`, () => {
    const result = judged(ofMethod(), change);
    expect(result.verdict).toBe('inconclusive');
    expect(result.requirements.map(({ requirement, verdict }) => `${requirement} ${verdict}`)).toEqual([
      'PP-METHOD-2 inconclusive',
      'PP-RESPONSE-1 pass',
      'PP-RESPONSE-2 inconclusive',
      'PP-ROBUST-1 pass',
      'PP-RESPONSE-3 pass',
      'PP-EVENT-4 inconclusive',
      'PP-ERROR-2 pass',
      'PP-ERROR-1 inconclusive',
    ]);
    expect(result.requirements[0]?.reason).toBe(reason);
  });
  test(`${title} does not excuse what was proven`, () => {
    const result = judged(ofMethod(), change, add(told(PICKER, SENT + 5, 'AgentEvent_Talking', {})));
    expect(verdicts(result)).toMatchObject({ 'PP-METHOD-2': 'fail', 'PP-EVENT-4': 'fail' });
  });
}

test('an unstable refusal is inconclusive, with its reason', () => {
  const unstable: Change = ({ seen }) => {
    seen.inconclusive = 'unstable: repeated alone it was harmless';
  };
  expect(shared(judged(ofMethod(), unstable))).toBe('inconclusive: unstable: repeated alone it was harmless');
});
