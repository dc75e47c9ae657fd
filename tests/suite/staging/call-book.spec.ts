import { expect, test } from '@playwright/test';
import type { AgentSession } from '../../../src/gateway/agent-session';
import { useClock } from '../../../src/gateway/clock';
import { EventLog } from '../../../src/gateway/event-log';
import { manualClock } from '../../../src/simulator/clock';
import { CallBook } from '../../../src/staging/call-book';

const alerting = 'AgentOther_PhoneAlerting';
const release = 'AgentOther_PhoneRelease';
const offhook = 'AgentOther_PhoneOffhook';
const talking = 'AgentEvent_Talking';
const info = 'AgentEvent_Incoming_CallInfo';
const record = 'AgentMediaEvent_Record';
const always = Number.POSITIVE_INFINITY;

/** An agent whose events the test makes. */
function agent(id: string): AgentSession {
  const log = new EventLog(id);
  return { id, log, signedIn: true, signIns: 1, agent: { phoneModel: 'eSpace 7910' } } as unknown as AgentSession;
}

const send = (to: AgentSession, ...eventTypes: string[]) => {
  for (const eventType of eventTypes) to.log.append({ eventType, workNo: to.id, content: null });
};

/** A book whose deadline is further away than the test lasts, or so near that it has passed. */
const book = (deadlineMs = 50_000, recording = true) =>
  new CallBook({ recording, events: { deadlineMs, quietMs: 5, mode: 'poll' } });

/** Whether the agents are settled once everything that waits for nothing has run. */
async function settled(calls: CallBook, ...agents: AgentSession[]): Promise<boolean> {
  let done = false;
  void calls.settle(agents).then(() => {
    done = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return done;
}

const told = (calls: CallBook, of: AgentSession, before = always) =>
  calls.explained([of], before).map(({ eventType, position }) => `${position} ${eventType}`);

test('an agent without a call is owed nothing', async () => {
  const [calls, one] = [book(), agent('101')];
  calls.over(one);
  send(one, release);
  expect(await settled(calls, one)).toBe(true);
  expect(told(calls, one)).toEqual([]);
});

test('after its call is over an agent is settled once it was told, not before', async () => {
  const [calls, one] = [book(), agent('101')];
  calls.rings(one, 'external', { from: one.log.end });
  calls.over(one);
  expect(await settled(calls, one)).toBe(false);
  send(one, 'AgentState_Ready');
  expect(await settled(calls, one)).toBe(false);
  send(one, release);
  expect(await settled(calls, one)).toBe(true);
});

test('an answered call owes four events, each one once', async () => {
  const [calls, one] = [book(), agent('101')];
  calls.rings(one, 'external', { from: one.log.end });
  calls.answered(one, 0);
  send(one, offhook, talking, info);
  expect(await settled(calls, one)).toBe(false);
  send(one, record, offhook, talking);
  expect(await settled(calls, one)).toBe(true);
  expect(told(calls, one)).toEqual([`0 ${offhook}`, `1 ${talking}`, `2 ${info}`, `3 ${record}`]);
});

test('what came before its cause pays nothing', async () => {
  const [calls, one] = [book(), agent('101')];
  calls.rings(one, 'external', { from: one.log.end });
  send(one, release);
  calls.over(one);
  expect(await settled(calls, one)).toBe(false);
  expect(told(calls, one)).toEqual([]);
});

test('an event explains nothing that was done before its own cause', async () => {
  const [calls, one] = [book(), agent('101')];
  calls.rings(one, 'external', { from: one.log.end });
  calls.over(one);
  send(one, release);
  expect(told(calls, one, 0)).toEqual([]);
  expect(told(calls, one)).toEqual([`0 ${release}`]);
});

test('a call that is taken owes its first agent the release, the new one nothing until it is over', async () => {
  const [calls, one, other] = [book(), agent('101'), agent('102')];
  calls.rings(one, 'external', { from: one.log.end });
  calls.taken(one, 0, other);
  expect(await settled(calls, other)).toBe(true);
  expect(await settled(calls, one)).toBe(false);
  send(one, release);
  expect(await settled(calls, one)).toBe(true);
  calls.over(one);
  expect(await settled(calls, one)).toBe(true);
  calls.over(other);
  expect(await settled(calls, other)).toBe(false);
});

test('both parties of an internal call are told of its end', async () => {
  const [calls, one, caller] = [book(), agent('101'), agent('102')];
  calls.rings(one, 'internal', { from: 0, by: { session: caller, from: 0 } });
  calls.over(one);
  send(one, release);
  expect(await settled(calls, caller)).toBe(false);
  send(caller, offhook, release);
  expect(await settled(calls, one, caller)).toBe(true);
});

test('what a gateway never sends is not owed for ever, and then explains nothing', async () => {
  const [calls, one] = [book(1), agent('101')];
  for (let call = 0; call < 2; call++) {
    calls.rings(one, 'external', { from: one.log.end });
    calls.over(one);
    await calls.settle([one]);
  }
  calls.rings(one, 'external', { from: one.log.end });
  calls.over(one);
  expect(await settled(calls, one)).toBe(true);
  send(one, release);
  expect(told(calls, one)).toEqual([]);
});

test('an event that was missing once is still owed the next time', async () => {
  const [calls, one] = [book(1), agent('101')];
  calls.rings(one, 'external', { from: one.log.end });
  calls.over(one);
  await calls.settle([one]);
  calls.rings(one, 'external', { from: one.log.end });
  calls.over(one);
  send(one, release);
  expect(told(calls, one)).toEqual([`0 ${release}`]);
});

test('where calls are not recorded the recording is not waited for, but may come', async () => {
  const [calls, one] = [book(50_000, false), agent('101')];
  calls.rings(one, 'external', { from: one.log.end });
  calls.answered(one, 0);
  send(one, offhook, talking, info);
  expect(await settled(calls, one)).toBe(true);
  send(one, record, record);
  expect(told(calls, one)).toEqual([`0 ${offhook}`, `1 ${talking}`, `2 ${info}`, `3 ${record}`]);
});

test('what is not promised of an internal call is not waited for, and is not paid by what is promised of the next call', async () => {
  const [calls, one] = [book(), agent('101')];
  calls.rings(one, 'internal', { from: one.log.end });
  calls.answered(one, 0);
  send(one, offhook, talking);
  expect(await settled(calls, one)).toBe(true);
  calls.rings(one, 'external', { from: one.log.end });
  calls.answered(one, one.log.end);
  send(one, offhook, talking, record);
  expect(await settled(calls, one)).toBe(false);
  send(one, info);
  expect(await settled(calls, one)).toBe(true);
  expect(await settled(calls, one)).toBe(true);
  send(one, info);
  expect(told(calls, one)).toContain(`6 ${info}`);
});

test('what an internal call brought though nobody promised it is waited for the next time', async () => {
  const [calls, one] = [book(), agent('101')];
  calls.rings(one, 'internal', { from: one.log.end });
  calls.answered(one, 0);
  send(one, offhook, talking, info);
  expect(await settled(calls, one)).toBe(true);
  calls.rings(one, 'internal', { from: one.log.end });
  calls.answered(one, one.log.end);
  send(one, offhook, talking);
  expect(await settled(calls, one)).toBe(false);
  send(one, info);
  expect(await settled(calls, one)).toBe(true);
});

test('a session that ended owes nothing', async () => {
  const [calls, one] = [book(), agent('101')];
  calls.rings(one, 'external', { from: one.log.end });
  calls.over(one);
  one.signIns += 1;
  expect(await settled(calls, one)).toBe(true);
  send(one, release);
  expect(told(calls, one)).toEqual([]);
});

test("the caller's phone may alert before it is lifted; one that alerts afterwards has another call", async () => {
  for (const [came, explained] of [
    [
      [alerting, offhook, alerting],
      [`0 ${alerting}`, `1 ${offhook}`],
    ],
    [[offhook, alerting], [`0 ${offhook}`]],
  ] as const) {
    const [calls, caller, called] = [book(), agent('101'), agent('102')];
    calls.rings(called, 'internal', { from: 0, by: { session: caller, from: 0 } });
    send(caller, ...came);
    expect(told(calls, caller)).toEqual(explained);
  }
});

test('what did not come while the suite was too slow may come yet, and is still explained', async () => {
  for (const [isHealthy, explained] of [
    [() => true, []],
    [() => false, [`0 ${release}`]],
  ] as const) {
    const calls = new CallBook({ recording: true, events: { deadlineMs: 5, quietMs: 5, mode: 'poll' } }, isHealthy);
    const clock = manualClock(0);
    const putBack = useClock({ ...clock, ordered: () => () => {} });
    try {
      const one = agent('101');
      calls.rings(one, 'external', { from: one.log.end });
      calls.over(one);
      const settling = calls.settle([one]);
      clock.advance(8);
      await settling;
      send(one, release);
      expect(told(calls, one)).toEqual(explained);
    } finally {
      putBack();
    }
  }
});
