import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { validate } from 'dockerfile-utils';

const ROOT = join(__dirname, '../../..');
const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');

/** What the linter and our own rules have against a Dockerfile. */
function mistakes(text: string): string[] {
  const linted = validate(text, { deprecatedMaintainer: 2, instructionCasing: 2 }).map(({ message }) =>
    String(message),
  );
  const users = [...text.matchAll(/^USER (.*)$/gm)].map(([, user = '']) => user);
  const own = /^(?:root|0)\b/.test(users.at(-1) ?? 'root') ? ['it runs as root'] : [];
  const latest = /^FROM \S+?(?::latest)?(?:\s|$)/m.exec(text)?.[0].includes(':') ? [] : ['an image without a version'];
  return [...linted, ...own, ...latest];
}

test('the linter has nothing against the Dockerfile, and nothing runs as root', () => {
  expect(mistakes(dockerfile)).toEqual([]);
  expect(mistakes(dockerfile.replace('WORKDIR /suite', 'WORKDR /suite'))).toHaveLength(1);
  expect(mistakes(dockerfile.replace('USER node', 'USER root'))).toEqual(['it runs as root']);
  expect(mistakes(dockerfile.replace(/USER node\n/, ''))).toEqual(['it runs as root']);
  expect(mistakes(dockerfile.replace('node:22-bookworm-slim', 'node'))).toEqual(['an image without a version']);
});

test('what the image starts is there, and secrets stay outside', () => {
  const [, program = ''] = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1] ?? '[]');
  expect(existsSync(join(ROOT, program))).toBe(true);
  const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.env', '.git', 'node_modules', 'reports']));
  // What the suite runs by must not be left out.
  for (const needed of ['src', 'fixtures', 'tests', 'openapi', 'bin', 'sites', 'docs'])
    expect(ignored).not.toContain(needed);
});
