import type { Verdict } from '../../checks/verdict';
import type { Level } from '../../contract/contract';
import type { Counts } from '../conformance-report';

export const LEVELS: readonly Level[] = ['must', 'should', 'observe'];
export const COLUMNS: readonly Verdict[] = ['pass', 'fail', 'warning', 'inconclusive', 'not-applicable', 'not-run'];

/** Requirements by level and verdict, aligned; a zero is a dash, so that what is there stands out. */
export function levelTable(counts: Readonly<Record<Level, Counts>>): string[] {
  const rows = LEVELS.map((level) => [level, ...COLUMNS.map((verdict) => String(counts[level][verdict] || '–'))]);
  const table = [['requirements', ...COLUMNS], ...rows];
  const widths = ['requirements', ...COLUMNS].map((title) => title.length);
  return table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}
