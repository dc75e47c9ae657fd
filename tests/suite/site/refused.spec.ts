import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readSite } from '../../../src/site/read-site';
import { BROKEN } from './broken-files';
import { CALLS, MEANING } from './meaning';
import { KEYS, type Row, VALUES } from './mistakes';
import { EDITIONS, ENV, GOOD, inFolder, linesFor, linesOf } from './site-file';

const work = (row: Row, text: string) => (row.from ? GOOD.replace(row.from, text) : `${GOOD}${text}\n`);

for (const [group, rows] of Object.entries({ KEYS, VALUES, MEANING, CALLS })) {
  test.describe(group.toLowerCase(), () => {
    for (const row of rows) {
      const title = row.bad ? row.bad.trim() : `without ${row.from?.trim()}`;
      test(`${title} is refused`, () => {
        expect(linesFor(work(row, row.bad))).toEqual(row.lines);
        expect(linesFor(work(row, row.good)), 'its twin without the mistake').toEqual([]);
      });
    }
  });
}

for (const [what, [text, ...lines]] of Object.entries(BROKEN)) {
  test(`${what} is no site file`, () => {
    expect(linesFor(text)).toEqual(lines);
  });
}

test('bytes that are no text are refused in lines, not by a crash', () => {
  const lines = linesFor(Uint8Array.from({ length: 512 }, (_, index) => index % 256));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/^site\.yaml:\d+: expected .+, found /);
});

test('a file that is not there, and a folder, get one line', () => {
  const read = (path: string) => linesOf(() => readSite(path, { env: ENV, editions: EDITIONS }));
  const missing = join(tmpdir(), 'nowhere', 'x.yaml');
  expect(read(missing)).toEqual([`${missing}: expected a site file, found one which does not exist`]);
  inFolder((folder) => {
    expect(read(folder)).toEqual([`${folder}: expected a site file, found one which is a folder`]);
  });
  expect(read('nowhere.yaml'), 'a short name where there is one').toEqual([
    'nowhere.yaml: expected a site file, found one which does not exist',
  ]);
});

test('all mistakes are listed at once, in the order of the file', () => {
  const text = GOOD.replace('Good', '7')
    .replace('https://gateway.example:8043', `\${NOWHERE}`)
    .replace('"101"', '"99"')
    .concat('guid: {intervalMs: 5, timeoutMs: 4}\nevents: {mode: pull}\nurl: http://again.example\n');
  expect(linesFor(text)).toEqual([
    'site.yaml:1: name: expected a text, found the number 7; write it in quotes',
    'site.yaml:2: url: expected the environment variable NOWHERE, found it not set; set it in the environment or in .env',
    'site.yaml:6: agents[0].id: expected an ID from 101 to 59999 (edition 2023-09-27), found "99"',
    'site.yaml:7: guid.timeoutMs: expected more than intervalMs (5), found 4',
    'site.yaml:8: events.mode: expected poll or push, found "pull"',
    'site.yaml:9: url: expected each key once, found it on line 2 as well',
  ]);
});

test('a mistake that many agents inherit is told of once, where it stands', () => {
  const text = GOOD.replace('- {', '- &a {mayPickUp: maybe, extra: 1, ').concat(
    '  - {<<: *a, id: "102", phone: "2"}\n  - {<<: *a, id: "103", phone: "3"}\n',
  );
  expect(linesFor(text).map((line) => line.split(' expected')[0])).toEqual([
    'site.yaml:6: agents[0].extra:',
    'site.yaml:6: agents[0].mayPickUp:',
  ]);
});

test('an inherited id is told of at the agent that inherits it', () => {
  expect(linesFor(`${GOOD.replace('- {', '- &a {')}  - {<<: *a, phone: "2"}\n`)).toEqual([
    'site.yaml:7: agents[1].id: expected an ID of its own, found that of agents[0] (line 6)',
  ]);
});
