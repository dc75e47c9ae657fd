/** `npm run merge`: puts the reports of the shards of one run together into one report and one exit code. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { TranscriptError } from '../src/evidence/transcript';
import type { RunResults } from '../src/report/account/run-results';
import { conformanceFile } from '../src/report/conformance-report';
import { type FoundResults, inShardOrder, mergeShards } from '../src/report/merge/merge-shards';
import { mergeTranscripts, type ShardTranscript } from '../src/report/merge/merge-transcripts';
import { observationsIn } from '../src/report/observations';
import { ResultsError, readResults } from '../src/report/results-file';
import { transcriptFile } from '../src/report/transcript-file';
import { endWithALine } from './end-with-a-line';
import { publish } from './publish';

interface Options {
  reports: string;
  allowInconclusive?: boolean;
}

const program = new Command('npm run merge --')
  .usage('[options] DIR…')
  .description('Puts the shards of one run (conformance --shard i/n --reports DIRi) together into one report.')
  .argument('<folders...>', 'the reports folders of all shards')
  .option('--reports <folder>', 'where the reports of the whole run go', 'reports')
  .option('--allow-inconclusive', 'exit with 0 also where the verdict is inconclusive')
  .addHelpText('after', '\nExit code: as of the whole run; 3 where the shards cannot be put together.')
  .exitOverride()
  .configureOutput({ writeErr: () => undefined });

endWithALine('merge', program, ResultsError, main);

function main(): number {
  const folders = program.parse().args;
  const { reports, allowInconclusive = false } = program.opts<Options>();
  const target = resolve(reports);
  if (folders.some((folder) => resolve(folder) === target))
    throw new ResultsError(`--reports: expected a folder of its own, found that of a shard: ${reports}`);
  prepare(target);
  const found = folders.map((folder): FoundResults => ({ folder, run: readResults(folder) }));
  const run = mergeShards(found);
  const transcript = transcriptOf(inShardOrder(found), run);
  if (transcript !== undefined) writeFileSync(transcriptFile(target), transcript);
  for (const folder of folders) {
    const results = join(folder, 'allure-results');
    if (existsSync(results)) cpSync(results, join(target, 'allure-results'), { recursive: true });
  }
  return publish(run, {
    reports: target,
    shownAs: relative('', target) || '.',
    observations: observationsIn(...(transcript === undefined ? folders : [target])),
    ...(transcript !== undefined && { transcript: transcriptFile(target) }),
    allowInconclusive,
  });
}

/** One transcript of all; the verdict does not depend on it, so where it cannot be made, a line says why. */
function transcriptOf(found: readonly FoundResults[], run: RunResults): string | undefined {
  try {
    return mergeTranscripts(found.map(read), run);
  } catch (error) {
    if (!(error instanceof TranscriptError)) throw error;
    process.stderr.write(`merge: no transcript of the whole: ${error.message}\n`);
    return undefined;
  }
}

function read({ folder }: FoundResults): ShardTranscript {
  const file = transcriptFile(folder);
  try {
    return { file, text: readFileSync(file, 'utf8') };
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new TranscriptError(`${file}: expected the transcript of a shard, found no file to read (${code})`);
  }
}

/** What an earlier merging left must not be taken for what comes of this one, however it ends. */
function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const old of [conformanceFile(folder), transcriptFile(folder), join(folder, 'allure-results')])
      rmSync(old, { recursive: true, force: true });
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ResultsError(`--reports: expected a folder that can be written to, found ${folder} (${code})`);
  }
}
