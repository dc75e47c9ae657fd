import type { CaseResult, Verdict } from '../../checks/verdict';
import type { Observation } from '../../evidence/observation';
import type { CaseEvidence } from './case-evidence';

/** The cases by requirement, as the page carries them; loaded at once, for the search and the lists. */
export interface CaseIndex {
  cases: readonly IndexedCase[];
  /** Reasons repeat: each stands once. */
  reasons: readonly string[];
  requirements: Readonly<Record<string, readonly IndexedJudgement[]>>;
}

export interface IndexedCase {
  id: string;
  title: string;
  verdict: Verdict;
  /** Which chunk holds its evidence; -1: there is none. */
  chunk: number;
}

/** Position in `cases`, the verdict on the requirement, position in `reasons` or -1; where it is waived, by which waivers. */
export type IndexedJudgement = readonly [
  position: number,
  verdict: Verdict,
  reason: number,
  waivedBy?: readonly number[],
];

/** Members of an observation that many cases share, and so stand once, by position in `values`. */
const SHARED = ['cast', 'call', 'absence', 'answering', 'control'] as const;
/** The same, where each element stands once, and the list of positions once more. */
const SHARED_LISTS = ['steps', 'stimuli', 'surroundings', 'events', 'strays'] as const;

type Packed = Record<string, unknown>;

interface PackedCase {
  result: CaseResult;
  seen?: Packed;
}

/** Evidence of some cases: what they share stands once in `values`, which is what keeps the page small. */
export interface Chunk {
  values: readonly unknown[];
  cases: Readonly<Record<string, PackedCase>>;
}

/** The reverse of `unpackCase`, for one chunk after the other. */
export class ChunkWriter {
  private readonly values: unknown[] = [];
  private readonly positions = new Map<string, number>();
  private readonly known = new WeakMap<object, number>();
  private readonly cases: Record<string, PackedCase> = {};

  add(id: string, { result, seen }: CaseEvidence): void {
    if (seen === undefined) {
      this.cases[id] = { result };
      return;
    }
    const packed: Packed = { ...seen };
    for (const member of SHARED) if (seen[member] !== undefined) packed[member] = this.position(seen[member]);
    for (const member of SHARED_LISTS) {
      const list = seen[member];
      if (list !== undefined) packed[member] = this.position(list.map((each) => this.position(each)));
    }
    this.cases[id] = { result, seen: packed };
  }

  get size(): number {
    return Object.keys(this.cases).length;
  }

  finish(): Chunk {
    return { values: this.values, cases: this.cases };
  }

  private position(value: unknown): number {
    const object = typeof value === 'object' && value !== null ? value : undefined;
    const same = object && this.known.get(object);
    if (same !== undefined) return same;
    const text = JSON.stringify(value);
    const position = this.positions.get(text) ?? this.values.push(value) - 1;
    this.positions.set(text, position);
    if (object) this.known.set(object, position);
    return position;
  }
}

/** One case of a chunk as it was put in; undefined where the chunk lacks it. */
export function unpackCase({ values, cases }: Chunk, id: string): CaseEvidence | undefined {
  const found = cases[id];
  if (found?.seen === undefined) return found && { result: found.result };
  const seen: Packed = { ...found.seen };
  for (const member of SHARED) if (member in seen) seen[member] = values[seen[member] as number];
  for (const member of SHARED_LISTS)
    if (member in seen) seen[member] = (values[seen[member] as number] as number[]).map((position) => values[position]);
  return { result: found.result, seen: seen as unknown as Observation };
}
