import type { CaseEvidence } from '../case-evidence';
import { type CaseIndex, type Chunk, type IndexedCase, unpackCase } from '../packed';

/** The evidence that the page carries, unpacked when somebody asks for it. */
export class EvidenceStore {
  private readonly chunks = new Map<number, Promise<Chunk>>();

  private constructor(readonly index: CaseIndex) {}

  static async open(): Promise<EvidenceStore> {
    return new EvidenceStore(await read<CaseIndex>('index'));
  }

  /** Undefined where the case did not run. */
  async evidenceOf({ id, chunk }: IndexedCase): Promise<CaseEvidence | undefined> {
    if (chunk < 0) return undefined;
    const reading = this.chunks.get(chunk) ?? read<Chunk>(`chunk-${chunk}`);
    this.chunks.set(chunk, reading);
    return unpackCase(await reading, id);
  }
}

/** Base64 of deflated JSON, from one of the page's data elements. */
async function read<T>(id: string): Promise<T> {
  const text = document.getElementById(`data-${id}`)?.textContent ?? '';
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Response(inflated).json() as Promise<T>;
}
