import { execFile } from 'node:child_process';
import type { CallDriver, CallOutcome } from './call-driver';

const ACTION_TIMEOUT_MS = 30_000;

/** The `command` driver: runs the program with the action as its first argument and the order as JSON on standard input. */
export function commandDriver(command: string, args: readonly string[]): CallDriver {
  return {
    available: true,
    act: (action, order) =>
      new Promise<CallOutcome>((resolve) => {
        const child = execFile(command, [action, ...args], { timeout: ACTION_TIMEOUT_MS }, (error, _stdout, stderr) => {
          if (!error) return resolve({ done: true });
          const said =
            stderr.trim() || (error.killed ? `no end within ${ACTION_TIMEOUT_MS} ms` : error.message.split('\n', 1)[0]);
          resolve({ done: false, reason: `call driver command failed at ${action}: ${said}` });
        });
        // A program that does not read its input closes the pipe; its exit status still counts.
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(JSON.stringify(order));
      }),
    close: async () => undefined,
  };
}
