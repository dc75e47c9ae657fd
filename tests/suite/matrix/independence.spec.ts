import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { dialects, faults, storyFaults } from '../../../src/simulator';

const SOURCES = join(__dirname, '../../../src');
/** Rooms that take part in judging a gateway. */
const JUDGES = readdirSync(SOURCES).filter((room) => room !== 'simulator');
const names = [...faults, ...storyFaults, ...dialects].map(({ name }) => name);

/** The names of faults and dialects in a text, as words of their own. */
function namesIn(text: string): string[] {
  const words = new Set(text.match(/[a-z0-9]+(?:-[a-z0-9]+)+/g));
  return names.filter((name) => words.has(name));
}

test('no file that takes part in judging mentions a fault or a dialect', () => {
  const files = JUDGES.flatMap((room) =>
    readdirSync(join(SOURCES, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|mjs|js|json|ya?ml)$/.test(file))
      .map((file) => join(room, file)),
  );
  expect(JUDGES).toEqual(expect.arrayContaining(['cases', 'checks', 'contract', 'gateway', 'staging']));
  expect(files.length).toBeGreaterThan(60);
  const mentions = files.flatMap((file) =>
    namesIn(readFileSync(join(SOURCES, file), 'utf8')).map((name) => `${file}: ${name}`),
  );
  expect(mentions).toEqual([]);
});

test('a name would be found wherever it stands, and only as a whole', () => {
  expect(namesIn("if (site.name === 'dest-first-refused') return")).toEqual(['dest-first-refused']);
  expect(namesIn('`x-dest-first-refused` dest-first-refused-y dest first')).toEqual([]);
});
