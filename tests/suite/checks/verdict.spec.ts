import { expect, test } from '@playwright/test';
import { levelOf } from '../../../src/checks/levels';
import type { Verdict } from '../../../src/checks/verdict';
import {
  add,
  answer,
  answered,
  type Change,
  callTakenOver,
  contract,
  double,
  envelope,
  exchange,
  judged,
  lose,
  PICKER,
  phonePickedUp,
  refused,
  SENT,
  shared,
  told,
} from './observations';

const unsent: Change = (of) => {
  of.stimuli = [];
};
const steps =
  (...all: { what: string; proven: boolean; detail?: string }[]): Change =>
  ({ seen }) => {
    seen.steps = all;
  };
const setTo =
  (member: 'inconclusive' | 'notApplicable', text: string): Change =>
  ({ seen }) => {
    seen[member] = text;
  };

const disturbed: Change = ({ seen }) => {
  seen.disturbed = true;
};

const withoutVerdict: [title: string, changes: Change[], expected: string][] = [
  [
    'a step that was not proven',
    [
      unsent,
      steps(
        { what: 'agent 101 signs in', proven: true },
        {
          what: 'the phone of agent 101 is alerting',
          proven: false,
          detail: 'no AgentOther_PhoneAlerting within 10 ms',
        },
        { what: 'later', proven: false },
      ),
    ],
    'inconclusive: the phone of agent 101 is alerting: no AgentOther_PhoneAlerting within 10 ms',
  ],
  ['a step without detail', [unsent, steps({ what: 'x', proven: false })], 'inconclusive: x: not reached'],
  ['no stimulus', [unsent], 'inconclusive: the stimulus was never sent'],
  ['a stage that failed', [unsent, setTo('inconclusive', 'the driver said no')], 'inconclusive: the driver said no'],
  [
    'a stage that failed after the stimulus',
    [lose('AgentEvent_Talking'), setTo('inconclusive', 'the driver said no')],
    'inconclusive: the driver said no',
  ],
  ['a site that does not lend', [unsent, setTo('notApplicable', 'no agent 999')], 'not-applicable: no agent 999'],
  [
    'a site that does not lend, whatever was seen',
    [answered(answer(500, '')), setTo('notApplicable', 'no agent 999')],
    'not-applicable: no agent 999',
  ],
  [
    'a site that seems not to lend while the network came between',
    [unsent, setTo('notApplicable', 'no wrap-up came'), setTo('inconclusive', 'an event was lost'), disturbed],
    'inconclusive: an event was lost',
  ],
];
for (const [title, changes, expected] of withoutVerdict)
  test(`no verdict comes of ${title}`, () => {
    const result = judged(phonePickedUp(), ...changes);
    expect(shared(result)).toBe(expected);
    expect(result.verdict).toBe(expected.split(':')[0]);
    expect(result.findings).toEqual([]);
  });

test('what was proven of the answer stands, though the stage failed afterwards', () => {
  const result = judged(
    phonePickedUp(),
    answered(envelope('0', { result: null })),
    setTo('inconclusive', 'the driver said no'),
  );
  expect(result.verdict).toBe('fail');
  expect(result.requirements.map(({ requirement, verdict }) => `${requirement} ${verdict}`)).toEqual([
    'PP-METHOD-1 inconclusive',
    'PP-RESPONSE-1 fail',
    'PP-RESPONSE-2 inconclusive',
    'PP-ROBUST-1 inconclusive',
    'PP-EVENT-5 inconclusive',
    'PP-EVENT-1 inconclusive',
    'PP-EVENT-3 inconclusive',
    'PP-EVENT-2 inconclusive',
  ]);
});

const levels: [id: string, change: Change, level: string, verdict: Verdict][] = [
  ['PP-METHOD-1', answered(envelope('100-007')), 'must', 'fail'],
  ['PP-EVENT-3', double('AgentEvent_Talking'), 'should', 'warning'],
];
for (const [id, change, level, verdict] of levels)
  test(`a deviation from ${id}, level ${level}, is a ${verdict}`, () => {
    expect(levelOf(contract, { snatchpickupGuid: 'observed' }, id)).toBe(level);
    const result = judged(phonePickedUp(), change);
    expect(result.verdict).toBe(verdict);
    expect(result.requirements.find(({ requirement }) => requirement === id)?.verdict).toBe(verdict);
  });

test('a deviation from an observed requirement passes, with what was seen as the reason', () => {
  const result = judged(callTakenOver('snatchpickup.events.called-agent'), answered(envelope('100-007')));
  expect(result.requirements[0]).toEqual({
    requirement: 'SP-EVENT-10',
    verdict: 'pass',
    reason:
      'expected success: HTTP 200 with retcode "0"; received HTTP 200 {"message":"","retcode":"100-007","result":{}}',
  });
});

test('snatchpickup without Guid is a must where the site says so, and for nothing else', () => {
  const level = (snatchpickupGuid: 'observed' | 'required', id: string) => levelOf(contract, { snatchpickupGuid }, id);
  expect(level('observed', 'SP-GUID-1')).toBe('observe');
  expect(level('required', 'SP-GUID-1')).toBe('must');
  expect(level('required', 'SP-GUID-2')).toBe('should');
  expect(level('required', 'SP-HEADER-2')).toBe('observe');
});

test('the worst verdict of its requirements is the verdict of a case', () => {
  const get = (retcode: string) =>
    refused('phonepickup.method.get', exchange({ method: 'GET', response: envelope(retcode) }));
  const noControl: Change = ({ seen }) => {
    delete seen.control;
  };
  const talking = add(told(PICKER, SENT + 5, 'AgentEvent_Talking', {}));
  expect(judged(get('100-007')).verdict).toBe('pass');
  expect(judged(get('100-009')).verdict).toBe('warning');
  expect(judged(get('100-009'), noControl).verdict).toBe('inconclusive');
  expect(judged(get('100-009'), noControl, talking).verdict).toBe('fail');
});

test('a requirement that a case was not made for is judged where it is broken', () => {
  const race = 'snatchpickup.method.documented';
  const before = judged(callTakenOver(race)).requirements.map(({ requirement }) => requirement);
  expect(before).not.toContain('SP-EVENT-8');
  const made = judged(refused('phonepickup.response.uri-unknown-root', exchange({ response: envelope('100-006') })));
  expect(made.requirements.map(({ requirement }) => requirement)).not.toContain('PP-ERROR-2');
});

test('judging changes nothing in what is judged', () => {
  const told = phonePickedUp();
  const before = JSON.stringify(told);
  judged(told);
  expect(JSON.stringify(told)).toBe(before);
});
