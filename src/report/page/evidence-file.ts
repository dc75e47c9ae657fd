import { closeSync, openSync, readSync } from 'node:fs';
import { fileHash } from '../../evidence/content-hash';
import type { HeaderLine } from '../../evidence/transcript-lines';

/** The transcript that a report stands on, as far as it takes to tell it from any other. */
export interface EvidenceFile {
  /** Of the whole file, in hex, as `sha256sum` tells it. */
  sha256: string;
  header: HeaderLine;
}

/** Longer than any first line. */
const HEAD_BYTES = 256 * 1024;

/** Undefined where there is none that can be read: a report is worth something without. */
export function evidenceFileAt(file: string): EvidenceFile | undefined {
  try {
    const open = openSync(file, 'r');
    const head = Buffer.alloc(HEAD_BYTES);
    const read = readSync(open, head);
    closeSync(open);
    const header = JSON.parse(head.toString('utf8', 0, read).split('\n', 1)[0] ?? '') as HeaderLine;
    return { sha256: fileHash(file), header };
  } catch {
    return undefined;
  }
}
