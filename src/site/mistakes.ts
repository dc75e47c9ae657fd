/** One thing wrong with a site file. */
export interface Mistake {
  /** Line in the file, from 1; absent where the file as a whole is meant. */
  line?: number;
  /** Where in the data, e.g. `agents[2].id`; absent where the file as a whole is meant. */
  key?: string;
  expected: string;
  found: string;
  /** What to do, where `expected` does not say it already. */
  advice?: string;
}

/** A site file that cannot be used. The message has one line for each mistake and is made to be printed as it is. */
export class SiteError extends Error {
  override readonly name = 'SiteError';

  constructor(
    /** The file as it is named in the lines. */
    readonly file: string,
    readonly mistakes: readonly Mistake[],
  ) {
    super(mistakes.map((mistake) => lineOf(file, mistake)).join('\n'));
  }
}

function lineOf(file: string, { line, key, expected, found, advice }: Mistake): string {
  const place = line === undefined ? file : `${file}:${line}`;
  const subject = key ? `${place}: ${key}` : place;
  return `${subject}: expected ${expected}, found ${found}${advice ? `; ${advice}` : ''}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function alternatives(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
