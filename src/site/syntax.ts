import type { Document, ErrorCode } from 'yaml';
import type { Mistake } from './mistakes';

type Words = Pick<Mistake, 'expected' | 'found' | 'advice'>;

/** Own words, since yaml's messages quote the file and with it what may be a secret. */
const WORDS: Partial<Record<ErrorCode, Words>> = {
  BAD_ALIAS: { expected: 'an alias of an anchor above it', found: 'an alias without one' },
  BAD_DIRECTIVE: { expected: 'YAML', found: 'an unknown directive', advice: 'a value that begins with % needs quotes' },
  BAD_DQ_ESCAPE: { expected: 'YAML', found: 'an unknown \\ escape', advice: "use 'single quotes' for a plain \\" },
  BAD_INDENT: { expected: 'YAML', found: 'a line that is indented unlike its neighbours' },
  BAD_SCALAR_START: { expected: 'YAML', found: 'a value that needs quotes' },
  MULTIPLE_DOCS: { expected: 'one YAML document', found: 'a second one' },
  TAB_AS_INDENT: { expected: 'spaces as indentation', found: 'a tab' },
  TAG_RESOLVE_FAILED: {
    expected: 'a plain value',
    found: 'an unknown !tag',
    advice: 'a text that begins with ! needs quotes',
  },
  MISSING_CHAR: { expected: 'YAML', found: 'a quote, bracket, brace or comma missing before it' },
};

/** `{ password: ${NAME} }` is the likeliest slip: braces mean a map there. */
export const QUOTE_VARIABLES = `put "\${NAME}" in quotes`;

/** What keeps a file from being YAML: one line for each line that has something wrong. */
export function syntaxMistakes(document: Document, text: string, lineAt: (offset: number) => number): Mistake[] {
  const byLine = new Map<number, Mistake>();
  for (const error of [...document.errors, ...document.warnings]) {
    const line = lineAt(error.pos[0]);
    const words = WORDS[error.code] ?? { expected: 'YAML', found: 'what has no place here' };
    if (!byLine.has(line)) byLine.set(line, { line, ...words, ...variableAdvice(lineText(text, error.pos[0])) });
  }
  return [...byLine.values()];
}

function variableAdvice(line: string): { advice?: string } {
  return /[:[,]\s*\$\{/.test(line) ? { advice: QUOTE_VARIABLES } : {};
}

function lineText(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? undefined : end);
}
