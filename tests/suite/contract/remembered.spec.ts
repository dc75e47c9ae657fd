import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { remembered } from '../../../src/contract/remembered';

let folder: string;
let kept: string;
let source: string;
let made: number;
const make = () => {
  made += 1;
  return { made };
};

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'remembered-'));
  kept = join(folder, 'kept');
  source = join(folder, 'source');
  writeFileSync(source, 'one');
  made = 0;
});
test.afterEach(() => rmSync(folder, { recursive: true }));

test('a result is made once', () => {
  expect(remembered('r', [source], make, kept)).toEqual({ made: 1 });
  expect(remembered('r', [source], make, kept)).toEqual({ made: 1 });
});

test('a change of a file by a byte makes it anew', () => {
  remembered('r', [source], make, kept);
  writeFileSync(source, 'onf');
  expect(remembered('r', [source], make, kept)).toEqual({ made: 2 });
});

test('another name is another result', () => {
  remembered('r', [source], make, kept);
  expect(remembered('s', [source], make, kept)).toEqual({ made: 2 });
});

test('a file that is not there: made every time, nothing kept', () => {
  const missing = join(folder, 'missing');
  remembered('r', [missing], make, kept);
  expect(remembered('r', [missing], make, kept)).toEqual({ made: 2 });
});

test('a damaged file in the folder is made anew', () => {
  remembered('r', [source], make, kept);
  for (const file of readdirSync(kept)) writeFileSync(join(kept, file), '{"key": ');
  expect(remembered('r', [source], make, kept)).toEqual({ made: 2 });
  expect(remembered('r', [source], make, kept)).toEqual({ made: 2 });
});

test('a folder that cannot be made costs nothing but time', () => {
  expect(remembered('r', [source], make, join(source, 'below-a-file'))).toEqual({ made: 1 });
  expect(remembered('r', [source], make, join(source, 'below-a-file'))).toEqual({ made: 2 });
});

test('a failure is thrown and not kept', () => {
  const fail = () => {
    throw new Error('unsound');
  };
  expect(() => remembered('r', [source], fail, kept)).toThrow('unsound');
  expect(() => remembered('r', [source], fail, kept)).toThrow('unsound');
});
