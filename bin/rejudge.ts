/** `npm run rejudge`: judges a transcript again, without a gateway, with the present checks. */
import { resolve } from 'node:path';
import { Command } from 'commander';
import { rejudgeFile } from '../fixtures/rejudge-file';
import { readWaiversOrExit } from '../fixtures/waivers-file';
import { TranscriptError } from '../src/evidence/transcript';
import { writeConformanceReport } from '../src/report/conformance-report';
import { rejudgedSummary } from '../src/report/rejudge/summary';
import { painter, wantsColours } from '../src/report/text';
import { exitFor } from './conformance-exit.mjs';
import { endWithALine } from './end-with-a-line';

interface Options {
  reports?: string;
  waivers?: string;
  unsealed?: boolean;
  allowInconclusive?: boolean;
}

const program = new Command('npm run rejudge --')
  .usage('[options] FILE')
  .description('Judges the transcript of a run (reports/transcript.jsonl) again with the present checks, offline.')
  .argument('<file>', 'the transcript')
  .option('--reports <folder>', 'write conformance.json with the verdicts of now to this folder')
  .option('--waivers <path>', 'known deviations, as in npm run conformance (or GATEWAY_WAIVERS)')
  .option('--unsealed', 'judge also a transcript that was changed or cut off after its run')
  .option('--allow-inconclusive', 'exit with 0 also where the verdict is inconclusive')
  .addHelpText('after', '\nExit code: 0 conforming, 1 a requirement is broken, 2 inconclusive, 3 nothing was judged.')
  .allowExcessArguments(false)
  .exitOverride()
  .configureOutput({ writeErr: () => undefined });

endWithALine('rejudge', program, TranscriptError, main);

function main(): number {
  const [file = ''] = program.parse().args;
  const { reports, waivers, unsealed = false, allowInconclusive = false } = program.opts<Options>();
  if (waivers !== undefined) process.env.GATEWAY_WAIVERS = resolve(waivers);
  const { run, warnings } = rejudgeFile(file, { unsealed, waivers: readWaiversOrExit() });
  for (const warning of warnings) say(warning);
  process.stdout.write(rejudgedSummary(run, painter(wantsColours(process.stdout, process.env))));
  if (reports !== undefined) write(resolve(reports), run.now);
  const { code, line } = exitFor({ childCode: 0, verdict: run.now.verdict, allowInconclusive });
  if (line) say(line);
  return code;
}

function write(folder: string, report: Parameters<typeof writeConformanceReport>[1]): void {
  try {
    writeConformanceReport(folder, report);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new TranscriptError(`--reports: expected a folder that can be written to, found ${folder} (${code})`);
  }
}

function say(line: string): void {
  process.stderr.write(`rejudge: ${line}\n`);
}
