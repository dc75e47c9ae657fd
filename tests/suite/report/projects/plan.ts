import type { RunPlan } from '../../../../src/report/account/run-plan';

const requirement = (id: string, level: 'must' | 'should' | 'observe' = 'must') => ({
  id,
  level,
  text: `text of ${id}`,
});
const planned = (id: string, ...requirements: string[]) => ({ id, title: `case ${id}`, requirements });

/** What the cases of `cases/` are accounted against. */
export const plan: RunPlan = {
  site: { name: 'Nowhere', url: 'https://nowhere.example', edition: '2023-09-27', authMode: 2 },
  requirements: [
    requirement('PP-KEPT-1'),
    requirement('PP-BROKEN-1'),
    requirement('PP-SHOULD-1', 'should'),
    requirement('PP-OBSERVED-1', 'observe'),
    requirement('PP-OPEN-1'),
    requirement('PP-LACKING-1'),
    requirement('PP-ACCIDENT-1'),
  ],
  cases: [
    planned('first.passes', 'PP-KEPT-1'),
    planned('fails', 'PP-BROKEN-1', 'PP-KEPT-1'),
    planned('fails.too', 'PP-BROKEN-1'),
    planned('warns', 'PP-SHOULD-1'),
    planned('observes', 'PP-OBSERVED-1'),
    planned('remains.open', 'PP-OPEN-1'),
    planned('does.not.apply', 'PP-LACKING-1'),
    planned('knows.the.selection', 'PP-KEPT-1'),
    planned('second.passes', 'PP-KEPT-1'),
    planned('crashes', 'PP-ACCIDENT-1'),
    planned('forgets', 'PP-ACCIDENT-1'),
    planned('hangs', 'PP-ACCIDENT-1'),
    planned('survives', 'PP-KEPT-1'),
    planned('throws', 'PP-ACCIDENT-1'),
  ],
};
