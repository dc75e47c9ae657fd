import { expect, test } from '@playwright/test';
import { Traffic } from '../../../src/gateway/traffic';

const FOREVER_MS = 50_000;

/** Has it been allowed by now? What is allowed is so at once. */
async function allowed(asked: Promise<unknown>): Promise<boolean> {
  return Promise.race([asked.then(() => true), new Promise<false>((resolve) => setImmediate(() => resolve(false)))]);
}

test('the end waits for what is under way, and lets nothing new begin but what cleans up', async () => {
  const traffic = new Traffic();
  const order: string[] = [];
  const first = await traffic.begin('stimulus');
  const second = await traffic.begin('clean-up');
  const ended = traffic.end(FOREVER_MS).then(() => order.push('ended'));
  expect(await allowed(traffic.begin('stage'))).toBe(false);
  expect(await allowed(traffic.begin('clean-up'))).toBe(true);
  first();
  order.push('first');
  await new Promise((resolve) => setImmediate(resolve));
  order.push('second');
  second();
  await ended;
  expect(order).toEqual(['first', 'second', 'ended']);
});

test('nobody waits for a poll', async () => {
  const traffic = new Traffic();
  await traffic.begin('poll');
  await traffic.end(FOREVER_MS);
});

test('what does not end is waited for no longer than that', async () => {
  const traffic = new Traffic();
  await traffic.begin('stage');
  await traffic.end(1);
});
