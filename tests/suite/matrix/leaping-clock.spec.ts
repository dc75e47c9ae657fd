import { expect, test } from '@playwright/test';
import { LeapingClock } from '../../../fixtures/leaping-clock';

/** Long enough for every leap that is due. */
async function everythingReady(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function fired(clock: LeapingClock, ...afterMs: number[]): number[] {
  const order: number[] = [];
  for (const ms of afterMs) clock.after(ms, () => order.push(ms));
  return order;
}

test('what is waited for comes at once, in the order of its time, and the clock shows that time', async () => {
  const clock = new LeapingClock();
  const order = fired(clock, 120_000, 30, 5000);
  await everythingReady();
  expect(order).toEqual([30, 5000, 120_000]);
  expect(Math.floor(clock.now())).toBe(120_000);
});

test('what was called off does not come', async () => {
  const clock = new LeapingClock();
  const order = fired(clock, 10);
  clock.after(5, () => order.push(5))();
  await everythingReady();
  expect(order).toEqual([10]);
});

test('the clock stands while a request or its answer is on its way, and leaps while the gateway keeps it', async () => {
  const clock = new LeapingClock();
  const received = clock.ordered();
  const order = fired(clock, 10);
  await everythingReady();
  expect(order).toEqual([]);
  const answered = clock.answering();
  await everythingReady();
  expect(order).toEqual([10]);
  answered();
  order.push(...fired(clock, 20));
  await everythingReady();
  expect(order).toEqual([10]);
  received();
  const later = fired(clock, 30);
  await everythingReady();
  expect(later).toEqual([30]);
});

test('no two looks at the clock show the same moment', () => {
  const clock = new LeapingClock();
  const looks = Array.from({ length: 100 }, () => clock.now());
  expect(new Set(looks).size).toBe(100);
  expect(looks).toEqual([...looks].sort((a, b) => a - b));
});
