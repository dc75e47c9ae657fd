import { readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { SiteDocument } from '../../site/document';
import type { Environment } from '../../site/environment';
import { problemOf } from '../../site/files';
import { type Mistake, SiteError } from '../../site/mistakes';
import type { Waiver, WaiverFile } from './waiver';
import { meaningMistakes, schemaMistakes } from './waiver-mistakes';
import schema from './waivers.schema.json';

const validate = new Ajv2020({ allErrors: true, verbose: true }).compile<{ waivers: Waiver[] }>(schema);

/**
 * The one doorway for files of waivers: reads and checks one. `${NAME}` is taken from the environment, as in site files.
 * @param path relative to the working folder
 * @throws SiteError with all mistakes of the file, a line each
 */
export function readWaivers(path: string, env: Environment): WaiverFile {
  const full = resolve(path);
  const short = relative('', full);
  const file = short.startsWith('..') || isAbsolute(short) ? full : short;
  const fail = (mistakes: readonly Mistake[]): never => {
    throw new SiteError(file, mistakes);
  };
  const document = new SiteDocument(textOf(full, fail), env);
  if (!document.readable) return fail(document.mistakes);
  const data = document.data();
  if (data === undefined) return fail([{ expected: 'a file of waivers', found: 'an empty file' }]);
  const mistakes = [...document.mistakes];
  if (!validate(data)) mistakes.push(...schemaMistakes(document, validate.errors ?? []));
  // The meaning of what has another form cannot be told.
  if (mistakes.length === 0) mistakes.push(...meaningMistakes(document, (data as { waivers: Waiver[] }).waivers));
  if (mistakes.length > 0) return fail(mistakes.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
  const waivers = (data as { waivers: Waiver[] }).waivers.map((waiver, index) => ({
    ...waiver,
    line: document.place(['waivers', index]).line,
  }));
  return { file, waivers };
}

function textOf(file: string, fail: (mistakes: readonly Mistake[]) => never): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return fail([{ expected: 'a file of waivers', found: `one ${problemOf(error) ?? 'which cannot be read'}` }]);
  }
}
