import type { CaseResult } from '../checks/verdict';
import type { EventRecord } from './event-record';
import type { Exchange } from './exchange';
import type { Observation } from './observation';
import { withoutReferences } from './references';
import { brokenSeal } from './seal';
import {
  type CallLine,
  type CaseLine,
  type EndLine,
  type EventLine,
  type ExchangeLine,
  type HeaderLine,
  TRANSCRIPT_FORMAT,
  TRANSCRIPT_VERSION,
  type TranscriptLine,
} from './transcript-lines';

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

/** A file that is no transcript, or cannot be understood. The message is one line without the file's name. */
export class TranscriptError extends Error {
  override readonly name = 'TranscriptError';
}

/**
 * Reads a transcript.
 * @param text the whole file
 * @throws TranscriptError where a line cannot be read. A missing end, a seal that does not fit and references into the
 * void are no errors here; `damage` tells of them.
 */
export function readTranscript(text: string): Transcript {
  const lines = text.split('\n');
  const unfinished = lines.pop();
  const header = headerOf(lines[0] ?? unfinished ?? '');
  if (unfinished)
    throw new TranscriptError(`line ${lines.length + 1}: expected a line feed, found the end of the file`);
  const exchanges = new Map<string, ExchangeLine>();
  const events = new Map<string, EventLine>();
  const epochMs = new Map<number, number>();
  const calls: CallLine[] = [];
  const cases: CaseLine[] = [];
  let end: EndLine | undefined;
  for (const [index, each] of lines.entries()) {
    if (index === 0) continue;
    if (end) throw new TranscriptError(`line ${index + 1}: expected nothing behind the last line, found another`);
    const line = parsed(each, index);
    if (line.kind === 'exchange') exchanges.set(`${line.worker} ${line.exchange.id}`, line);
    else if (line.kind === 'event') events.set(`${line.worker} ${line.event.id}`, line);
    else if (line.kind === 'worker') epochMs.set(line.worker, line.epochMs);
    else if (line.kind === 'call') calls.push(line);
    else if (line.kind === 'case') cases.push(line);
    else if (line.kind === 'end') end = line;
    else
      throw new TranscriptError(
        `line ${index + 1}: expected a known kind of line, found ${shown((line as { kind?: unknown }).kind)}`,
      );
  }
  const lost: string[] = [];
  const recorded = cases.flatMap((line) => recordedCase(line, exchanges, events, lost) ?? []);
  const damage = damageOf(text, end) ?? lost[0];
  return {
    header,
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

function headerOf(text: string): HeaderLine {
  let header: Partial<HeaderLine> | null = null;
  try {
    header = JSON.parse(text);
  } catch {
    // told below
  }
  if (header?.kind !== 'header' || header.format !== TRANSCRIPT_FORMAT)
    throw new TranscriptError('expected a transcript of this suite (transcript.jsonl), found another file');
  if (header.version !== TRANSCRIPT_VERSION)
    throw new TranscriptError(`expected a transcript of version ${TRANSCRIPT_VERSION}, found ${shown(header.version)}`);
  return header as HeaderLine;
}

function parsed(text: string, index: number): Exclude<TranscriptLine, HeaderLine> {
  try {
    return JSON.parse(text);
  } catch {
    throw new TranscriptError(`line ${index + 1}: expected JSON, found ${shown(text)}`);
  }
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

function damageOf(text: string, end: EndLine | undefined): string | undefined {
  if (!end) return 'it has no last line: the run was stopped before its end, or the file was cut off';
  const problem = brokenSeal(text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1), end);
  return problem && `it was changed after the run: ${problem}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
