import { expect, test } from '@playwright/test';
import { runCases } from '../../../fixtures/run-cases';
import { lent, openSite } from '../gateway/simulated-site';

const CASES = ['phonepickup.guid.own-for-another-agent', 'phonepickup.guid.own-for-signed-out-agent'];

/** The cases at a site that lends these agents. */
async function judgedWith(...agents: { id: string; password?: string }[]) {
  const events = { deadlineMs: 5000, quietMs: 20, mode: 'poll' as const };
  const known = agents.flatMap(({ id, ...change }) =>
    lent().flatMap((each) => (each.id === id ? { ...each, ...change } : [])),
  );
  await using site = await openSite({}, { agents: known, events });
  const judged = await runCases(site.site, test.info().outputPath('run'), {
    driverUrl: site.simulator.driverUrl,
    choose: ({ id }) => CASES.includes(id),
  });
  return judged.map(({ result }) => ({ verdict: result.verdict, reason: result.requirements[0]?.reason }));
}

test('what a second agent is needed for is not applicable where none is lent, inconclusive where it cannot sign in', async () => {
  expect(await judgedWith({ id: '101' }, { id: '102' })).toMatchObject([{ verdict: 'pass' }, { verdict: 'pass' }]);
  expect(await judgedWith({ id: '101' })).toMatchObject([
    { verdict: 'not-applicable', reason: expect.stringContaining('the site lends no') },
    { verdict: 'not-applicable', reason: expect.stringContaining('the site lends no') },
  ]);
  const barred = { verdict: 'inconclusive', reason: expect.stringMatching(/^agent 102 could not sign in: .*100-004/) };
  expect(await judgedWith({ id: '101' }, { id: '102', password: 'wrong' })).toMatchObject([barred, barred]);
});
