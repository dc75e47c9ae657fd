import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CallOrder } from '../../../src/calls/call-driver';
import { commandDriver } from '../../../src/calls/command-driver';

const order: CallOrder = { agentId: '101', phone: '70101', kind: 'external' };
/** Longer than any of these programs takes that ends. */
const LONG_MS = 20_000;

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-driver-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

/** Runs `script` as the driver's program. */
function ring(script: string, timeoutMs = LONG_MS) {
  const program = join(folder, 'driver.sh');
  writeFileSync(program, `#!/bin/sh\ncd ${folder}\n${script}\n`, { mode: 0o755 });
  return commandDriver(program, ['--line', '2'], timeoutMs).act('ring', order);
}

test('the action comes first, then the arguments of the site file; the order on standard input', async () => {
  expect(await ring('echo "$@" >arguments; cat >order')).toEqual({ done: true });
  expect(readFileSync(join(folder, 'arguments'), 'utf8')).toBe('ring --line 2\n');
  expect(JSON.parse(readFileSync(join(folder, 'order'), 'utf8'))).toEqual(order);
});

test('a program may leave its input unread and its output full', async () => {
  expect(await ring('yes | head -c 1000000')).toEqual({ done: true });
});

for (const [title, script, reason] of [
  ['its standard error is the reason, in one line', 'echo "line\n  is  busy" >&2; exit 4', 'line is busy'],
  ['without a word, the exit code is', 'exit 4', 'exit code 4, no reason'],
  ['or the signal that ended it', 'kill -9 $$', 'ended by SIGKILL'],
  ['what it printed is no reason', 'echo all well; exit 1', 'exit code 1, no reason'],
] as const)
  test(`not done: ${title}`, async () => {
    expect(await ring(script)).toEqual({ done: false, reason: `call driver command failed at ring: ${reason}` });
  });

test('a program that does not end is ended with all that it started', async () => {
  const outcome = ring('echo dialling >&2\n(sleep 60 & echo $! >pid; wait)', 1500);
  expect(await outcome).toEqual({
    done: false,
    reason: 'call driver command failed at ring: no end within 1500 ms; it said: dialling',
  });
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  await expect.poll(() => runs(pid), { intervals: [5] }).toBe(false);
});

test('what a program leaves in the background goes on, and is not waited for', async () => {
  expect(await ring('sleep 60 &\necho $! >pid')).toEqual({ done: true });
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  expect(runs(pid)).toBe(true);
  process.kill(pid);
});

test('a program that cannot be started is a driver that is missing', async () => {
  expect(existsSync(join(folder, 'nothing'))).toBe(false);
  expect(await commandDriver(join(folder, 'nothing'), []).act('ring', order)).toEqual({
    done: false,
    reason: expect.stringMatching(/^call driver command failed at ring: spawn .*ENOENT$/),
    unreachable: true,
  });
});

/** Is it there, and no mere entry of a process that has ended? */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
