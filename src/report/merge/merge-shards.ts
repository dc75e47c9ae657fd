import { isDeepStrictEqual } from 'node:util';
import type { RunResults } from '../account/run-results';
import { ResultsError } from '../results-file';

/** The results of a run, or of a part of it, and where they were found. */
export interface FoundResults {
  folder: string;
  run: RunResults;
}

/**
 * Puts the shards of one run together: what comes out is what one run would have yielded, apart from times.
 * @throws ResultsError with one line where a shard is missing, doubled, or of another run
 */
export function mergeShards(found: readonly FoundResults[]): RunResults {
  const [first] = found;
  if (!first) throw new ResultsError('expected the reports folders of all shards, found none');
  assertComplete(found);
  for (const other of found.slice(1)) assertSameRun(first, other);
  assertDisjoint(found);
  const runs = inShardOrder(found).map(({ run }) => run);
  const { shard, ...whole } = runs[0] as RunResults;
  const started = runs.map(({ startedAt }) => Date.parse(startedAt));
  const ended = runs.map(({ durationMs }, index) => (started[index] ?? 0) + durationMs);
  const start = Math.min(...started);
  return {
    ...whole,
    startedAt: new Date(start).toISOString(),
    durationMs: Math.max(...ended) - start,
    selected: runs.flatMap(({ selected }) => selected),
    results: runs.flatMap(({ results }) => results),
    harnessErrors: Object.assign({}, ...runs.map(({ harnessErrors }) => harnessErrors)),
    errorsOutside: runs.reduce((sum, { errorsOutside }) => sum + errorsOutside, 0),
    durations: Object.assign({}, ...runs.map(({ durations }) => durations)),
  };
}

/** From the first shard to the last, in whichever order they were named. */
export function inShardOrder(found: readonly FoundResults[]): FoundResults[] {
  return [...found].sort((a, b) => (a.run.shard?.current ?? 0) - (b.run.shard?.current ?? 0));
}

/** Each shard once. */
function assertComplete(found: readonly FoundResults[]): void {
  const byNumber = new Map<number, string>();
  const total = found[0]?.run.shard?.total ?? 0;
  for (const { folder, run } of found) {
    if (!run.shard) throw new ResultsError(`${folder}: expected a shard (--shard), found a whole run`);
    const { current } = run.shard;
    if (run.shard.total !== total)
      throw new ResultsError(`${folder}: expected a shard of ${total}, found shard ${current} of ${run.shard.total}`);
    const twin = byNumber.get(current);
    if (twin !== undefined)
      throw new ResultsError(`${folder}: expected each shard once, found shard ${current}/${total} in ${twin} as well`);
    byNumber.set(current, folder);
  }
  const missing = Array.from({ length: total }, (_, index) => index + 1).filter((number) => !byNumber.has(number));
  if (missing.length > 0) {
    const list = missing.map((number) => `${number}/${total}`).join(', ');
    throw new ResultsError(`expected all ${total} shards, found none of ${list}: did its job end without reports?`);
  }
}

function assertSameRun(first: FoundResults, other: FoundResults): void {
  const parts: [what: string, of: (run: RunResults) => unknown][] = [
    ['suite version', ({ suite }) => suite.version],
    ['site', ({ site }) => site.name],
    ['edition', ({ site }) => site.edition],
    ['AUTHMODE', ({ site }) => site.authMode],
    // The simulated gateway takes another port each time.
    ['url', ({ site, simulated }) => (simulated ? 'simulated' : site.url)],
    ['requirements', ({ requirements }) => requirements],
    ['planned cases', ({ cases }) => cases],
    ['selection', ({ chosen }) => chosen],
    ['waivers', ({ waivers }) => waivers?.waivers],
  ];
  const differing = parts.find(([, of]) => !isDeepStrictEqual(of(first.run), of(other.run)));
  if (!differing) return;
  const [what, of] = differing;
  const shown = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? ` ${value}` : '');
  const [expected, seen] = [shown(of(first.run)), shown(of(other.run))];
  const same = `the same ${what}${expected} as in ${first.folder}`;
  throw new ResultsError(`${other.folder}: expected ${same}, found ${seen.trim() || 'others'}`);
}

function assertDisjoint(found: readonly FoundResults[]): void {
  const owners = new Map<string, string>();
  for (const { folder, run } of found)
    for (const id of run.selected) {
      const owner = owners.get(id);
      if (owner !== undefined)
        throw new ResultsError(`${folder}: expected each case in one shard, found ${id} in ${owner} as well`);
      owners.set(id, folder);
    }
}
