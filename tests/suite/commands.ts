/** The commands as they are typed, to their end. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export const conformance = (...args: string[]) => runNode([join(ROOT, 'bin/conformance.mjs'), ...args]);
export const merge = (...args: string[]) => runNode(['--import', 'tsx', join(ROOT, 'bin/merge.ts'), ...args]);
export const rejudge = (...args: string[]) => runNode(['--import', 'tsx', join(ROOT, 'bin/rejudge.ts'), ...args]);
export const replay = (...args: string[]) => conformance('--replay', ...args);

/** Runs Node.js in the project's folder, or in another, with little of this process's environment. */
export function runNode(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return run(process.execPath, args, surroundings);
}

/** Runs a line as it is typed into a shell. */
export function shell(line: string): Promise<Ended> {
  return run('sh', ['-c', line], {});
}

interface Surroundings {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

function run(command: string, args: readonly string[], { cwd = ROOT, env = {} }: Surroundings): Promise<Ended> {
  const { PATH, HOME } = process.env;
  const child = spawn(command, args, {
    cwd,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    written.stdout += data;
  });
  child.stderr.on('data', (data) => {
    written.stderr += data;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...written }));
  });
}
