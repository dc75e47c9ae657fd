import type { Finding, Marks } from '../../../checks/verdict';

/** One thing that was seen and should not have been, with all that it breaks; a drawing marks it by its number. */
export interface Deviation {
  number: number;
  expected: readonly { requirements: readonly string[]; text: string }[];
  received: string;
  where: string;
  marks: Marks;
}

/** The deviations of one case, numbered from 1 in the order of its findings. */
export function deviationsOf(findings: readonly Finding[]): Deviation[] {
  const groups = new Map<string, { first: Finding; expected: Map<string, Set<string>> }>();
  for (const finding of findings) {
    const { requirement, expected, received, where, marks } = finding;
    const key = JSON.stringify([received, where, marks]);
    const group = groups.get(key) ?? { first: finding, expected: new Map() };
    groups.set(key, group);
    group.expected.set(expected, (group.expected.get(expected) ?? new Set()).add(requirement));
  }
  return [...groups.values()].map(({ first: { received, where, marks = {} }, expected }, index) => ({
    number: index + 1,
    expected: [...expected].map(([text, requirements]) => ({ text, requirements: [...requirements] })),
    received,
    where,
    marks,
  }));
}
