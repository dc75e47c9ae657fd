import {
  type CallLine,
  type CaseLine,
  type EndLine,
  type EventLine,
  type ExchangeLine,
  type HeaderLine,
  type SelectionLine,
  TRANSCRIPT_FORMAT,
  TRANSCRIPT_VERSION,
  type TranscriptLine,
  type WorkerLine,
} from './transcript-lines';

/** A file that is no transcript, or cannot be understood. The message is one line without the file's name. */
export class TranscriptError extends Error {
  override readonly name = 'TranscriptError';
}

/** What is wrong with the form of a line, in a few words; undefined when nothing is. */
export type ProblemOf = (line: TranscriptLine) => string | undefined;

export interface ParsedLines {
  header: HeaderLine;
  selection: SelectionLine;
  /** Those between the first two and the last, in their order. */
  lines: (WorkerLine | ExchangeLine | EventLine | CallLine | CaseLine)[];
  end: EndLine | undefined;
  /** Number of a line, from 1, that has no end. */
  unfinished: number | undefined;
}

/** @throws TranscriptError naming the first line that cannot be read */
export function parseLines(text: string, problemOf: ProblemOf): ParsedLines {
  const texts = text.split('\n');
  const rest = texts.pop();
  const header = headerOf(texts[0] ?? rest ?? '');
  checked(header, 0, problemOf);
  const selection = selectionOf(texts[1] ?? '', problemOf);
  const unfinished = rest ? texts.length + 1 : undefined;
  const parsed: ParsedLines = { header, selection, lines: [], end: undefined, unfinished };
  for (const [index, each] of texts.entries()) {
    if (index < 2) continue;
    if (parsed.end)
      throw new TranscriptError(`line ${index + 1}: expected nothing behind the last line, found another`);
    const line = lineOf(each, index, problemOf);
    if (line.kind === 'header' || line.kind === 'selection')
      throw new TranscriptError(`line ${index + 1}: expected one ${line.kind}, found another`);
    if (line.kind === 'end') parsed.end = line;
    else parsed.lines.push(line);
  }
  return parsed;
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

function selectionOf(text: string, problemOf: ProblemOf): SelectionLine {
  const line = lineOf(text, 1, problemOf);
  if (line.kind === 'selection') return line;
  throw new TranscriptError(`line 2: expected the selection of cases, found ${shown(line.kind)}`);
}

const KINDS: ReadonlySet<unknown> = new Set<TranscriptLine['kind']>([
  ...(['header', 'selection', 'worker', 'exchange', 'event', 'call', 'case', 'end'] as const),
]);

function lineOf(text: string, index: number, problemOf: ProblemOf): TranscriptLine {
  let line: { kind?: unknown } | null;
  try {
    line = JSON.parse(text);
  } catch {
    throw new TranscriptError(`line ${index + 1}: expected JSON, found ${shown(text)}`);
  }
  if (!KINDS.has(line?.kind))
    throw new TranscriptError(`line ${index + 1}: expected a known kind of line, found ${shown(line?.kind)}`);
  return checked(line as TranscriptLine, index, problemOf);
}

function checked(line: TranscriptLine, index: number, problemOf: ProblemOf): TranscriptLine {
  const problem = problemOf(line);
  if (problem === undefined) return line;
  throw new TranscriptError(`line ${index + 1} (${line.kind}): ${problem}`);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
