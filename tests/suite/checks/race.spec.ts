import { expect, test } from '@playwright/test';
import {
  add,
  answer,
  CALLED,
  type Change,
  contract,
  envelope,
  exchange,
  failed,
  judged,
  lose,
  PICKER,
  phonePickedUp,
  raced,
  received,
  SENT,
  shared,
  snatching,
  told,
  verdicts,
  WATCHER,
} from './observations';

const loserGets =
  (response: ReturnType<typeof answer>): Change =>
  ({ stimuli }) => {
    Object.assign(stimuli[1] ?? {}, { response });
  };
/** The rival is the ringing agent itself, by phonepickup. */
const byPhonepickup =
  (response: ReturnType<typeof answer>): Change =>
  (of) => {
    const [first] = of.stimuli;
    of.stimuli = [
      ...(first ? [first] : []),
      exchange({ path: `/voicecall/${CALLED}/phonepickup`, agentId: CALLED, response }),
    ];
  };

const fair: [title: string, change: Change][] = [
  ['one wins, the other is refused by retcode', () => {}],
  ['one wins, the other is refused by status', loserGets(answer(409, 'too late'))],
  ['snatchpickup wins, phonepickup is refused', byPhonepickup(envelope('100-007'))],
  ['nobody is told anything of the loser', add(told(WATCHER, SENT + 5, 'AgentState_Ready'))],
];
for (const [title, change] of fair)
  test(`a race is fair: ${title}`, () => {
    expect(verdicts(judged(raced(), change))).toEqual({});
  });

test('a race is fair: phonepickup wins', () => {
  const phonepickupWins: Change = (of) => {
    byPhonepickup(envelope('0'))(of);
    Object.assign(of.stimuli[0] ?? {}, { response: envelope('100-007') });
    of.events = [
      told(CALLED, SENT + 12, 'AgentOther_PhoneOffhook', { type: 'main' }),
      told(CALLED, SENT + 13, 'AgentEvent_Talking', {}),
    ];
  };
  expect(verdicts(judged(raced(), phonepickupWins))).toEqual({});
  expect(verdicts(judged(raced(), phonepickupWins, add(told(PICKER, SENT + 12, 'AgentOther_PhoneAlerting'))))).toEqual({
    'SP-PRE-8': 'fail',
    'SP-EVENT-8': 'fail',
  });
});

test('two winners are one too many, none is one too few', () => {
  const two = judged(raced(), loserGets(envelope('0')));
  // The second winner was told of no pickup.
  expect(verdicts(two)).toEqual({ 'SP-PRE-8': 'fail', 'SP-RESPONSE-2': 'fail' });
  expect(received(two)).toEqual([
    expect.stringMatching(/^2 succeeded: /),
    expect.stringContaining(`no event of a pickup came to agent ${WATCHER}`),
  ]);
  const none = judged(raced(), ({ stimuli }) => {
    for (const stimulus of stimuli) Object.assign(stimulus, { response: envelope('100-007') });
  });
  expect(verdicts(none)).toMatchObject({ 'SP-PRE-8': 'fail' });
  expect(received(none)[0]).toMatch(/^0 succeeded: /);
});

test('a winner has an event of its pickup', () => {
  const unheard = judged(raced(), lose('AgentOther_PhoneAlerting', 'AgentOther_PhoneRelease'));
  expect(verdicts(unheard)).toEqual({ 'SP-RESPONSE-2': 'fail' });
  expect(received(unheard)).toEqual([expect.stringContaining(`no event of a pickup came to agent ${PICKER}`)]);
  const both = judged(raced(), loserGets(envelope('0')), add(told(WATCHER, SENT + 5, 'AgentOther_PhoneAlerting')));
  expect(verdicts(both)).toEqual({ 'SP-PRE-8': 'fail' });
});

test('the loser gets no event', () => {
  expect(verdicts(judged(raced(), add(told(WATCHER, SENT + 5, 'AgentOther_PhoneAlerting'))))).toEqual({
    'SP-PRE-8': 'fail',
    'SP-EVENT-8': 'fail',
  });
});

test("the loser's retcode is judged, but not phonepickup's by snatchpickup's list", () => {
  expect(verdicts(judged(raced(), loserGets(envelope('100-006'))))).toEqual({ 'SP-ERROR-2': 'warning' });
  expect(verdicts(judged(raced(), loserGets(envelope('100-009'))))).toEqual({ 'SP-ERROR-3': 'warning' });
  expect(verdicts(judged(raced(), byPhonepickup(envelope('100-009'))))).toEqual({});
});

test("the loser's retcode is judged in a race of phonepickups, too", () => {
  const loserOf = (retcode: string) => {
    const raced = phonePickedUp('phonepickup.prerequisites.race-between-two-phonepickups');
    raced.stimuli.push(exchange({ response: envelope(retcode) }));
    return verdicts(judged(raced));
  };
  expect(loserOf('100-007')).toEqual({});
  expect(loserOf('100-006')).toEqual({ 'PP-ERROR-1': 'warning' });
  expect(loserOf('100-009')).toEqual({ 'PP-ERROR-2': 'warning' });
});

/** Agent 101 took the call; then it and 103 reach for it at once. */
const onceMore =
  (pickup: ReturnType<typeof answer>, snatch: ReturnType<typeof answer>): Change =>
  (of) => {
    byPhonepickup(envelope('100-007'))(of);
    const sentAt = SENT + 40;
    of.stimuli.push(
      { ...exchange({ path: `/voicecall/${PICKER}/phonepickup`, agentId: PICKER, response: pickup }), sentAt },
      { ...snatching({ agentId: WATCHER, response: snatch }), sentAt },
    );
  };
const taken = told(WATCHER, SENT + 45, 'AgentOther_PhoneAlerting');
const released = told(PICKER, SENT + 45, 'AgentOther_PhoneRelease', { phoneState: 3 });
const lifted = told(PICKER, SENT + 45, 'AgentOther_PhoneOffhook', { type: 'main' });

test('a call that rings again is raced for once more, and judged by what happens then', () => {
  const [won, lost] = [envelope('0'), envelope('100-007')];
  expect(verdicts(judged(raced(), onceMore(won, lost), add(lifted)))).toEqual({});
  expect(verdicts(judged(raced(), onceMore(lost, won), add(taken, released)))).toEqual({});
  expect(verdicts(judged(raced(), onceMore(won, won), add(taken, lifted)))).toEqual({ 'SP-PRE-8': 'fail' });
  expect(verdicts(judged(raced(), onceMore(lost, lost)))).toEqual({ 'SP-PRE-8': 'fail' });
  // What it was told of the first race is no sign of the second.
  const unheard = judged(raced(), onceMore(won, lost), lose('AgentOther_PhoneRelease'));
  expect(verdicts(unheard)).toEqual({ 'SP-RESPONSE-2': 'fail' });
  expect(verdicts(judged(raced(), onceMore(lost, won), add(taken, lifted)))).toEqual({
    'SP-PRE-8': 'fail',
    'SP-EVENT-8': 'fail',
  });
});

test("the loser's answer has the documented form", () => {
  expect(verdicts(judged(raced(), loserGets(envelope('100-007', { message: null }))))).toEqual({
    'SP-RESPONSE-1': 'fail',
  });
});

test("the loser's answer should have a result", () => {
  expect(verdicts(judged(raced(), loserGets(envelope('100-007', { result: null }))))).toEqual({
    'SP-RESPONSE-3': 'warning',
  });
});

test('a race that did not reach the gateway says nothing', () => {
  expect(shared(judged(raced(), failed('connection-refused', 'ECONNREFUSED')))).toBe(
    'inconclusive: the gateway was not reached: ECONNREFUSED',
  );
});

test('a race claims nothing of events that it does not watch to their end', () => {
  const { events } = contract.operations.snatchpickup.trace;
  const ofTrace = new Set(events.flatMap(({ requirement, once }) => [requirement, once]));
  expect(judged(raced()).requirements.filter(({ requirement }) => ofTrace.has(requirement))).toEqual([]);
});
