import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { readContract } from '../../../src/contract/read-contract';
import { type AllureResult, addCatalogue } from '../../../src/report/allure/catalogue';

const { requirements } = readContract('2023-09-27');
const command = join(__dirname, '../../../bin/report-allure.mjs');

function result(tags: readonly string[]): AllureResult {
  return {
    uuid: '7d854a0b-afd1-4462-ba38-a1186d797726',
    labels: tags.map((value) => ({ name: 'tag', value })),
    links: [],
    titlePath: ['agent-gateway-conformance', 'snatchpickup', 'dest-work-no.spec.ts'],
  };
}

function added(tags: readonly string[]): Record<string, string> {
  const changed = result(tags);
  addCatalogue(changed, requirements);
  return Object.fromEntries(changed.labels.slice(tags.length).map(({ name, value }) => [name, value]));
}

test('a test is filed under operation, section and the requirement that it is there for', () => {
  const text = requirements.find(({ id }) => id === 'SP-DEST-2')?.text;
  expect(added(['SP-DEST-2', 'SP-RESPONSE-1', 'must'])).toEqual({
    epic: 'snatchpickup',
    feature: 'dest-work-no',
    story: `SP-DEST-2: ${text}`,
    severity: 'critical',
  });
});

for (const [level, severity] of [
  ['must', 'critical'],
  ['should', 'normal'],
  ['observe', 'minor'],
])
  test(`the severity of a ${level} is ${severity}`, () => {
    const one = requirements.find((requirement) => requirement.level === level);
    expect(added([one?.id ?? ''])).toMatchObject({ severity });
  });

test('every requirement that a test judges is linked to the conformance report', () => {
  const changed = result(['SP-DEST-2', 'SP-RESPONSE-1', 'must']);
  addCatalogue(changed, requirements);
  expect(changed.links.map(({ url }) => url)).toEqual([
    '../conformance/index.html#SP-DEST-2',
    '../conformance/index.html#SP-RESPONSE-1',
  ]);
});

test('a test that judges no requirement is left as it is', () => {
  expect(added(['slow', 'XY-DEST-2'])).toEqual({});
});

/** Runs the command in a folder of its own. */
async function inFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'allure-report-'));
  try {
    await act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the command builds a report of the results, sorted by the catalogue', () =>
  inFolder(async (folder) => {
    const written = {
      ...result(['SP-DEST-2', 'must']),
      name: 'snatchpickup refuses it',
      status: 'passed',
      stage: 'finished',
    };
    addCatalogue(written, requirements);
    mkdirSync(join(folder, 'allure-results'));
    writeFileSync(join(folder, 'allure-results', `${written.uuid}-result.json`), JSON.stringify(written));
    const { stdout } = await promisify(execFile)(process.execPath, [command, '--reports', folder]);
    expect(stdout.trim()).toMatch(/allure\/index\.html$/);
    const page = readFileSync(join(folder, 'allure', 'index.html'), 'utf8');
    expect(page).toContain('Agent gateway conformance');
    expect(page.match(/(src|href)="https?:[^"]*/g), 'what the page loads from elsewhere').toBeNull();
    expect(readFileSync(join(folder, 'allure', 'test-results.json'), 'utf8')).toContain('snatchpickup refuses it');
  }));

test('without results the command says in one line what to do', () =>
  inFolder(async (folder) => {
    const failed = await promisify(execFile)(process.execPath, [command, '--reports', folder]).catch((error) => error);
    expect(failed.code).toBe(3);
    expect(failed.stderr).toMatch(/^report:allure: expected the results of a run in .*, found none: run .*\n$/);
  }));
