import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResults } from './account/run-results';

/** What a run leaves so that shards and repetitions can be put together: everything that its reports are made of. */
export const RESULTS_NAME = 'results.json';
const FORMAT = 'agent-gateway-results';
const VERSION = 1;

/** A folder without the results of a run. The message is one line. */
export class ResultsError extends Error {
  override name = 'ResultsError';
}

export function writeResults(reports: string, run: RunResults): void {
  writeFileSync(join(reports, RESULTS_NAME), `${JSON.stringify({ format: FORMAT, version: VERSION, ...run })}\n`);
}

/**
 * Reads what a run left in its reports folder.
 * @throws ResultsError where there is nothing, or something else
 */
export function readResults(reports: string): RunResults {
  const file = join(reports, RESULTS_NAME);
  let data: Partial<RunResults & { format: string; version: number }> | null;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const found = error instanceof SyntaxError ? 'something that is no JSON' : 'no such file';
    throw new ResultsError(`${file}: expected the results of a run, found ${found}`);
  }
  if (data?.format !== FORMAT) throw new ResultsError(`${file}: expected the results of a run, found another file`);
  if (data.version !== VERSION)
    throw new ResultsError(`${file}: expected results of version ${VERSION}, found ${String(data.version)}`);
  const missing = MEMBERS.find((name) => data?.[name] === undefined);
  if (missing) throw new ResultsError(`${file}: expected whole results, found none of its ${missing}`);
  return data as RunResults;
}

const MEMBERS = ['suite', 'site', 'startedAt', 'requirements', 'cases', 'selected', 'results'] as const;
