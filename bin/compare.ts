/** `npm run compare`: what changed from one run to another. */
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { Command } from 'commander';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { compareReports, isWorse } from '../src/report/compare/comparison';
import { comparisonBlocks } from '../src/report/compare/comparison-blocks';
import { compareLatencies } from '../src/report/compare/latencies';
import schema from '../src/report/conformance.schema.json';
import { type ConformanceReport, conformanceFile } from '../src/report/conformance-report';
import { plainText } from '../src/report/markdown/plain-text';
import { ResultsError, readResults } from '../src/report/results-file';
import { endWithALine } from './end-with-a-line';

const program = new Command('npm run compare --')
  .usage('[options] A B')
  .description('Shows what is better, worse or otherwise changed in run B, compared with run A.')
  .argument('<A>', 'reports folder, or conformance.json, of the first run')
  .argument('<B>', 'of the second')
  .option('--markdown', 'print Markdown instead of plain text')
  .addHelpText('after', '\nExit code: 0 nothing is worse, 1 something is, 3 a report cannot be read.')
  .allowExcessArguments(false)
  .exitOverride()
  .configureOutput({ writeErr: () => undefined });

endWithALine('compare', program, ResultsError, main);

function main(): number {
  const [first = '', second = ''] = program.parse().args;
  const comparison = compareReports(readReport(first), readReport(second));
  const blocks = comparisonBlocks(comparison, compareLatencies(resultsOf(first), resultsOf(second)));
  const markdown = program.opts<{ markdown?: boolean }>().markdown;
  process.stdout.write(
    markdown
      ? toMarkdown({ type: 'root', children: blocks }, { extensions: [gfmToMarkdown()], bullet: '-' })
      : plainText(blocks),
  );
  return isWorse(comparison) ? 1 : 0;
}

function readReport(path: string): ConformanceReport {
  const file = isFolder(path) ? conformanceFile(path) : path;
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const found = error instanceof SyntaxError ? 'something that is no JSON' : 'no such file';
    throw new ResultsError(`${file}: expected a conformance.json or a folder with one, found ${found}`);
  }
  const ajv = new Ajv2020({ strict: true });
  const fits = ajv.compile<ConformanceReport>(schema);
  if (fits(report)) return report;
  throw new ResultsError(`${file}: expected a conformance.json, found another file (${ajv.errorsText(fits.errors)})`);
}

/** Latencies stand beside the report; one that was moved elsewhere is compared without. */
function resultsOf(path: string) {
  try {
    return readResults(isFolder(path) ? path : dirname(path)).results;
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
