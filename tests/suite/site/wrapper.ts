import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';

const ROOT = join(__dirname, '../../..');
const CONFIG = join(__dirname, 'projects/wrapped/playwright.config.ts');

/** Gives each test a folder that no run beside this one clears away, as it would its `test-results`. */
export const test = base.extend<{ outputPath: (name: string) => string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
  outputPath: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'wrapper-'));
    await use((name) => join(folder, name));
    rmSync(folder, { recursive: true, force: true });
  },
});

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts `npm run conformance` with a project of one test in place of the suite. */
export function startWrapper(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(GATEWAY_|WRAPPED_|TEST_|PLAYWRIGHT_|PW)/.test(name),
  );
  return spawn(process.execPath, [join(ROOT, 'bin/conformance.mjs'), '--config', CONFIG, ...args], {
    cwd: ROOT,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits for the end of a process, with what it wrote. */
export function ended(child: ChildProcess): Promise<Ended> {
  const written = { stdout: '', stderr: '' };
  child.stdout?.on('data', (data) => {
    written.stdout += data;
  });
  child.stderr?.on('data', (data) => {
    written.stderr += data;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...written })));
}
