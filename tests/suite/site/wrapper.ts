import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const CONFIG = join(__dirname, 'projects/wrapped/playwright.config.ts');

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
