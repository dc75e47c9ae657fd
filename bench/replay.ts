import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FromReplayer, GatewayAddresses, ReplayMode, ReplayResult, ToReplayer } from './messages';
import type { WorkItem } from './work';

const REPLAY_TIMEOUT_MS = 60_000;

export interface Replay {
  ms: number;
  requests: number;
  polls: number;
  vainWaits: number;
  differences: Record<string, number>;
}

/** Sends recorded work to a fresh simulated gateway: the gateway a process of its own, each recorded process another. */
export async function replay(work: readonly WorkItem[][], siteFile: string, mode: ReplayMode): Promise<Replay> {
  const directory = mkdtempSync(join(tmpdir(), 'gateway-replay-'));
  const children: ChildProcess[] = [];
  const start = (file: string, env: NodeJS.ProcessEnv = {}) => {
    const child = fork(join(__dirname, file), { env: { ...process.env, ...env } });
    children.push(child);
    return child;
  };
  try {
    const gateway = start('gateway-process.ts', { GATEWAY_SITE: siteFile, GATEWAY_RUN_DIR: directory });
    const started = await said<{ addresses: GatewayAddresses; passwords: Record<string, string> }>(gateway);
    const replayers = work.map(() => start('replayer.ts'));
    await Promise.all(
      replayers.map((each, at) => {
        tell(each, { task: { mode, work: work[at] ?? [], ...started } });
        return said(each);
      }),
    );
    return summed(await Promise.all(replayers.map((each) => result(each, replayers))));
  } finally {
    for (const child of children) child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  }
}

function tell(child: ChildProcess, message: ToReplayer): void {
  child.send(message);
}

async function said<T>(child: ChildProcess): Promise<T> {
  const signal = AbortSignal.timeout(REPLAY_TIMEOUT_MS);
  const gone = once(child, 'exit', { signal }).then(() => {
    throw new Error(`${child.spawnargs.at(-1)} ended before it was ready`);
  });
  const [message] = await Promise.race([once(child, 'message', { signal }), gone]);
  return message as T;
}

/** Lets one replayer go, passes on what it hands over, and waits for its end. */
function result(child: ChildProcess, all: readonly ChildProcess[]): Promise<ReplayResult> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the replay did not come to an end')), REPLAY_TIMEOUT_MS);
    const settle = (end: () => void) => {
      clearTimeout(timer);
      end();
    };
    child.on('exit', () => settle(() => reject(new Error('a replaying process ended early'))));
    child.on('message', (message: FromReplayer) => {
      if ('handsOver' in message) for (const each of all) tell(each, { handedOver: message.handsOver });
      if ('result' in message) settle(() => resolve(message.result));
    });
    tell(child, { go: true });
  });
}

function summed(results: readonly ReplayResult[]): Replay {
  const differences: Record<string, number> = {};
  for (const each of results)
    for (const [what, times] of Object.entries(each.differences)) differences[what] = (differences[what] ?? 0) + times;
  const sum = (key: 'requests' | 'polls' | 'vainWaits') => results.reduce((total, each) => total + each[key], 0);
  return {
    ms: Math.max(...results.map(({ endedAt }) => endedAt)) - Math.min(...results.map(({ startedAt }) => startedAt)),
    requests: sum('requests'),
    polls: sum('polls'),
    vainWaits: sum('vainWaits'),
    differences,
  };
}
