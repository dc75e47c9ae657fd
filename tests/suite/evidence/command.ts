/** The commands as they are typed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export const rejudge = (...args: string[]) => run(['--import', 'tsx', join(ROOT, 'bin/rejudge.ts'), ...args]);
export const replay = (...args: string[]) => run([join(ROOT, 'bin/conformance.mjs'), '--replay', ...args]);

function run(args: readonly string[]): Promise<Ended> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { PATH, HOME }, stdio: ['ignore', 'pipe', 'pipe'] });
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
