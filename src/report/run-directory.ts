import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Is this the process that runs the tests, or one of its workers, which load the configuration as well? */
export function isMainProcess(env: NodeJS.ProcessEnv = process.env): boolean {
  // Not by TEST_WORKER_INDEX: a run that a test of ours starts inherits it and is a main process all the same.
  return env.GATEWAY_MAIN_PID !== String(process.ppid);
}

/**
 * Makes the directory in which the processes of one run leave things for each other; it goes when the run ends. True when
 * this made it: the configuration may be loaded more than once in one process.
 */
export function enterRunDirectory(): boolean {
  if (process.env.GATEWAY_MAIN_PID === String(process.pid)) return false;
  const directory = mkdtempSync(join(tmpdir(), 'gateway-run-'));
  process.env.GATEWAY_MAIN_PID = String(process.pid);
  process.env.GATEWAY_RUN_DIR = directory;
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  return true;
}

/** Tells the workers which cases the run comprises, so that they can plan ahead. */
export function writeSelectedCases(caseIds: readonly string[]): void {
  const directory = process.env.GATEWAY_RUN_DIR;
  if (directory) writeFileSync(selectedFile(directory), JSON.stringify(caseIds));
}

/** The cases that this run comprises, as the reporter found them before the workers started. */
export function readSelectedCases(): string[] {
  const directory = process.env.GATEWAY_RUN_DIR;
  if (!directory) throw new Error('GATEWAY_RUN_DIR is not set: no run is going on');
  return JSON.parse(readFileSync(selectedFile(directory), 'utf8')) as string[];
}

function selectedFile(directory: string): string {
  return join(directory, 'selected.json');
}
