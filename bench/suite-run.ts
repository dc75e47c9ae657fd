import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ConformanceReport, conformanceFile } from '../src/report/conformance-report';
import { transcriptFile } from '../src/report/transcript-file';
import { MemoryWatch } from './process-tree';
import { type Recording, readRecording } from './record';
import { type TestTimes, TIMES_FILE } from './test-times-reporter';

const ROOT = dirname(__dirname);
const RUN_TIMEOUT_MS = 180_000;

export interface SuiteOptions {
  workers: number;
  edition?: string;
  authMode?: string;
  faults: readonly string[];
  dialects?: readonly string[];
  /** After so long, in milliseconds, it is ended. */
  longestMs?: number;
}

export interface SuiteRun {
  /** The command, start to end. */
  wallMs: number;
  /** From the start of the command. */
  firstTestMs: number;
  firstVerdictMs: number;
  /** From the first test's beginning to the last one's end. */
  testsMs: number;
  report: ConformanceReport;
}

export interface ObservedRun extends SuiteRun {
  peakMb: number;
  recording: Recording;
}

export function commandLine({ workers, edition, authMode, faults, dialects = [] }: SuiteOptions): string[] {
  return [
    ...['run', 'conformance', '--', '--workers', String(workers)],
    ...(edition === undefined ? [] : ['--edition', edition]),
    ...(authMode === undefined ? [] : ['--auth-mode', authMode]),
    ...faults.flatMap((fault) => ['--fault', fault]),
    ...dialects.flatMap((dialect) => ['--dialect', dialect]),
  ];
}

/** Runs the command with nothing of ours in it but a reporter that looks at the clock. */
export function timedRun(options: SuiteOptions): Promise<SuiteRun> {
  return inFolder(async (folder) => (await run(options, folder)).timed);
}

/** Runs it once more and watches its processes, which costs time; what it sent stands in its transcript. */
export function observedRun(options: SuiteOptions): Promise<ObservedRun> {
  return inFolder(async (folder) => {
    const { timed, peakMb } = await run(options, folder, true);
    return { ...timed, peakMb, recording: readRecording(transcriptFile(join(folder, 'reports'))) };
  });
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(options: SuiteOptions, folder: string, watched = false) {
  const reports = join(folder, 'reports');
  const times = join(folder, 'times.json');
  const startedAt = Date.now();
  // A group of its own, so that a run that does not end can be ended with all its processes.
  const child = spawn('npm', commandLine(options), {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...withoutGateway(process.env),
      GATEWAY_REPORTS: reports,
      GATEWAY_EXTRA_REPORTERS: join(__dirname, 'test-times-reporter.ts'),
      [TIMES_FILE]: times,
    },
  });
  const pid = child.pid ?? 0;
  const watch = watched ? new MemoryWatch(pid) : undefined;
  const timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), options.longestMs ?? RUN_TIMEOUT_MS);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  const endedAt = Date.now();
  clearTimeout(timer);
  const peakMb = watch?.stop() ?? 0;
  const report = readJson<ConformanceReport>(conformanceFile(reports), said);
  const { firstBegan, firstEnded, lastEnded } = readJson<TestTimes>(times, said);
  const timed: SuiteRun = {
    wallMs: endedAt - startedAt,
    firstTestMs: firstBegan - startedAt,
    firstVerdictMs: firstEnded - startedAt,
    testsMs: lastEnded - firstBegan,
    report,
  };
  return { timed, peakMb };
}

/** What is measured is the command as it is typed, whatever site the caller has set up. */
function withoutGateway(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('GATEWAY_')));
}

function readJson<T>(file: string, said: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    throw new Error(`the run left no ${file}\n${said}`);
  }
}
