import type { ConformanceReport } from '../conformance-report';
import { groupBy } from '../text';

/** Cases that fail, but all of which is waived, with the words for it: they must not fail a pipeline that reads JUnit. */
export function waivedCases({ requirements, waivers = [] }: ConformanceReport): Map<string, string> {
  const failing = requirements.flatMap(({ cases }) => cases.filter(({ verdict }) => verdict === 'fail'));
  const kept = [...groupBy(failing, ({ id }) => id)].filter(([, of]) => of.every(({ waivedBy }) => waivedBy));
  return new Map(
    kept.map(([id, of]) => {
      const by = [...new Set(of.flatMap(({ waivedBy = [] }) => waivedBy))].flatMap((index) => waivers[index] ?? []);
      const why = by.map(({ reason, ticket, owner, expires }) => `${reason} (${ticket}, ${owner}, until ${expires})`);
      return [id, `waived: ${why.join('; ')}`];
    }),
  );
}
