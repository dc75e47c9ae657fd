import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { checkMeaning, type Editions } from './checks';
import { toSite } from './complete';
import { SiteDocument } from './document';
import type { Environment } from './environment';
import { problemOf } from './files';
import { type Mistake, SiteError } from './mistakes';
import { type PlacedMistake, schemaMistakes } from './schema';
import type { Site } from './site';

export type { Editions } from './checks';
export { SiteError } from './mistakes';

/**
 * The one doorway for site files: reads, checks and completes one. Nothing behind it looks at a site file again.
 * @param path relative to the working folder
 * @throws SiteError with all mistakes of the file
 */
export function readSite(path: string, { env, editions }: { env: Environment; editions: Editions }): Site {
  const file = resolve(path);
  const fail = (mistakes: readonly Mistake[]): never => {
    throw new SiteError(shortName(file), mistakes);
  };

  const document = new SiteDocument(textOf(file, fail), env);
  if (!document.readable) return fail(document.mistakes);
  const data = dataOf(document, fail);
  if (data === undefined) return fail([{ expected: 'a site file', found: 'an empty file' }]);

  const folder = dirname(file);
  const { mistakes: shape, patterns } = schemaMistakes(document, data);
  const placed = [...shape, ...checkMeaning({ document, data, editions, folder }), ...patterns];
  const mistakes = [...document.mistakes, ...oncePerPlace(document, placed)];
  if (mistakes.length > 0) return fail(mistakes.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
  return toSite(data, file);
}

function textOf(file: string, fail: (mistakes: readonly Mistake[]) => never): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return fail([{ expected: 'a site file', found: `one ${problemOf(error) ?? 'which cannot be read'}` }]);
  }
}

/** Aliases of aliases can stand for more than any memory holds; yaml stops before that. */
function dataOf(document: SiteDocument, fail: (mistakes: readonly Mistake[]) => never): unknown {
  try {
    return document.data();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return fail([{ expected: 'a site file', found: 'one whose aliases stand for too much' }]);
  }
}

/** The first mistake about each value, though aliases make one value stand in several places. */
function oncePerPlace(document: SiteDocument, mistakes: readonly PlacedMistake[]): Mistake[] {
  const told = new Set<unknown>();
  return mistakes.filter(({ path, key, line }) => {
    const { node } = document.place(path);
    const place = node ?? key;
    if (document.isUnreadable(path) || told.has(`${line} ${key}`) || told.has(place)) return false;
    told.add(place).add(`${line} ${key}`);
    return true;
  });
}

/** As short as it can be said from the working folder. */
function shortName(file: string): string {
  const name = relative('', file);
  return name.startsWith('..') || isAbsolute(name) ? file : name;
}
