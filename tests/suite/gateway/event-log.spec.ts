import { expect, test } from '@playwright/test';
import { EventLog } from '../../../src/gateway/event-log';

const event = (eventType: string) => ({ eventType, workNo: '101', content: null });
const is = (eventType: string) => (each: { eventType: string }) => each.eventType === eventType;
/** Longer than any test: who waits so long waits for an event, or for the end. */
const FOREVER_MS = 600_000;

test('events are kept in their order, with positions and rising times', () => {
  const log = new EventLog('101');
  for (const eventType of ['A', 'B', 'A']) log.append(event(eventType));
  expect(log.events.map(({ agentId, position, eventType }) => [agentId, position, eventType])).toEqual([
    ['101', 0, 'A'],
    ['101', 1, 'B'],
    ['101', 2, 'A'],
  ]);
  const times = log.events.map(({ at }) => at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(log.end).toBe(3);
});

const past: [title: string, from: number, eventType: string, position: number | undefined][] = [
  ['the first that matches', 0, 'A', 0],
  ['one at the position itself', 1, 'B', 1],
  ['one behind it', 1, 'A', 2],
  ['none before it', 2, 'B', undefined],
  ['none of another type', 0, 'C', undefined],
];
for (const [title, from, eventType, position] of past)
  test(`an event of the past is found from a position on: ${title}`, async () => {
    const log = new EventLog('101');
    for (const each of ['A', 'B', 'A']) log.append(event(each));
    expect((await log.waitFor(is(eventType), from, 0))?.position).toBe(position);
  });

test('an event of the future is waited for', async () => {
  const log = new EventLog('101');
  log.append(event('B'));
  const waiting = log.waitFor(is('B'), log.end, FOREVER_MS);
  log.append(event('A'));
  log.append(event('B'));
  expect((await waiting)?.position).toBe(2);
});

test('an event before the position does not end the wait for one behind it', async () => {
  const log = new EventLog('101');
  const waiting = log.waitFor(is('A'), 1, FOREVER_MS);
  log.append(event('A'));
  log.append(event('A'));
  expect((await waiting)?.position).toBe(1);
});

test('everybody who waits is told, each of the own event', async () => {
  const log = new EventLog('101');
  const waiting = ['A', 'B', 'A'].map((eventType) => log.waitFor(is(eventType), 0, FOREVER_MS));
  log.append(event('B'));
  log.append(event('A'));
  expect((await Promise.all(waiting)).map((found) => found?.position)).toEqual([1, 0, 1]);
});

test('who waits in vain is told so, and not again', async () => {
  const log = new EventLog('101');
  expect(await log.waitFor(is('A'), 0, 1)).toBeUndefined();
  log.append(event('A'));
  expect((await log.waitFor(is('A'), 0, 1))?.position).toBe(0);
});

test('a closed log ends every wait, and lets nobody wait; what it holds is still found', async () => {
  const log = new EventLog('101');
  log.append(event('A'));
  const waiting = [log.waitFor(is('B'), 0, FOREVER_MS), log.waitFor(is('C'), 0, FOREVER_MS)];
  log.close('the agent is not signed in');
  expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
  expect(await log.waitFor(is('B'), 0, FOREVER_MS)).toBeUndefined();
  expect((await log.waitFor(is('A'), 0, FOREVER_MS))?.position).toBe(0);
});

test('a log that is reopened can be waited at', async () => {
  const log = new EventLog('101');
  log.close('the agent is not signed in');
  log.reopen();
  const waiting = log.waitFor(is('A'), 0, FOREVER_MS);
  log.append(event('A'));
  expect((await waiting)?.position).toBe(0);
});
