import { createHash } from 'node:crypto';
import type { EndLine, HeaderLine, SelectionLine } from './transcript-lines';

/** The first lines of a transcript. */
export function firstLines(header: HeaderLine, selection: Omit<SelectionLine, 'kind'>): string {
  return `${JSON.stringify(header)}\n${JSON.stringify({ kind: 'selection', ...selection } satisfies SelectionLine)}\n`;
}

/** The last line of a transcript, by which a reader sees that nothing before it was lost or changed since. */
export function seal(text: string, end: Omit<EndLine, 'kind' | 'lines' | 'sha256'>): string {
  return `${JSON.stringify({ kind: 'end', ...end, ...measure(text) } satisfies EndLine)}\n`;
}

/** Why the lines before the last are not those that were sealed; undefined when they are. */
export function brokenSeal(text: string, end: EndLine): string | undefined {
  const { lines, sha256 } = measure(text);
  if (lines !== end.lines) return `expected ${end.lines} lines before the last, found ${lines}`;
  return sha256 === end.sha256 ? undefined : `expected lines with SHA-256 ${end.sha256}, found ${sha256}`;
}

function measure(text: string): Pick<EndLine, 'lines' | 'sha256'> {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return { lines, sha256: createHash('sha256').update(text).digest('hex') };
}
