import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Pace } from '../../../src/gateway/pace';

let directory: string;
test.beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pace-'));
});
test.afterEach(() => rmSync(directory, { recursive: true }));

/** When each of `turns` requests of each of `senders` may go out, oldest first. */
async function turns(perSecond: number, senders: number, each: number): Promise<number[]> {
  const at: number[] = [];
  const send = async () => {
    const pace = new Pace(perSecond, directory);
    await Promise.all(
      Array.from({ length: each }, async () => {
        await pace.turn();
        at.push(Date.now());
      }),
    );
  };
  await Promise.all(Array.from({ length: senders }, send));
  return at.sort((a, b) => a - b);
}

/** The most that fall into one second. */
function mostInASecond(at: readonly number[]): number {
  return Math.max(...at.map((from) => at.filter((each) => each >= from && each < from + 1000).length));
}

test('all who share a directory together keep the rate', async () => {
  const at = await turns(40, 4, 15);
  expect(at).toHaveLength(60);
  expect(mostInASecond(at)).toBeLessThanOrEqual(40);
  // Senders that know nothing of each other would be done in a quarter of the time.
  const [first = 0, last = 0] = [at[0], at.at(-1)];
  expect(last - first).toBeGreaterThan(1400);
});

test('one who is alone has the whole rate', async () => {
  const began = Date.now();
  const at = await turns(200, 1, 20);
  expect(mostInASecond(at)).toBe(20);
  expect((at.at(-1) ?? 0) - began).toBeGreaterThan(90);
});

test('what others left is cleared away, and waited for by nobody', async () => {
  const long = join(directory, '17');
  writeFileSync(long, '');
  expect(await turns(100, 1, 1)).toHaveLength(1);
  expect(existsSync(long)).toBe(false);
  expect(readdirSync(directory)).toHaveLength(1);
});
