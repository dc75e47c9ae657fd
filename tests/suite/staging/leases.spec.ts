import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { RoleName, Want } from '../../../src/staging/cast';
import { Leases } from '../../../src/staging/leases';
import { lent, siteAt } from '../gateway/simulated-site';

const one: Want[] = [{ role: 'picker' }];
const two: Want[] = [{ role: 'picker' }, { role: 'called' }];

let directory: string;
let opened: Leases[];

test.beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'leases-'));
  opened = [];
});
test.afterEach(async () => {
  for (const leases of opened) await leases.close();
  rmSync(directory, { recursive: true });
});

/** A worker that leases agents `101` to `10n`. */
function worker(
  agents: number,
  handBack: (id: string) => Promise<void> = async () => undefined,
  wantedById: readonly string[] = [],
): Leases {
  const site = siteAt('https://gateway.example', { agents: lent().slice(0, agents) });
  const leases = new Leases(site, directory, new Set(wantedById), handBack);
  opened.push(leases);
  return leases;
}

async function leased(leases: Leases, wants: readonly Want[]): Promise<string[] | string> {
  const casting = await leases.lease(wants);
  return 'missing' in casting ? casting.missing : [...casting.agents.values()].map(({ id }) => id);
}

const asked = (id: string) => () => existsSync(join(directory, 'leases', `${id}.asked-for`));

test('two workers never hold the same agent', async () => {
  const [first, second] = [worker(4), worker(4)];
  expect(await leased(first, two)).toEqual(['101', '102']);
  expect(await leased(second, two)).toEqual(['103', '104']);
});

test('a worker keeps what it holds from one lease to the next', async () => {
  const handed: string[] = [];
  const own = worker(4, async (id) => void handed.push(id));
  const first = await leased(own, two);
  own.idle();
  expect(await leased(own, one)).toEqual(['101']);
  expect(await leased(own, two)).toEqual(first);
  expect(handed).toEqual([]);
});

test('what the site does not lend is said at once, whoever holds what', async () => {
  const [first, second] = [worker(1), worker(1)];
  await leased(first, one);
  expect(await leased(second, two)).toBe('the site lends no second agent with an eSpace 7910 in the same group');
});

test('a worker that waits gets the agents when the other gives them back', async () => {
  const order: string[] = [];
  const first = worker(2, async (id) => void order.push(`${id} handed back`));
  const second = worker(2);
  await leased(first, two);
  const waiting = leased(second, two).then((ids) => {
    order.push('leased');
    return ids;
  });
  await expect.poll(asked('101'), { intervals: [1] }).toBe(true);
  await first.releaseAll();
  expect(await waiting).toEqual(['101', '102']);
  expect(order).toEqual(['101 handed back', '102 handed back', 'leased']);
});

test('an agent is lent to another only after its session has ended', async () => {
  let ended = false;
  const first = worker(1, async () => {
    await expect.poll(asked('101'), { intervals: [1] }).toBe(true);
    ended = true;
  });
  const second = worker(1);
  await leased(first, one);
  const waiting = leased(second, one).then(() => ended);
  await first.releaseAll();
  expect(await waiting).toBe(true);
});

test('a worker at rest yields what others ask for; one at work does not', async () => {
  let resting = false;
  const handed: [string, boolean][] = [];
  const first = worker(3, async (id) => void handed.push([id, resting]));
  const second = worker(3);
  await leased(first, two);
  const waiting = leased(second, two);
  await expect.poll(asked('101'), { intervals: [1] }).toBe(true);
  resting = true;
  first.idle();
  const ids = await waiting;
  expect(ids).toHaveLength(2);
  expect(handed.length).toBeGreaterThan(0);
  expect(handed.every(([, atRest]) => atRest)).toBe(true);
});

test('three workers that need both of two agents take turns', async () => {
  const using = new Map<string, number>();
  const turns: number[] = [];
  const work = async (of: number) => {
    const own = worker(2, async (id) => {
      expect(using.get(id)).not.toBe(of);
    });
    for (let turn = 0; turn < 4; turn++) {
      const ids = await leased(own, two);
      for (const id of ids) {
        expect(using.has(id)).toBe(false);
        using.set(id, of);
      }
      // Let everybody else look for a free agent meanwhile.
      await new Promise((resolve) => setImmediate(resolve));
      for (const id of ids) using.delete(id);
      turns.push(of);
      own.idle();
    }
    await own.close();
  };
  await Promise.all([1, 2, 3].map(work));
  expect(turns.sort()).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
});

test('workers that need two agents in opposite parts do not wait for each other for ever', async () => {
  const wants = (picker: string, called: string): Want[] => [
    { role: 'picker', id: picker },
    { role: 'called', id: called },
  ];
  const work = async (picker: string, called: string) => {
    const own = worker(2, undefined, ['101', '102']);
    for (let turn = 0; turn < 4; turn++) {
      expect(await leased(own, wants(picker, called))).toEqual([picker, called]);
      own.idle();
    }
    await own.close();
  };
  await Promise.all([work('101', '102'), work('102', '101')]);
});

test('an agent with work of its own is kept from all others until that is done, and then given to who asks', async () => {
  const handed: string[] = [];
  const [first, second] = [worker(2, async (id) => void handed.push(id)), worker(2)];
  const pinned = (await first.pin({ role: 'picker' }))?.id ?? '';
  first.idle();
  const waiting = leased(second, two);
  await expect.poll(asked(pinned), { intervals: [1] }).toBe(true);
  expect(await leased(first, one), 'while others wait, it goes on with others').toEqual(['102']);
  first.idle();
  await expect.poll(() => handed, { intervals: [1] }).toEqual(['102']);
  expect(first.holds(pinned)).toBe(true);
  first.unpin(pinned);
  expect(await waiting).toHaveLength(2);
  expect(first.holds(pinned)).toBe(false);
});

test('two runs that each pinned what the other needs give it up in the end', async () => {
  const [first, second] = [worker(2), worker(2)];
  const pins = [await first.pin({ role: 'picker' }), await second.pin({ role: 'picker' })].map(
    (agent) => agent?.id ?? '',
  );
  expect(pins.sort()).toEqual(['101', '102']);
  const done: number[] = [];
  const wait = async (own: Leases, of: number) => {
    expect(await leased(own, two)).toHaveLength(2);
    done.push(of);
    own.idle();
  };
  const both = [wait(first, 1), wait(second, 2)];
  for (const id of pins) await expect.poll(asked(id), { intervals: [1] }).toBe(true);
  for (const id of pins) for (const own of [first, second]) own.unpin(id);
  await Promise.all(both);
  expect(done.sort()).toEqual([1, 2]);
});

test('an optional part is waited for where the site has somebody for it', async () => {
  const [first, second] = [worker(3), worker(3)];
  await leased(first, one);
  const waiting = leased(second, [...two, { role: 'colleague' as RoleName, optional: true }]);
  await expect.poll(asked('101'), { intervals: [1] }).toBe(true);
  first.idle();
  expect(await waiting).toHaveLength(3);
});

test('agents that are wanted by their ID are left to those who want them, and not kept', async () => {
  const handed: string[] = [];
  const own = worker(3, async (id) => void handed.push(id), ['101', '102']);
  expect(await leased(own, one)).toEqual(['103']);
  expect(await leased(own, [{ role: 'picker', id: '101' }])).toEqual(['101']);
  expect(handed).toEqual([]);
  expect(await leased(own, one)).toEqual(['103']);
  expect(handed).toEqual(['101']);
});

test('a worker that died holds nothing; one that lives does, whoever it is', async () => {
  const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
  const lock = (id: string, owner: number) => writeFileSync(join(directory, 'leases', id), String(owner));
  mkdirSync(join(directory, 'leases'));
  lock('101', process.ppid);
  lock('102', dead);
  expect(await leased(worker(2), one)).toEqual(['102']);
});

test('what a closed worker held is free', async () => {
  const handed: string[] = [];
  const first = worker(2, async (id) => void handed.push(id));
  await leased(first, two);
  await first.close();
  expect(handed).toEqual(['101', '102']);
  expect(await leased(worker(2), two)).toEqual(['101', '102']);
});
