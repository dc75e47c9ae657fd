import type { Level } from '../../../src/contract/contract';
import { readContract } from '../../../src/contract/read-contract';
import { dialects, faults, storyFaults } from '../../../src/simulator';
import { differences } from './differences';
import type { MatrixRow, Trouble } from './row';

/** All rows of a run, in the order of the catalogue. */
export interface Matrix {
  faults: readonly MatrixRow[];
  storyFaults: readonly MatrixRow[];
  dialects: readonly MatrixRow[];
  requirements: readonly { id: string; level: Level; text: string }[];
  /** Faults and dialects of the catalogue that have no row. */
  missing: readonly string[];
  /** What was different when a gateway was judged more than once, a line each. */
  unstable: readonly string[];
}

/** Puts rows in order; of a gateway that was judged several times the first one stands. */
export function matrixOf(rows: readonly MatrixRow[]): Matrix {
  const { requirements } = readContract('2023-09-27');
  const first = new Map<string, MatrixRow>();
  const unstable: string[] = [];
  for (const row of rows) {
    const before = first.get(row.name);
    if (!before) first.set(row.name, row);
    else unstable.push(...differences(before, row));
  }
  const inOrder = (all: readonly { name: string }[]) => all.flatMap(({ name }) => first.get(name) ?? []);
  return {
    faults: inOrder(faults),
    storyFaults: inOrder(storyFaults),
    dialects: inOrder(dialects),
    requirements: requirements.map(({ id, level, text }) => ({ id, level, text })),
    missing: [...faults, ...storyFaults, ...dialects].map(({ name }) => name).filter((name) => !first.has(name)),
    unstable: [...new Set(unstable)],
  };
}

/** How many cases had something against it; 0 where none had. */
export function against({ fail = 0, warning = 0 }: Trouble = {}): number {
  return fail + warning;
}

/** The part of a requirement's id that tells its section, e.g. `PP-EVENT`. */
export function sectionOf(id: string): string {
  return id.replace(/-[0-9]+$/, '');
}

/** The faults that are about a requirement of each section, by the sections in the order of the requirements. */
export function bySection({ faults, requirements }: Matrix): Map<string, MatrixRow[]> {
  const sections = new Map(
    [...new Set(requirements.map(({ id }) => sectionOf(id)))].map((id) => [id, [] as MatrixRow[]]),
  );
  for (const row of faults) sections.get(sectionOf(row.names[0] ?? ''))?.push(row);
  return sections;
}
