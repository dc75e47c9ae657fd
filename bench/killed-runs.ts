/** `npm run bench:killed`: kills runs at random moments and looks whether the gateway is left clean. */
import { Command } from 'commander';
import { inOrder } from '../fixtures/order';
import { type Kill, killedRun } from '../fixtures/remote/killed-run';
import { startRemoteGateway } from '../fixtures/remote/remote-gateway';

const KILLS: readonly Kill[] = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGKILL',
  'SIGKILL to the main process',
  'SIGKILL to a worker',
];
/** A whole run against this gateway is more than so many requests. */
const LAST_MOMENT = 2200;

async function main(): Promise<void> {
  const { runs, seed } = new Command('npm run bench:killed --')
    .option('--runs <n>', 'how many runs are killed', Number, 20)
    .option('--seed <text>', 'chooses the moments', 'site')
    .parse()
    .opts<{ runs: number; seed: string }>();
  const moments = inOrder(
    Array.from({ length: LAST_MOMENT }, (_, at) => at + 1),
    seed,
  ).slice(0, runs);
  await using gateway = await startRemoteGateway();
  let dirty = 0;
  for (const [at, requests] of moments.entries()) {
    const kill = KILLS[at % KILLS.length] ?? 'SIGINT';
    const { code, stderr, before, after } = await killedRun(gateway, { kill, requests });
    if (after.length > 0) dirty += 1;
    const left = kill.startsWith('SIGKILL') ? `; at its end: ${before.join(', ') || 'nothing'}` : '';
    say(`${kill} after ${requests} requests: exit ${code}, left: ${after.join(', ') || 'nothing'}${left}`);
    if (after.length > 0) say(stderr);
  }
  say(`${runs - dirty} of ${runs} runs left the gateway with no call and nobody signed in`);
  if (dirty > 0) process.exitCode = 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
