/** The known name that a mistyped one most probably stands for, if any is near enough. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (!best) return undefined;
  return best.distance <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined;
}

/** The known names that are most like one that is not known, the best first: those that hold it, then by spelling. */
export function nearestFew(name: string, known: readonly string[], count: number): string[] {
  const sought = name.toLowerCase();
  return [...new Set(known)]
    .map((candidate) => {
      const holds = candidate.toLowerCase().includes(sought);
      return { candidate, holds, distance: editDistance(sought, candidate.toLowerCase()) };
    })
    .sort((a, b) => Number(b.holds) - Number(a.holds) || a.distance - b.distance)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** How many letters to add, drop, exchange or swap with their neighbour (optimal string alignment). */
function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= to.length; j++) {
      const exchanged = at(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwap = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = isSwap ? at(i - 2, j - 2) + 1 : exchanged;
      row.push(Math.min(exchanged, swapped, at(i - 1, j) + 1, at(i, j - 1) + 1));
    }
  }
  return at(from.length, to.length);
}
