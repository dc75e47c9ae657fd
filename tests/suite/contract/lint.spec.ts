import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { lintOpenapi } from '../../../bin/lint-openapi';
import { openapiDir } from './description';

/** Lints a copy of `openapi/` in which one text of one file was replaced. */
async function lint(file: string, text: string, replacement: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  try {
    cpSync(openapiDir, folder, { recursive: true });
    const before = readFileSync(join(folder, file), 'utf8');
    expect(before).toContain(text);
    writeFileSync(join(folder, file), before.replace(text, replacement));
    return await lintOpenapi(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the descriptions are clean', async () => {
  expect(await lintOpenapi(openapiDir)).toEqual([]);
});

test('the command prints a line per problem and exits 1', () => {
  const project = join(openapiDir, '..');
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  cpSync(openapiDir, folder, { recursive: true });
  writeFileSync(join(folder, 'session.yaml'), 'openapi: [');
  const args = [join(project, 'node_modules/tsx/dist/cli.mjs'), join(project, 'bin/lint-openapi.ts')];
  const broken = spawnSync(process.execPath, [...args, folder], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(broken.stderr).toContain('openapi/session.yaml');
  expect(broken.status).toBe(1);
});

const mistakes: [title: string, file: string, text: string, replacement: string, line: RegExp][] = [
  [
    'an operation without summary',
    'session.yaml',
    '      summary: Sign in\n',
    '',
    /^openapi\/session\.yaml:\d+ operation-summary /,
  ],
  [
    'a member that OpenAPI does not know',
    'cc-gateway.yaml',
    '  summary: phonepickup',
    '  sumary: phonepickup',
    /^openapi\/cc-gateway\.yaml:5 struct .*sumary/,
  ],
  [
    'an example that does not fit',
    'cc-gateway.yaml',
    'message: success, retcode: "0"',
    'message: success, retcode: 0',
    /^openapi\/cc-gateway\.yaml:\d+ no-invalid-media-type-examples /,
  ],
  [
    'a parameter example out of range',
    'cc-gateway.yaml',
    'examples: [101, 59999]',
    'examples: [101, 60000]',
    /^openapi\/cc-gateway\.yaml:\d+ no-invalid-schema-examples /,
  ],
  [
    'a component that nothing uses',
    'session.yaml',
    '    NumberOrText:\n',
    '    Unused: {type: string}\n    NumberOrText:\n',
    /^openapi\/session\.yaml:\d+ no-unused-components /,
  ],
  [
    'a reference into nothing',
    'session.yaml',
    'schema: { $ref: "#/components/schemas/SignIn" }',
    'schema: { $ref: "#/components/schemas/SignOn" }',
    /^openapi\/session\.yaml:\d+ no-unresolved-refs /,
  ],
  [
    'a schema with an unknown keyword',
    'cc-gateway.yaml',
    'message: { type: string }',
    'message: { type: string, nullabel: true }',
    /nullabel/,
  ],
  [
    'an edition that breaks an example',
    'editions/2025-11-13.yaml',
    'update: { examples: [999999] }',
    'update: { examples: ["x"] }',
    /^openapi\/editions\/2025-11-13\.yaml#\/components\/parameters\/destWorkNo\S* no-invalid-schema-examples /,
  ],
  [
    'a mistake in an extension',
    'cc-gateway.yaml',
    'to: picker',
    'to: pickers',
    /^edition 2023-09-27 contract .*events\[0\]\.to: expected to be one of/,
  ],
  [
    'an extension schema that is no schema',
    'extensions/x-methods.schema.json',
    '"type": "object"',
    '"type": "objekt"',
    /^openapi\/extensions\/x-methods\.schema\.json extension-schema /,
  ],
];
for (const [title, file, text, replacement, line] of mistakes) {
  test(`${title} is found`, async () => {
    expect(await lint(file, text, replacement)).toEqual(expect.arrayContaining([expect.stringMatching(line)]));
  });
}
