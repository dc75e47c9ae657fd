#!/usr/bin/env node
/** `npm run conformance`: runs the suite and turns its verdict into an exit code that a pipeline can use. */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { config } from 'dotenv';
import { exitFor } from './conformance-exit.mjs';
import { helpText, plan, UsageError } from './conformance-plan.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SIMULATED = join(ROOT, 'fixtures', 'simulated');
const require = createRequire(import.meta.url);
/** What speaks of a run's verdict: that of an earlier run must not be taken for this one's, however this one ends. */
const LEFTOVERS = [
  'conformance.json',
  'results.json',
  'junit.xml',
  'summary.md',
  'conformance/index.html',
  'transcript.jsonl',
];

// Whoever reads what this writes may leave before its end, as `head` does: the run goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

process.exitCode = await main(process.argv.slice(2));

/** @type {(args: readonly string[]) => Promise<number>} */
async function main(args) {
  config({ path: join(process.cwd(), '.env'), quiet: true });
  try {
    const surroundings = { env: process.env, cwd: process.cwd(), simulated: simulatedSites(), isSimulated };
    return await carryOut(plan(args, surroundings));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(error.message);
    return 3;
  }
}

/** @type {(planned: import('./conformance-plan.mjs').Plan) => Promise<number>} */
async function carryOut(planned) {
  const { kind, env, reports, allowInconclusive, rest } = planned;
  if (kind === 'run' && planned.repeat > 1) return repeat(planned);
  if (kind === 'version') {
    process.stdout.write(`${require('../package.json').version}\n`);
    return 0;
  }
  if (kind === 'help') process.stdout.write(helpText());
  if (kind === 'run') prepare(reports);
  const { childCode, interrupted, verdict } = await runProgram(programFor(kind, rest), { ...process.env, ...env });
  if (kind !== 'run') return childCode;
  const { code, line } = exitFor({ childCode, interrupted, allowInconclusive, ...(verdict && { verdict }) });
  if (line) say(line);
  return code;
}

/** Makes the run several times, each with reports of its own, and puts them together. @type {(planned: import('./conformance-plan.mjs').Plan) => Promise<number>} */
async function repeat(planned) {
  const { reports, allowInconclusive, env } = planned;
  prepare(reports);
  process.setMaxListeners(0); // each run listens for signals
  const folders = [];
  for (let run = 1; run <= planned.repeat; run += 1) {
    const folder = join(reports, `repeat-${run}`);
    say(`run ${run} of ${planned.repeat}`);
    const code = await carryOut({ ...planned, repeat: 1, reports: folder, env: { ...env, GATEWAY_REPORTS: folder } });
    if (code === 3) return 3;
    folders.push(folder);
  }
  say('all runs together');
  const judgement = allowInconclusive ? 'allow-inconclusive' : 'strict';
  const program = ['--import', 'tsx', join(ROOT, 'bin', 'repeat.ts'), reports, judgement, ...folders];
  return (await runProgram(program, process.env)).childCode;
}

/** Makes sure that the reports can be written, and that no verdict of an earlier run is taken for this one's. @type {(reports: string) => void} */
function prepare(reports) {
  try {
    makeFolder(reports);
    for (const old of LEFTOVERS) rmSync(join(reports, old), { force: true });
    accessSync(reports, constants.W_OK);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new UsageError(`--reports: expected a folder that can be written to, found ${reports} (${code})`);
  }
}

/** Not by `recursive`: where folders cannot be made, as below /proc, Node 20 would try for ever. @type {(folder: string) => void} */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // made by a run beside this one
  }
}

/** @type {(kind: import('./conformance-plan.mjs').Plan['kind'], rest: readonly string[]) => readonly string[]} */
function programFor(kind, rest) {
  if (kind === 'check-site' || kind === 'clean-up') return ['--import', 'tsx', join(ROOT, 'bin', 'site.ts'), kind];
  if (kind === 'replay') return ['--import', 'tsx', join(ROOT, 'bin', 'replay.ts'), ...rest];
  return [require.resolve('@playwright/test/cli'), 'test', ...rest];
}

/**
 * Playwright ends a run in order on SIGINT only, so every wish to stop becomes one; what still comes after a second
 * is meant in earnest and passed on as it is.
 * @type {(program: readonly string[], env: NodeJS.ProcessEnv) => Promise<{ childCode: number, interrupted: boolean, verdict?: string }>}
 */
function runProgram(program, env) {
  // The verdict comes by a channel of its own: a file in the reports' folder may be another run's.
  const child = spawn(process.execPath, program, { cwd: ROOT, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  /** @type {string | undefined} */
  let verdict;
  child.on('message', (message) => {
    verdict = /** @type {{ verdict?: string }} */ (message).verdict ?? verdict;
  });
  /** @type {number | undefined} */
  let firstSignal;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      firstSignal ??= Date.now();
      const inEarnest = Date.now() - firstSignal > 1000;
      child.kill(inEarnest ? signal : 'SIGINT');
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const interrupted = firstSignal !== undefined || signal !== null;
      resolve({ childCode: code ?? 1, interrupted, ...(verdict && { verdict }) });
    });
  });
}

/** Read line by line: the sites are our own, and a YAML parser would double the start-up time. */
function simulatedSites() {
  return readdirSync(SIMULATED).map((name) => {
    const file = join(SIMULATED, name);
    const text = readFileSync(file, 'utf8');
    const value = (/** @type {string} */ key) => text.match(new RegExp(`^${key}: "?([^"\\s]+)`, 'm'))?.[1] ?? '';
    return { file, edition: value('edition'), authMode: value('authMode') };
  });
}

/** Whether it is a good site file is judged elsewhere; one that cannot be read is no reason to stop here. @type {(site: string) => boolean} */
function isSimulated(site) {
  try {
    const { parse } = require('yaml');
    const data = parse(readFileSync(site, 'utf8'), { merge: true, maxAliasCount: 10_000, logLevel: 'silent' });
    return data?.calls?.driver === 'simulator';
  } catch {
    return true;
  }
}

/** @type {(line: string) => void} */
function say(line) {
  process.stderr.write(`conformance: ${line}\n`);
}
