/** Puts the repetitions of one run together: the end of `npm run conformance -- --repeat N`. */
import { relative } from 'node:path';
import { joinRepetitions } from '../src/report/repeat/join-repetitions';
import { ResultsError, readResults } from '../src/report/results-file';
import { publish } from './publish';

try {
  const [reports = '', inconclusive, ...folders] = process.argv.slice(2);
  const [first, ...others] = folders.map(readResults);
  if (!first) throw new ResultsError('expected the folders of the repetitions, found none');
  process.exitCode = publish(joinRepetitions([first, ...others]), {
    reports,
    shown: relative('', reports) || '.',
    evidence: folders,
    allowInconclusive: inconclusive === 'allow-inconclusive',
  });
} catch (error) {
  if (!(error instanceof ResultsError)) throw error;
  process.stderr.write(`conformance: ${error.message}\n`);
  process.exitCode = 3;
}
