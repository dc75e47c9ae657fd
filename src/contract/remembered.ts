import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const home = join(__dirname, '../../node_modules/.cache/contract');

/**
 * A result that follows from the content of files alone, kept on disk until one of them changes by a byte. A run
 * starts several processes and each reads the description: parsing and checking it costs 150 to 300 ms, this 5 ms.
 * A folder that cannot be written to, or a damaged file in it, costs that time and nothing else.
 * @param name tells results of the same kind apart
 * @param files everything that the result depends on, the code included
 * @param make computes the result, which must survive JSON; what it throws is thrown, and not kept
 * @param folder where results are kept
 */
export function remembered<T>(name: string, files: readonly string[], make: () => T, folder = home): T {
  const key = keyOf(files);
  const path = join(folder, `${createHash('sha256').update(name).digest('hex').slice(0, 16)}.json`);
  const kept = key === undefined ? undefined : read(path);
  if (kept !== undefined && kept.key === key) return kept.result as T;
  const result = make();
  if (key !== undefined) write(folder, path, JSON.stringify({ key, result }));
  return result;
}

function keyOf(files: readonly string[]): string | undefined {
  const hash = createHash('sha256');
  try {
    for (const file of files) {
      const content = readFileSync(file);
      hash.update(`${file}\n${content.length}\n`).update(content);
    }
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}

function read(path: string): { key: string; result: unknown } | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whole or not at all: other processes may read at the same moment. */
function write(folder: string, path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch {
    // Nothing kept: the next process computes it again.
  }
}
