import type { MatrixRow } from './row';

/** What is different between two rows of one gateway, a line for each cell; none where the suite said the same of it. */
export function differences(before: MatrixRow, now: MatrixRow): string[] {
  const { troubles: was, ...others } = before;
  const { troubles: is, ...othersNow } = now;
  const counts = [...new Set([...Object.keys(was), ...Object.keys(is)])].map(
    (requirement) => [requirement, was[requirement] ?? 'nothing', is[requirement] ?? 'nothing'] as const,
  );
  const facts = (Object.keys(others) as (keyof typeof others)[]).map(
    (name) => [name, others[name], othersNow[name]] as const,
  );
  return [...counts, ...facts]
    .map(([what, first, second]) => [what, JSON.stringify(first), JSON.stringify(second)] as const)
    .filter(([, first, second]) => first !== second)
    .map(([what, first, second]) => `${before.kind} ${before.name}: ${what} was ${first}, became ${second}`);
}
