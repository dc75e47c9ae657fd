import { expect, test } from '@playwright/test';
import type { CaseResult, Marks } from '../../../src/checks/verdict';
import {
  ANSWERED,
  add,
  alter,
  answer,
  answered,
  both,
  CALLED,
  type Change,
  callTakenOver,
  double,
  judged,
  LIFTED,
  lose,
  PICKER,
  phonePickedUp,
  refused,
  SENT,
  told,
} from './observations';

const talking = 'AgentEvent_Talking';
const offhook = 'AgentOther_PhoneOffhook';
const alerting = 'AgentOther_PhoneAlerting';

/** What the findings of a requirement point at. */
function marksOf({ findings }: CaseResult, requirement: string): (Marks | undefined)[] {
  return findings.filter((finding) => finding.requirement === requirement).map(({ marks }) => marks);
}

test('an event that did not come is marked with its agent and the time in which it was due', () => {
  const result = judged(callTakenOver(), lose(talking), ({ seen }) => {
    seen.moments = { ...seen.moments, phoneAnsweringDone: LIFTED + 20 };
  });
  expect(marksOf(result, 'SP-EVENT-2')).toEqual([
    { missing: { event: talking, agentId: PICKER, from: LIFTED, until: LIFTED + 20 + 2000 } },
  ]);
});

const at = (eventType: string, time: number): Change => alter(eventType, () => ({ at: time }));
const deviating: [what: string, requirement: string, change: Change, events: Marks['events']][] = [
  ['a late event', 'SP-EVENT-1', at(alerting, ANSWERED + 2100), [{ agentId: PICKER, position: 5 }]],
  ['the second of two', 'SP-EVENT-7', double(offhook), [{ agentId: PICKER, position: 2 }]],
  ['an event before its time', 'SP-EVENT-6', at(talking, SENT + 15), [{ agentId: PICKER, position: 1 }]],
];
for (const [what, requirement, change, events] of deviating)
  test(`${what} is marked`, () => {
    const marks = marksOf(judged(callTakenOver(), change), requirement);
    expect(marks).toContainEqual({ events });
  });

test('an exchange that deviates is marked, with the events that came after a refusal', () => {
  const lie = judged(phonePickedUp(), lose(offhook, talking));
  expect(marksOf(lie, 'PP-RESPONSE-2')).toEqual([{ exchanges: [expect.any(Number)] }]);
  const effect = judged(refused('phonepickup.method.get'), add(told(PICKER, SENT + 20, offhook)), ({ seen }) => {
    seen.explainedFrom = SENT + 40;
  });
  expect(marksOf(effect, 'PP-METHOD-2')).toEqual([
    { exchanges: [expect.any(Number)], events: [{ agentId: PICKER, position: expect.any(Number) }] },
  ]);
});

test('an answer of another form is marked, a documented one is not', () => {
  const story = phonePickedUp();
  const broken = judged(story, answered(answer(200, 'OK')));
  expect(marksOf(broken, 'PP-RESPONSE-1')).toEqual([{ exchanges: [story.stimuli[0]?.id] }]);
  expect(judged(phonePickedUp()).findings).toEqual([]);
});

test('the time that each promised event took is told, from the answer or from lifting the handset', () => {
  const { latencies = [] } = judged(
    callTakenOver(),
    both(at(alerting, SENT + 1), ({ seen }) => {
      seen.moments = { ...seen.moments, requestAccepted: ANSWERED };
    }),
  );
  const told = latencies.filter(({ agentId }) => agentId !== CALLED);
  expect(told.map(({ event, after, ms }) => [event, after, ms])).toEqual([
    [alerting, 'request accepted', 0],
    [offhook, 'phone answered', 2],
    [talking, 'phone answered', 3],
    ['AgentEvent_Incoming_CallInfo', 'phone answered', 4],
    ['AgentMediaEvent_Record', 'phone answered', 5],
    ['AgentOther_PhoneRelease', 'call ended', 5],
  ]);
  expect(judged(callTakenOver(), lose(talking)).latencies?.map(({ event }) => event)).not.toContain(talking);
});
