/** `npm run bench:matrix`: makes the kill matrix many times over and compares all that it says. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { differences } from '../tests/suite/matrix/differences';
import type { MatrixRow } from '../tests/suite/matrix/row';
import { load } from './quiet-machine';

const ROOT = join(__dirname, '..');
const MOST_TOLD = 20;

async function main(): Promise<void> {
  const program = new Command('npm run bench:matrix --')
    .option('--runs <n>', 'how often the matrix is made', Number, 20)
    .argument('[playwright...]', 'passed on, behind a second --: e.g. --grep event')
    .parse();
  const { runs } = program.opts<{ runs: number }>();
  let first: ReadonlyMap<string, MatrixRow> | undefined;
  let same = 0;
  for (let run = 1; run <= runs; run++) {
    const startedAt = performance.now();
    const { code, rows } = await matrix(program.args);
    first ??= rows;
    const changed = compare(first, rows);
    if (changed.length === 0 && code === 0) same += 1;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    const outcome = changed.length === 0 ? 'the same' : `${changed.length} differences`;
    say(`run ${run}: ${rows.size} gateways, ${seconds} s, load ${load().toFixed(1)}, exit ${code}, ${outcome}`);
    for (const line of changed.slice(0, MOST_TOLD)) say(`  ${line}`);
  }
  say(`${same} of ${runs} matrix runs passed with identical results`);
  if (same < runs) process.exitCode = 1;
}

/** One matrix, by processes of its own; its reports are read and removed. */
async function matrix(args: readonly string[]): Promise<{ code: number | null; rows: Map<string, MatrixRow> }> {
  const reports = mkdtempSync(join(tmpdir(), 'matrix-'));
  try {
    const config = join(ROOT, 'tests/suite/matrix/playwright.config.ts');
    const runner = join(ROOT, 'node_modules/@playwright/test/cli.js');
    const child = spawn(process.execPath, [runner, 'test', '--config', config, ...args], {
      cwd: ROOT,
      env: { ...process.env, GATEWAY_REPORTS: reports },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const file = join(reports, 'kill-matrix.json');
    if (!existsSync(file))
      throw new Error(`expected kill-matrix.json of the run, found none (exit ${code}): leave --reporter out`);
    const written = JSON.parse(readFileSync(file, 'utf8')) as Record<string, MatrixRow[]>;
    return { code, rows: new Map(Object.values(written).flatMap((all) => all.map((row) => [row.name, row] as const))) };
  } finally {
    rmSync(reports, { recursive: true });
  }
}

function compare(before: ReadonlyMap<string, MatrixRow>, now: ReadonlyMap<string, MatrixRow>): string[] {
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((name) => {
    const [first, second] = [before.get(name), now.get(name)];
    return first && second ? differences(first, second) : [`${name}: ${first ? 'no longer' : 'newly'} judged`];
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
