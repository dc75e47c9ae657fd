import { expect, test } from '@playwright/test';
import type { Exchange, Purpose } from '../../../src/evidence/exchange';
import { describeHealth, healthIn, isUnhealthy } from '../../../src/evidence/own-delays';
import { AnswerTimes } from '../../../src/gateway/answer-times';
import { afterAwake, type Clock, useClock } from '../../../src/gateway/clock';
import { EventLog } from '../../../src/gateway/event-log';
import { Patience } from '../../../src/gateway/patience';
import { manualClock } from '../../../src/simulator/clock';

/** A clock that is moved by hand, of a process that slept at these times. */
function clockOf(...sleeps: [from: number, to: number][]): Clock & { advance(ms: number): void } {
  const manual = manualClock(0);
  return {
    ...manual,
    ordered: () => () => {},
    asleep: (from, to) =>
      sleeps
        .map((sleep) => ({ from: Math.max(sleep[0], from), to: Math.min(sleep[1], to) }))
        .filter((sleep) => sleep.to > sleep.from),
  };
}

function firedAt(clock: ReturnType<typeof clockOf>, ms: number): number | undefined {
  let at: number | undefined;
  afterAwake(ms, () => (at = clock.now()), clock);
  for (let step = 0; step < 100 && at === undefined; step++) clock.advance(10);
  return at;
}

test('a time limit counts the time in which the process was scheduled', () => {
  expect(firedAt(clockOf(), 100)).toBe(100);
  expect(firedAt(clockOf([40, 90]), 100)).toBe(150);
  // It sleeps again while it makes up for the first sleep.
  expect(firedAt(clockOf([40, 90], [110, 130]), 100)).toBe(170);
  expect(firedAt(clockOf([200, 300]), 100)).toBe(100);
});

test('a process that hardly ever wakes up does not wait for ever', () => {
  expect(firedAt(clockOf([0, 100_000]), 100)).toBe(400);
});

test('delays that overlap are counted once', () => {
  const health = healthIn(
    [
      { what: 'not scheduled', from: 0, to: 300 },
      { what: 'slow answer', from: 200, to: 500 },
      { what: 'not scheduled', from: 900, to: 2000 },
    ],
    100,
    1000,
  );
  expect(health).toEqual({ from: 100, to: 1000, notScheduledMs: 300, slowAnswersMs: 300, ownMs: 500 });
  expect(describeHealth(health)).toBe(
    'this process was not scheduled for 0.30 s and answers to other requests were overdue for 0.30 s in that window of 0.90 s',
  );
});

test('a window is unhealthy where a tenth of it was lost, or as much as makes the difference', () => {
  const lost = (ms: number) => healthIn([{ what: 'not scheduled', from: 0, to: ms }], 0, 10_000);
  expect(isUnhealthy(lost(0), 0)).toBe(false);
  expect(isUnhealthy(lost(999))).toBe(false);
  expect(isUnhealthy(lost(1000))).toBe(true);
  expect(isUnhealthy(lost(60), 50)).toBe(true);
  expect(isUnhealthy(lost(60), 70)).toBe(false);
});

function exchange(sentAt: number, took: number, purpose: Purpose = 'stage'): Exchange {
  const request = { method: 'GET', url: 'https://gateway.example/', headers: [] };
  return { id: 1, purpose, sentAt, endedAt: sentAt + took, request };
}

test('an answer is overdue by what is usual at this gateway', () => {
  const quick = new AnswerTimes();
  for (let at = 0; at < 100; at += 10) quick.heard(exchange(at, 5));
  quick.heard(exchange(1000, 605));
  expect(quick.slow(0, 10_000)).toEqual([{ from: 1005, to: 1605 }]);
  expect(quick.slow(1100, 1200)).toEqual([{ from: 1100, to: 1200 }]);
  const slow = new AnswerTimes();
  for (let at = 0; at < 100; at += 10) slow.heard(exchange(at, 600));
  slow.heard(exchange(1000, 605));
  expect(slow.slow(0, 10_000)).toEqual([]);
});

test('a watched request is overdue also before it is answered', () => {
  const clock = clockOf();
  const putBack = useClock(clock);
  try {
    const times = new AnswerTimes();
    for (let at = -100; at < 0; at += 10) times.heard(exchange(at, 5));
    void times.watch(new Promise(() => undefined));
    clock.advance(100);
    expect(times.slow(0, 1000)).toEqual([]);
    clock.advance(900);
    expect(times.slow(0, 1000)).toEqual([{ from: 5, to: 1000 }]);
  } finally {
    putBack();
  }
});

test('polls wait on purpose, and a stimulus may be slow for what it asks', () => {
  const times = new AnswerTimes();
  for (let at = 0; at < 100; at += 10) times.heard(exchange(at, 5));
  for (const purpose of ['poll', 'stimulus', 'control'] as const) times.heard(exchange(1000, 5000, purpose));
  expect(times.slow(0, 10_000)).toEqual([]);
});

const DEADLINE_MS = 20;
const neverComes = (patience: Patience) => {
  const log = new EventLog('101');
  return patience.waitFor('A', log, () => false, 0, DEADLINE_MS);
};

test('an event that is overdue lets other answers be timed, and one that was waited for too often does not', async () => {
  let probes = 0;
  const probe = () => {
    probes += 1;
  };
  const patience = new Patience(1, { probe, isHealthy: () => true });
  await neverComes(patience);
  expect(probes).toBeGreaterThan(0);
  await neverComes(patience);
  const before = probes;
  expect(await neverComes(patience)).toEqual({ cutShortMs: 1 });
  expect(probes).toBe(before);
});

test('a wait in vain while the suite was not healthy shortens no later one', async () => {
  const patience = new Patience(1, { probe: () => undefined, isHealthy: () => false });
  for (let wait = 0; wait < 4; wait++) expect(await neverComes(patience)).toEqual({});
});
