import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { descriptionOf, knownEditions, readContract } from '../../../src/contract/read-contract';
import { leaves } from './description';

test('the editions known are the published ones', () => {
  expect(knownEditions()).toEqual(['2023-09-27', '2025-11-13']);
});

test('an unknown edition is an error that names the known ones', () => {
  expect(() => readContract('2024-01-01')).toThrow(
    'edition "2024-01-01" is unknown; expected "2023-09-27" or "2025-11-13"',
  );
  expect(() => readContract('../cc-gateway')).toThrow('edition "../cc-gateway" is unknown');
});

test('the edition of 2025 has wider ranges', () => {
  const { edition, operations } = readContract('2025-11-13');
  expect(edition).toBe('2025-11-13');
  expect(operations.phonepickup.agentId).toEqual({ minimum: 101, maximum: 999999 });
  expect(operations.snatchpickup.agentId).toEqual({ minimum: 101, maximum: 999999 });
  expect(operations.snatchpickup.destWorkNo).toEqual({ name: 'destWorkNo', minimum: 101, maximum: 999999 });
});

test('reading it leaves the older edition as it was', () => {
  readContract('2025-11-13');
  expect(readContract('2023-09-27').operations.phonepickup.agentId).toEqual({ minimum: 101, maximum: 59999 });
});

test('the overlay changes what it says and nothing else', () => {
  const before = leaves(descriptionOf('2023-09-27').document);
  const after = leaves(descriptionOf('2025-11-13').document);
  const changed = [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => `${path}: ${before.get(path)} -> ${after.get(path)}`);
  const pp = '/paths//voicecall/{agentid}/phonepickup/post/x-requirements';
  const sp = '/paths//voicecall/{agentid}/snatchpickup/put/x-requirements';
  const agentid = '/components/parameters/agentid';
  const destWorkNo = '/components/parameters/destWorkNo';
  expect(changed.sort()).toEqual(
    [
      '/info/version: 2023-09-27 -> 2025-11-13',
      "/servers/0/description: The gateway's HTTPS port -> The gateway's HTTPS port, 8043 by default",
      `${pp}/3/text: Agent IDs from 101 to 59999 are accepted, including both limits. -> Agent IDs from 101 to 999999 are accepted, including both limits.`,
      `${pp}/4/text: Agent IDs outside 101 to 59999, and strings that are not a number, are rejected. -> Agent IDs outside 101 to 999999, and strings that are not a number, are rejected.`,
      `${sp}/3/text: Agent IDs from 101 to 59999 are accepted, including both limits. -> Agent IDs from 101 to 999999 are accepted, including both limits.`,
      `${sp}/4/text: Agent IDs outside 101 to 59999, and strings that are not a number, are rejected. -> Agent IDs outside 101 to 999999, and strings that are not a number, are rejected.`,
      `${sp}/6/text: destWorkNo from 101 to 59999 is accepted, including both limits. -> destWorkNo from 101 to 999999 is accepted, including both limits.`,
      `${agentid}/description: Agent ID. The value ranges from 101 to 59999; a string of decimal digits (A5). -> Agent ID. The value ranges from 101 to 999999; a string of decimal digits (A5).`,
      `${agentid}/schema/pattern: ^[1-9][0-9]{2,4}$ -> ^[1-9][0-9]{2,5}$`,
      `${agentid}/schema/x-numeric-range/maximum: 59999 -> 999999`,
      `${agentid}/schema/examples/1: 59999 -> 999999`,
      `${destWorkNo}/description: ID of the ringing agent whose call is picked up (A1). The value is an integer ranging from 101 to 59999. -> ID of the ringing agent whose call is picked up (A1). The value is an integer ranging from 101 to 999999.`,
      `${destWorkNo}/schema/maximum: 59999 -> 999999`,
      `${destWorkNo}/schema/examples/1: 59999 -> 999999`,
    ].sort(),
  );
});

test('no text of the edition of 2025 still names the old end', () => {
  expect(JSON.stringify(descriptionOf('2025-11-13').document)).not.toContain('59999');
  expect(descriptionOf('2025-11-13').document.servers).toMatchObject([{ variables: { port: { default: '8043' } } }]);
});

test.describe("an overlay of one's own", () => {
  let overlayDir: string;
  test.beforeEach(() => {
    overlayDir = mkdtempSync(join(tmpdir(), 'editions-'));
  });
  test.afterEach(() => rmSync(overlayDir, { recursive: true }));

  const overlay = (...actions: string[]) =>
    writeFileSync(
      join(overlayDir, '2030-01-01.yaml'),
      ['overlay: 1.0.0', 'info: {title: t, version: v}', 'actions:', ...actions.map((action) => `  - ${action}`)].join(
        '\n',
      ),
    );
  const version = '{target: $.info, update: {version: "2030-01-01"}}';

  test('is an edition, and a change of its file is seen', () => {
    const bound = (maximum: number) =>
      `{target: $.components.parameters.destWorkNo.schema, update: {maximum: ${maximum}}}`;
    const read = () => readContract('2030-01-01', { overlayDir }).operations.snatchpickup.destWorkNo?.maximum;
    overlay(version, bound(200));
    expect(knownEditions({ overlayDir })).toEqual(['2023-09-27', '2030-01-01']);
    expect(read()).toBe(200);
    expect(read()).toBe(200);
    overlay(version, bound(300));
    expect(read()).toBe(300);
  });

  test('that misses its target is refused', () => {
    overlay(version, '{target: $.info.nowhere, update: {a: 1}}');
    expect(() => readContract('2030-01-01', { overlayDir })).toThrow(
      'actions[1].target: expected a JSONPath that matches something, found "$.info.nowhere"',
    );
  });

  test('that names another version is refused', () => {
    overlay('{target: $.info, update: {version: "2031-01-01"}}');
    expect(() => readContract('2030-01-01', { overlayDir })).toThrow(
      'info.version: expected 2030-01-01, found "2031-01-01"',
    );
  });

  test('that breaks the contract is refused, naming both files', () => {
    overlay(version, '{target: $.components.schemas.AgentEvent_Talking, remove: true}');
    expect(() => readContract('2030-01-01', { overlayDir })).toThrow(
      /^openapi\/cc-gateway\.yaml with .*2030-01-01\.yaml: paths.*an event with a schema/,
    );
  });

  test('that is no YAML is refused', () => {
    overlay('{target: $.info');
    expect(() => readContract('2030-01-01', { overlayDir })).toThrow(/2030-01-01\.yaml: cannot be read as YAML: /);
  });
});

test('a description that is not there is refused, naming the file', () => {
  expect(() => readContract('2023-09-27', { descriptionPath: '/nowhere/cc-gateway.yaml' })).toThrow(
    '/nowhere/cc-gateway.yaml: cannot be read as YAML: ENOENT',
  );
});
