import { appendFileSync } from 'node:fs';
import { test } from '@playwright/test';

test('a run of the suite', async () => {
  const log = process.env.WRAPPED_LOG;
  if (!log) return;
  appendFileSync(log, 'started\n');
  await new Promise(() => {});
});

test.afterAll(() => {
  if (process.env.WRAPPED_LOG) appendFileSync(process.env.WRAPPED_LOG, 'cleaned up\n');
});
