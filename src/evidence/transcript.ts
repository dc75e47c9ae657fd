import type { CaseResult } from '../checks/verdict';
import type { EventRecord } from './event-record';
import type { Exchange } from './exchange';
import type { Observation } from './observation';
import { withoutReferences } from './references';
import { brokenSeal } from './seal';
import type {
  CallLine,
  CaseLine,
  EndLine,
  EventLine,
  ExchangeLine,
  HeaderLine,
  SelectionLine,
} from './transcript-lines';
import { type ProblemOf, parseLines } from './transcript-parse';

export { TranscriptError } from './transcript-parse';

/** One case of a transcript: what was observed, and how it was judged then. */
export interface RecordedCase {
  worker: number;
  /** 0 but where cases were repeated. */
  repetition: number;
  result: CaseResult;
  /** Deep-equal to what was judged. */
  seen: Observation;
}

export interface Transcript {
  header: HeaderLine;
  selection: SelectionLine;
  /** By worker: when its clock stood at 0, in milliseconds of the epoch. */
  epochMs: ReadonlyMap<number, number>;
  /** In the order of the file: within a worker the order in which they ended. */
  exchanges: readonly ExchangeLine[];
  events: readonly EventLine[];
  calls: readonly CallLine[];
  cases: readonly RecordedCase[];
  /** Cases that refer to lines which the file does not hold, a line of text each; they are not among `cases`. */
  lost: readonly string[];
  /** Absent: the run was stopped before its end. */
  end?: EndLine;
  /** Why the file is not, or not wholly, what the run wrote; undefined when it is. */
  damage?: string;
}

/**
 * Reads a transcript.
 * @param text the whole file
 * @param problemOf what is wrong with the form of a line, in a few words; without it, lines are taken as they are
 * @throws TranscriptError where a line cannot be read. A missing end, a seal that does not fit and references into the
 * void are no errors here; `damage` tells of them.
 */
export function readTranscript(text: string, problemOf: ProblemOf = () => undefined): Transcript {
  const { header, selection, lines, end, unfinished } = parseLines(text, problemOf);
  const exchanges = new Map<string, ExchangeLine>();
  const events = new Map<string, EventLine>();
  const epochMs = new Map<number, number>();
  const calls: CallLine[] = [];
  const cases: CaseLine[] = [];
  for (const line of lines) {
    if (line.kind === 'exchange') exchanges.set(`${line.worker} ${line.exchange.id}`, line);
    else if (line.kind === 'event') events.set(`${line.worker} ${line.event.id}`, line);
    else if (line.kind === 'worker') epochMs.set(line.worker, line.epochMs);
    else if (line.kind === 'call') calls.push(line);
    else cases.push(line);
  }
  const lost: string[] = [];
  const recorded = cases.flatMap((line) => recordedCase(line, exchanges, events, lost) ?? []);
  const damage = damageOf(text, { end, unfinished }) ?? lost[0];
  return {
    header,
    selection,
    epochMs,
    exchanges: [...exchanges.values()],
    events: [...events.values()],
    calls,
    cases: recorded,
    lost,
    ...(end ? { end } : {}),
    ...(damage === undefined ? {} : { damage }),
  };
}

function recordedCase(
  line: CaseLine,
  exchanges: ReadonlyMap<string, ExchangeLine>,
  events: ReadonlyMap<string, EventLine>,
  lost: string[],
): RecordedCase | undefined {
  const from = (line.observation as { worker?: number }).worker ?? line.worker;
  let missing: string | undefined;
  const found = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) missing ??= `${what} of worker ${from}`;
    return value as T;
  };
  const seen = withoutReferences(line.observation, {
    exchange: (id): Exchange => found(exchanges.get(`${from} ${id}`)?.exchange, `exchange ${id}`),
    event: (id): EventRecord => found(events.get(`${from} ${id}`)?.event, `event ${id}`),
  }) as Observation;
  const { worker, repetition = 0, result } = line;
  if (missing === undefined) return { worker, repetition, result, seen };
  lost.push(`case ${result.caseId} refers to ${missing}, which the file does not hold`);
  return undefined;
}

/** Why a file is not, or not wholly, what the run wrote, as far as its seal tells; undefined when it is. */
export function damageOf(
  text: string,
  { end, unfinished }: { end: EndLine | undefined; unfinished: number | undefined },
): string | undefined {
  if (unfinished !== undefined) return `it was cut off in line ${unfinished}`;
  if (!end) return 'it has no last line: the run was stopped before its end, or the file was cut off';
  const problem = brokenSeal(text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1), end);
  return problem && `it was changed after the run: ${problem}`;
}
