/** `npm run bench`: what a full run of the suite costs, against the bare cost of the requests that it sends. */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { figures, type Measured, table } from './figures';
import { load, quietMachine } from './quiet-machine';
import { type Replay, replay } from './replay';
import { commandLine, observedRun, type SuiteOptions, timedRun } from './suite-run';

interface Options {
  workers: number;
  runs: number;
  edition?: string;
  authMode?: string;
  fault?: string[];
  faulty: boolean;
  wait: boolean;
}

/** Refusals out of shape, of both operations: every case that provokes a refusal fails. */
const FAULTS = ['phonepickup-refusal-result-missing', 'snatchpickup-refusal-result-missing'];
const MOST = 64;

function readOptions(): Options {
  const all = (value: string, before: string[] = []) => [...before, value];
  return new Command('npm run bench --')
    .option('--workers <n>', 'workers of the suite', count, 2)
    .option('--runs <n>', 'how often everything is measured; medians are told', count, 3)
    .option('--edition <edition>', 'edition of the simulated gateway')
    .option('--auth-mode <mode>', 'AUTHMODE of the simulated gateway')
    .option('--fault <name>', 'a fault of the faulty gateway; may be repeated', all)
    .option('--no-faulty', 'without the faulty gateway')
    .option('--no-wait', 'however busy the machine is')
    .parse()
    .opts<Options>();
}

function count(text: string): number {
  const value = Number(text);
  if (!/^[0-9]+$/.test(text) || value < 1 || value > MOST) throw new InvalidArgumentError(`Expected 1 to ${MOST}.`);
  return value;
}

async function main(): Promise<void> {
  const { workers, runs, edition, authMode, fault = FAULTS, faulty, wait } = readOptions();
  const conforming: SuiteOptions = {
    workers,
    ...(edition === undefined ? {} : { edition }),
    ...(authMode === undefined ? {} : { authMode }),
    faults: [],
  };
  const broken = { ...conforming, faults: fault };
  const before = wait ? await quietMachine() : { load: load(), quiet: false };
  say(`${cpus().length} cores, load ${before.load.toFixed(2)} before${before.quiet ? '' : ': the machine is busy'}`);
  say(`npm ${commandLine(conforming).join(' ')}`);
  if (faulty) say(`npm ${commandLine(broken).join(' ')}`);

  const observed = await observedRun(conforming);
  const { verdict, edition: judged, site } = observed.report;
  if (verdict !== 'pass') throw new Error(`the conforming gateway's verdict is ${verdict}: nothing to compare with`);
  const siteFile = join(__dirname, '../fixtures/simulated', `${judged.slice(0, 4)}-authmode-${site.authMode}.yaml`);
  const measured = { observed, conforming: [], faulty: [], causal: [], backToBack: [] } satisfies Measured as {
    -readonly [K in keyof Measured]: Measured[K] extends readonly (infer T)[] ? T[] : Measured[K];
  };
  // In turn, so that what else happens on the machine meets all alike.
  for (let round = 0; round < runs; round++) {
    measured.conforming.push(await timedRun(conforming));
    if (faulty) measured.faulty.push(await timedRun(broken));
    measured.causal.push(await replay(observed.recording.work, siteFile, 'causal'));
    measured.backToBack.push(await replay(observed.recording.work, siteFile, 'back-to-back'));
  }
  say(`edition ${judged}, AUTHMODE ${site.authMode}, ${workers} workers, medians of ${runs}\n`);
  say(`${table(figures(measured))}\n`);
  for (const [name, list] of [
    ['replay', measured.causal],
    ['back to back', measured.backToBack],
  ] as const)
    for (const each of list) say(`${name}: ${sameness(each)}`);
}

/** How far a replay was the same work as the run. */
function sameness({ ms, requests, polls, vainWaits, differences }: Replay): string {
  const others = Object.entries(differences).sort(([, a], [, b]) => b - a);
  const sum = others.reduce((total, [, times]) => total + times, 0);
  const named = others.slice(0, 4).map(([what, times]) => `${times} × ${what}`);
  const told = named.length === 0 ? '' : ` (${named.join(', ')}${others.length > named.length ? ', …' : ''})`;
  return `${(ms / 1000).toFixed(2)} s, ${requests} requests + ${polls} polls; ${sum} answered otherwise${told}; ${vainWaits} waits in vain`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
