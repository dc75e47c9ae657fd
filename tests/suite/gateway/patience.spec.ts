import { expect, test } from '@playwright/test';
import { EventLog } from '../../../src/gateway/event-log';
import { Patience } from '../../../src/gateway/patience';

const DEADLINE_MS = 40;
const LEAST_MS = 5;
const isA = ({ eventType }: { eventType: string }) => eventType === 'A';
const event = (eventType: string) => ({ eventType, workNo: '101', content: null });

/** Waits in vain so often that the next wait is cut short. */
async function lostTwice(): Promise<{ patience: Patience; log: EventLog; wait: (what?: string) => Promise<unknown> }> {
  const patience = new Patience(LEAST_MS);
  const log = new EventLog('101');
  const wait = (what = 'A') => patience.waitFor(what, log, isA, log.end, DEADLINE_MS);
  expect(await wait()).toEqual({});
  expect(await wait()).toEqual({});
  return { patience, log, wait };
}

test('an event that never comes is waited for in full twice, and then for a part of the time', async () => {
  const { wait } = await lostTwice();
  expect(await wait()).toEqual({ cutShortMs: LEAST_MS });
  expect(await wait()).toEqual({ cutShortMs: LEAST_MS });
});

test('other events keep their full time', async () => {
  const { wait } = await lostTwice();
  expect(await wait('B')).toEqual({});
});

test('a part of a long wait is a twentieth', async () => {
  const { patience, log } = await lostTwice();
  expect(await patience.waitFor('A', log, isA, log.end, 200)).toEqual({ cutShortMs: 10 });
});

test('an event that comes while it is waited for gives the full time back', async () => {
  const { log, wait } = await lostTwice();
  const waiting = wait();
  log.append(event('A'));
  expect(await waiting).toMatchObject({ event: { eventType: 'A' } });
  expect(await wait()).toEqual({});
});

test('an event that comes after a wait was cut short gives the full time back', async () => {
  const { patience, log } = await lostTwice();
  expect(await patience.waitFor('A', log, isA, log.end, 10_000)).toEqual({ cutShortMs: 500 });
  log.append(event('A'));
  expect(await patience.waitFor('A', log, isA, log.end, DEADLINE_MS)).toEqual({});
});

test('an event of the next call is no late one of this call', async () => {
  const { patience, log } = await lostTwice();
  log.append(event('B'));
  expect(await patience.waitFor('A', log, isA, log.end, 10_000)).toEqual({ cutShortMs: 500 });
  log.append(event('B'));
  log.callBegins();
  log.append(event('A'));
  expect(await patience.waitFor('A', log, isA, log.end, DEADLINE_MS)).toEqual({ cutShortMs: LEAST_MS });
});

test('another event does not give it back', async () => {
  const { log, wait } = await lostTwice();
  log.append(event('B'));
  expect(await wait()).toEqual({ cutShortMs: LEAST_MS });
});
