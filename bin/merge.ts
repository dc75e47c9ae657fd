/** `npm run merge`: puts the reports of the shards of one run together into one report and one exit code. */
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { type FoundResults, mergeShards } from '../src/report/merge/merge-shards';
import { ResultsError, readResults } from '../src/report/results-file';
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

endWithALine('merge', ResultsError, main);

function main(): number {
  const folders = program.parse().args;
  const { reports, allowInconclusive = false } = program.opts<Options>();
  const target = resolve(reports);
  if (folders.some((folder) => resolve(folder) === target))
    throw new ResultsError(`--reports: expected a folder of its own, found that of a shard: ${reports}`);
  const found = folders.map((folder): FoundResults => ({ folder, run: readResults(folder) }));
  const run = mergeShards(found);
  prepare(target);
  for (const folder of folders) {
    const results = join(folder, 'allure-results');
    if (existsSync(results)) cpSync(results, join(target, 'allure-results'), { recursive: true });
  }
  return publish(run, { reports: target, shown: relative('', target) || '.', evidence: folders, allowInconclusive });
}

function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ResultsError(`--reports: expected a folder that can be written to, found ${folder} (${code})`);
  }
}
