import { openSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import { ReadStream, WriteStream } from 'node:tty';
import type { CallAction, CallDriver, CallOrder, CallOutcome } from './call-driver';

/** The terminal that a process belongs to, whatever its standard input and output are. */
const TERMINAL = '/dev/tty';

const ASKED: Readonly<Record<CallAction, (order: CallOrder) => string>> = {
  ring: ({ agentId, phone, kind }) =>
    `Place an ${kind} call to phone ${phone} (agent ${agentId}). Enter as soon as it rings`,
  answer: ({ agentId, phone }) =>
    `Lift the handset of phone ${phone} (agent ${agentId}), which rings. Enter when lifted`,
  hangup: ({ agentId, phone }) =>
    `As the caller, hang up the call that was placed to phone ${phone} (agent ${agentId}) or that it has now. Enter when done`,
  reset: ({ agentId, phone }) => `Make sure that phone ${phone} (agent ${agentId}) has no call. Enter when it has none`,
};

/** Is there somebody who could be asked? */
export function hasTerminal(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** The `manual` driver: asks the operator at the terminal; Enter is done, `s` skips. One thing at a time. */
export function manualDriver(): CallDriver {
  let terminal: { lines: Interface; output: WriteStream; input: ReadStream } | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let over = false;
  let giveUp: () => void = () => undefined;

  const open = () => {
    const input = new ReadStream(openSync(TERMINAL, 'r'));
    const output = new WriteStream(openSync(TERMINAL, 'w'));
    return { input, output, lines: createInterface({ input, terminal: false }) };
  };
  const ask = (action: CallAction, order: CallOrder): Promise<CallOutcome> => {
    const notDone = (reason: string): CallOutcome => ({ done: false, reason });
    if (over) return Promise.resolve(notDone('the run ends'));
    terminal ??= open();
    const { lines, output } = terminal;
    output.write(`\n→ ${ASKED[action](order)}, s to skip: `);
    return new Promise((resolve) => {
      giveUp = () => resolve(notDone('the run ends'));
      lines.once('line', (line) =>
        resolve(line.trim().toLowerCase() === 's' ? notDone('skipped by the operator') : { done: true }),
      );
    });
  };

  return {
    available: true,
    byHand: true,
    act(action, order) {
      const asked = turn.then(() => ask(action, order));
      turn = asked;
      return asked;
    },
    giveUp() {
      over = true;
      giveUp();
    },
    async close() {
      terminal?.lines.close();
      terminal?.input.destroy();
      terminal?.output.destroy();
    },
  };
}
