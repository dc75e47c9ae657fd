import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { AgentLocks } from '../../../src/staging/agent-locks';

let directory: string;
test.beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'agent-locks-'));
});
test.afterEach(() => rmSync(directory, { recursive: true }));

const lockedBy = (id: string, owner: number) => writeFileSync(join(directory, id), String(owner));
const untouchedFor = (id: string, seconds: number) => {
  const at = new Date(Date.now() - seconds * 1000);
  utimesSync(join(directory, id), at, at);
};

test('an agent is taken once, and free again when it was given back', () => {
  const [own, other] = [new AgentLocks(directory), new AgentLocks(directory)];
  expect([own.take('101'), other.take('101'), own.take('101')]).toEqual([true, false, false]);
  expect(other.holder('101')).toBe(process.pid);
  other.release('101');
  expect(other.holder('101'), 'only who has it gives it back').toBe(process.pid);
  own.release('101');
  expect([other.holder('101'), other.take('101')]).toEqual([undefined, true]);
});

test('a process that is gone has nothing', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  lockedBy('101', pid);
  lockedBy('102', process.ppid);
  const locks = new AgentLocks(directory);
  expect([locks.holder('101'), locks.holder('102')]).toEqual([undefined, process.ppid]);
  expect([locks.take('101'), locks.take('102')]).toEqual([true, false]);
  expect(readdirSync(directory).sort()).toEqual(['101', '102']);
});

test('a number that went to another process since has nothing either', () => {
  lockedBy('101', process.ppid);
  untouchedFor('101', 59);
  const locks = new AgentLocks(directory);
  expect(locks.holder('101')).toBe(process.ppid);
  untouchedFor('101', 61);
  expect(locks.holder('101')).toBeUndefined();
});
