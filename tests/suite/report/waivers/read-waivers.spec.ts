import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { readWaivers } from '../../../../src/report/waivers/read-waivers';

const test = base.extend<{ mistakes: (text: string) => string[]; read: (text: string) => unknown }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  read: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'waivers-test-'));
    const file = join(folder, 'w.yaml');
    await use((text) => {
      writeFileSync(file, text);
      return readWaivers(file, {}).waivers;
    });
    rmSync(folder, { recursive: true });
  },
  mistakes: async ({ read }, use) => {
    await use((text) => {
      try {
        read(text);
        return [];
      } catch (error) {
        return (error as Error).message.split('\n').map((line) => line.replace(/^.*w\.yaml/, 'w.yaml'));
      }
    });
  },
});

const GOOD = `# known deviations
waivers:
  - requirement: PP-METHOD-2
    symptom: HTTP 200
    reason: mended in 8.2
    owner: J. Doe
    ticket: GW-12
    expires: 2026-12-31
  - { case: phonepickup.method.put, symptom: "/^HTTP 2/", reason: for now, owner: me, ticket: "7", expires: "2026-02-28", site: Staging, edition: "2023-09-27" }
`;

test('a good file is read, with the line of each waiver', ({ read }) => {
  expect(read(GOOD)).toMatchObject([
    { requirement: 'PP-METHOD-2', expires: '2026-12-31', line: 3 },
    { case: 'phonepickup.method.put', site: 'Staging', line: 9 },
  ]);
  expect(read('waivers: []')).toEqual([]);
});

const rows: [what: string, from: string | RegExp, to: string, line: string][] = [
  [
    'an unknown key',
    'owner:',
    'ower:',
    'w.yaml:6: waivers[0].ower: expected a known key, found an unknown one; did you mean owner?',
  ],
  [
    'a key of its own beside',
    /^waivers:/m,
    'more: 1\nwaivers:',
    'w.yaml:2: more: expected a known key (waivers), found an unknown one',
  ],
  [
    'no requirement and no case',
    'requirement: PP-METHOD-2',
    'site: Staging',
    'w.yaml:3: waivers[0]: expected a requirement or a case, found neither',
  ],
  [
    'no reason',
    '    reason: mended in 8.2\n',
    '',
    'w.yaml:3: waivers[0].reason: expected a text of at least 3 characters, e.g. "the fix comes with release 8.2", found nothing',
  ],
  [
    'a number as ticket',
    'GW-12',
    '12',
    'w.yaml:7: waivers[0].ticket: expected a text, e.g. "GW-1234", found the number 12; write it in quotes',
  ],
  [
    'no day',
    '2026-12-31',
    'tomorrow',
    'w.yaml:8: waivers[0].expires: expected a day, e.g. "2026-12-31", found "tomorrow"',
  ],
  [
    'a day that no month has',
    '2026-02-28',
    '2026-02-30',
    'w.yaml:9: waivers[1].expires: expected a day, e.g. "2026-12-31", found "2026-02-30"',
  ],
  [
    'a broken regular expression',
    '/^HTTP 2/',
    '/HTTP (/',
    'w.yaml:9: waivers[1].symptom: expected a regular expression between the slashes, found "/HTTP (/"',
  ],
  [
    'a symptom that everything shows',
    '/^HTTP 2/',
    '/.*/',
    'w.yaml:9: waivers[1].symptom: expected a regular expression that does not match an empty text, found "/.*/"',
  ],
  ['a symptom too short to tell anything', 'symptom: HTTP 200', 'symptom: "2"', 'found "2"'],
  ['an unknown tag', 'mended in 8.2', '!x mended', 'w.yaml:5: expected a plain value, found an unknown !tag'],
  ['no list', /^waivers:[\s\S]*/m, 'waivers: none', 'w.yaml:2: waivers: expected a list, found "none"'],
];
for (const [what, from, to, line] of rows)
  test(`${what} is refused in one line`, ({ mistakes }) => {
    const found = mistakes(GOOD.replace(from, to));
    expect(found.join('\n')).toContain(line);
    expect(what === 'an unknown key' ? found.length - 1 : found.length).toBe(1);
  });

test('an empty file and one that is not there are refused in one line', ({ mistakes }) => {
  expect(mistakes('')).toEqual(['w.yaml: expected a file of waivers, found an empty file']);
  expect(() => readWaivers('/no/such.yaml', {})).toThrow(
    '/no/such.yaml: expected a file of waivers, found one which does not exist',
  );
});
