import { spawn } from 'node:child_process';
import { ACTION_TIMEOUT_MS, type CallDriver, type CallOutcome, inOneLine } from './call-driver';

/** What a program wrote last may come after its end; what it left running may hold its output open for ever. */
const LAST_WORDS_MS = 200;
const MOST_CHARACTERS = 10_000;

/**
 * The `command` driver: runs the program with the action as its first argument and the order as JSON on standard input.
 * What it leaves running in the background goes on; a program that does not end in time is ended with all that it started.
 */
export function commandDriver(
  command: string,
  args: readonly string[],
  timeoutMs: number = ACTION_TIMEOUT_MS,
): CallDriver {
  return {
    available: true,
    act: (action, order) =>
      new Promise<CallOutcome>((resolve) => {
        const failed = (what: string, unreachable = false) =>
          resolve({
            done: false,
            reason: `call driver command failed at ${action}: ${what}`,
            ...(unreachable ? { unreachable } : {}),
          });
        // A process group of its own: a Ctrl-C is meant for the suite, which still needs the driver to clean up.
        const child = spawn(command, [action, ...args], { stdio: ['pipe', 'ignore', 'pipe'], detached: true });
        let said = '';
        let late = false;
        child.stderr.on('data', (data: Buffer) => {
          if (said.length < MOST_CHARACTERS) said += data.toString('utf8');
        });
        const timer = setTimeout(() => {
          late = true;
          process.kill(-(child.pid ?? 0), 'SIGKILL');
        }, timeoutMs);
        child.once('error', (error) => {
          clearTimeout(timer);
          failed(inOneLine(error.message), true);
        });
        child.once('exit', (code, signal) => {
          clearTimeout(timer);
          const end = () => {
            child.stderr.destroy();
            if (late) failed(`no end within ${timeoutMs} ms${said.trim() ? `; it said: ${inOneLine(said)}` : ''}`);
            else if (code === 0) resolve({ done: true });
            else failed(inOneLine(said) || (code === null ? `ended by ${signal}` : `exit code ${code}, no reason`));
          };
          const lastWords = setTimeout(end, LAST_WORDS_MS);
          child.once('close', () => {
            clearTimeout(lastWords);
            end();
          });
        });
        // A program that does not read its input closes the pipe; its exit status still counts.
        child.stdin.on('error', () => undefined);
        child.stdin.end(JSON.stringify(order));
      }),
    close: async () => undefined,
  };
}
