import { expect, test } from '@playwright/test';
import { EventLog } from '../../../src/gateway/event-log';
import { LinkageConfirmation } from '../../../src/gateway/linkage-confirmation';

/** Longer than any test: who waits so long waits for the event. */
const FOREVER_MS = 600_000;
const confirmed = (content: unknown) => ({ eventType: 'AgentEvent_linkageCapability', workNo: '101', content });

function at(quietMs: number, deadlineMs = FOREVER_MS) {
  const log = new EventLog('101');
  const confirmation = new LinkageConfirmation({ deadlineMs, quietMs });
  return { log, enable: () => confirmation.failure(log, log.end, true), confirmation };
}

const results: [content: unknown, failure: string | undefined][] = [
  [{ result: 0 }, undefined],
  [{ result: '0' }, undefined],
  [null, undefined],
  [{ result: 1 }, 'AgentEvent_linkageCapability came with result 1'],
  [{ result: '2' }, 'AgentEvent_linkageCapability came with result 2'],
];
for (const [content, failure] of results)
  test(`a confirmation with ${JSON.stringify(content)} means ${failure ?? 'that the phone is linked'}`, async () => {
    const { log, enable } = at(FOREVER_MS);
    const waiting = enable();
    log.append(confirmed(content));
    expect(await waiting).toBe(failure);
  });

test('a gateway that confirms is waited for, one that does not only once', async () => {
  const silent = at(1, 20);
  expect(await silent.enable()).toBeUndefined();
  // Had it waited again, the event would have been seen.
  const again = silent.enable();
  await again;
  expect(await again).toBeUndefined();
  silent.log.append(confirmed({ result: 0 }));
  const now = silent.enable();
  silent.log.append(confirmed({ result: 1 }));
  expect(await now).toMatch(/result 1/);
});

test('a change to off is waited for as long as the quiet time, whatever is known', async () => {
  const { log, confirmation } = at(FOREVER_MS);
  const waiting = confirmation.failure(log, log.end, false);
  log.append(confirmed({ result: 1 }));
  expect(await waiting).toMatch(/result 1/);
});
