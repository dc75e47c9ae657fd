import { isDeepStrictEqual } from 'node:util';
import { firstLines, seal } from '../../evidence/seal';
import { damageOf } from '../../evidence/transcript';
import type { EndLine, HeaderLine } from '../../evidence/transcript-lines';
import { type ParsedLines, parseLines, TranscriptError } from '../../evidence/transcript-parse';
import type { RunResults } from '../account/run-results';
import { ResultsError } from '../results-file';

/** The transcript of one shard, as its run wrote it. */
export interface ShardTranscript {
  /** For messages. */
  file: string;
  text: string;
}

/**
 * Puts the transcripts of shards together, in the order given: one header, all lines, one seal. Workers are numbered anew,
 * since those of each shard begin at 0.
 * @param run what the shards are together
 * @throws TranscriptError with one line where a transcript is not whole, or not as its run wrote it
 * @throws ResultsError with one line where the shards were judged by different means
 */
export function mergeTranscripts(shards: readonly ShardTranscript[], run: RunResults): string {
  const parsed = shards.map(whole);
  const [first] = parsed;
  if (!first) throw new TranscriptError('expected the transcripts of all shards, found none');
  for (const other of parsed.slice(1)) assertSameMeans(first, other);
  let workers = 0;
  const lines = parsed.flatMap((shard) => {
    const offset = workers;
    workers = shard.lines.reduce((most, { worker }) => Math.max(most, worker + offset + 1), offset);
    return shard.lines.map((line) => `${JSON.stringify(renumbered(line, offset))}\n`);
  });
  const { durationMs, harnessErrors, errorsOutside, chosen: partial, selected: caseIds } = run;
  const text = firstLines(mergedHeader(first, parsed), { partial, caseIds }) + lines.join('');
  return text + seal(text, { durationMs, harnessErrors, errorsOutside });
}

type WholeTranscript = ParsedLines & { file: string; end: EndLine };

function whole({ file, text }: ShardTranscript): WholeTranscript {
  try {
    const parsed = parseLines(text, () => undefined);
    const damage = damageOf(text, parsed);
    if (!parsed.end || damage !== undefined) throw new TranscriptError(damage ?? 'it has no last line');
    return { ...parsed, file, end: parsed.end };
  } catch (error) {
    if (error instanceof TranscriptError) throw new TranscriptError(`${file}: ${error.message}`);
    throw error;
  }
}

function assertSameMeans(first: WholeTranscript, other: WholeTranscript): void {
  const means: [what: string, of: (header: HeaderLine) => unknown][] = [
    ['suite, file by file,', ({ suite }) => suite.sha256],
    ['description', ({ description }) => description.sha256],
    ['recording, snatchpickupGuid and events.deadlineMs in the site file', ({ facts }) => facts],
  ];
  const differing = means.find(([, of]) => !isDeepStrictEqual(of(first.header), of(other.header)));
  if (differing)
    throw new ResultsError(`${other.file}: expected the same ${differing[0]} as in ${first.file}, found others`);
}

function mergedHeader(first: WholeTranscript, all: readonly WholeTranscript[]): HeaderLine {
  const starts = all.map(({ header }) => header.startedAt).sort();
  return {
    ...first.header,
    startedAt: starts[0] ?? first.header.startedAt,
    mergedFrom: all.map(({ header: { startedAt, site }, end }) => ({
      startedAt,
      site: { url: site.url, sha256: site.sha256 },
      sha256: end.sha256,
    })),
  };
}

/** The same line of a worker with a higher number; also where a case names the worker that observed it. */
function renumbered(line: ParsedLines['lines'][number], offset: number): ParsedLines['lines'][number] {
  const moved = { ...line, worker: line.worker + offset };
  if (moved.kind !== 'case') return moved;
  const observation = moved.observation as { worker?: number };
  const { worker } = observation;
  return worker === undefined ? moved : { ...moved, observation: { ...observation, worker: worker + offset } };
}
