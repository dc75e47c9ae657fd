/** Puts the repetitions of one run together: the end of `npm run conformance -- --repeat N`. */
import { relative } from 'node:path';
import { observationsIn } from '../src/report/observations';
import { joinRepetitions } from '../src/report/repeat/join-repetitions';
import { shownEvidence } from '../src/report/repeat/shown-evidence';
import { ResultsError, readResults } from '../src/report/results-file';
import { publish } from './publish';

try {
  const [reports = '', inconclusive, ...folders] = process.argv.slice(2);
  const runs = folders.map(readResults);
  const [first, ...others] = runs;
  if (!first) throw new ResultsError('expected the folders of the repetitions, found none');
  const joined = joinRepetitions([first, ...others]);
  const observations = folders.map((folder) => observationsIn(folder));
  process.exitCode = publish(joined, {
    reports,
    shownAs: relative('', reports) || '.',
    ...shownEvidence(runs, joined, observations),
    allowInconclusive: inconclusive === 'allow-inconclusive',
  });
} catch (error) {
  if (!(error instanceof ResultsError)) throw error;
  process.stderr.write(`conformance: ${error.message}\n`);
  process.exitCode = 3;
}
