/** `npm run bench:load`: judges conforming gateways on a machine that has far more to do than it can. */
import { type ChildProcess, spawn } from 'node:child_process';
import { Command, InvalidArgumentError } from 'commander';
import { load } from './quiet-machine';
import { type SuiteRun, timedRun } from './suite-run';

const DIALECTS: readonly (readonly string[])[] = [
  [],
  ['call-events-slow'],
  ['call-events-of-uneven-speed'],
  ['events-late'],
  ['record-late'],
];
/** A run on a machine that is this busy takes many times as long. */
const LONGEST_RUN_MS = 600_000;
const MOST = 100;

/** Busy until its time is over or whoever started it has gone. */
const BUSY =
  'const [until, parent] = process.argv.slice(1).map(Number); while (Date.now() < until && process.ppid === parent);';

interface Options {
  runs: number;
  busy: number;
  workers: number;
}

async function main(): Promise<void> {
  const { runs, busy, workers } = new Command('npm run bench:load --')
    .option('--runs <n>', 'how many gateways are judged, one after the other', count, 20)
    .option('--busy <n>', 'how many processes keep the machine busy', count, 8)
    .option('--workers <n>', 'workers of the suite', count, 2)
    .parse()
    .opts<Options>();
  const busyOnes = keepBusy(busy, runs * LONGEST_RUN_MS);
  let failed = 0;
  let unhealthy = 0;
  try {
    for (let number = 1; number <= runs; number++) {
      const dialects = DIALECTS[(number - 1) % DIALECTS.length] ?? [];
      const run = await timedRun({ workers, faults: [], dialects, longestMs: LONGEST_RUN_MS });
      const { counts, health } = run.report;
      if (counts.must.fail > 0) failed += 1;
      if (health) unhealthy += 1;
      say(`run ${number}, ${dialects.join(', ') || 'no dialect'}: ${told(run)}; load ${load().toFixed(1)}`);
    }
  } finally {
    for (const each of busyOnes) each.kill('SIGKILL');
  }
  say(`${failed} of ${runs} runs found a must broken; in ${unhealthy} the suite was too slow now and then`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function told({ report, wallMs }: SuiteRun): string {
  const { verdict, counts, caseCounts, requirements, health } = report;
  const broken = requirements.filter((one) => one.verdict === 'fail' || one.verdict === 'warning');
  const late = requirements.flatMap(({ cases }) => cases).filter(({ reason }) => reason?.includes('on a new call'));
  const ids = broken.length > 0 ? ` (${broken.map(({ id, reason }) => `${id}: ${reason}`).join('; ')})` : '';
  const open = requirements.filter((one) => one.verdict === 'inconclusive').map(({ id, reason }) => `${id}: ${reason}`);
  return [
    `${verdict} in ${(wallMs / 1000).toFixed(0)} s`,
    `${counts.must.fail} musts broken, ${counts.should.warning} warnings${ids}`,
    `${caseCounts.inconclusive} cases without a verdict${open.length > 0 ? ` (${open.join('; ')})` : ''}`,
    `${late.length} judgements after a second look`,
    health ? `${health.unhealthyWindows} unhealthy windows, up to ${health.worstDelayMs} ms` : 'no unhealthy window',
  ].join(', ');
}

function keepBusy(processes: number, longestMs: number): ChildProcess[] {
  const until = String(Date.now() + longestMs);
  const all = Array.from({ length: processes }, () =>
    // Each in a session of its own: where time is shared among sessions, all together would be as one.
    spawn(process.execPath, ['-e', BUSY, until, String(process.pid)], { stdio: 'ignore', detached: true }),
  );
  const end = () => {
    for (const each of all) each.kill('SIGKILL');
  };
  process.once('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  return all;
}

function count(text: string): number {
  const value = Number(text);
  if (!/^[0-9]+$/.test(text) || value < 1 || value > MOST) throw new InvalidArgumentError(`Expected 1 to ${MOST}.`);
  return value;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
