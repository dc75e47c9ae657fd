import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runCases } from '../../../fixtures/run-cases';
import { planCases } from '../../../src/cases';
import { readContract } from '../../../src/contract/read-contract';
import type { LentAgent } from '../../../src/site/site';
import { Leases } from '../../../src/staging/leases';
import { namesNeverSignedIn, neverSignedInAgent } from '../../../src/staging/never-signed-in';
import { unmet } from '../../../src/staging/unmet';
import { lent, openSite, siteAt } from '../gateway/simulated-site';

const contract = readContract('2023-09-27');
const cases = planCases(contract).filter(namesNeverSignedIn);
const like = lent()[0] as LentAgent;
const agents = (...change: Partial<LentAgent>[]) =>
  change.map((each, index) => ({ ...like, id: `${101 + index}`, ...each }));
const chosen = (among: LentAgent[]) => {
  const site = siteAt('https://gateway.example', { agents: among });
  return cases.map((of) => [
    neverSignedInAgent(site, contract.operations[of.operation])?.id,
    unmet(of, { site, contract }) === undefined,
  ]);
};

test('who stays signed out, and whether that applies, follows from the site file', () => {
  expect(cases.map(({ operation }) => operation)).toEqual(['phonepickup', 'snatchpickup']);
  const may = {};
  const mayNot = { mayPickUp: false };
  expect(chosen(agents(may))).toEqual([
    [undefined, false],
    [undefined, false],
  ]);
  expect(chosen(agents(may, may))).toEqual([
    ['102', true],
    [undefined, false],
  ]);
  expect(chosen(agents(may, may, mayNot, { group: 'B' }, { phoneModel: 'eSpace 8950' }))).toEqual([
    ['102', true],
    ['102', true],
  ]);
});

test('an agent that is set aside is leased to nobody until it is given back', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'leases-'));
  const site = siteAt('https://gateway.example', { agents: lent().slice(0, 2) });
  const [own, other] = [1, 2].map(() => new Leases(site, directory, new Set(), async () => undefined)) as [
    Leases,
    Leases,
  ];
  try {
    expect(own.setAside('101')).toBe(true);
    expect(other.setAside('101')).toBe(false);
    const leased = await own.lease([{ role: 'picker' }]);
    expect('agents' in leased && leased.agents.get('picker')?.id).toBe('102');
    const waiting = other.lease([{ role: 'picker', id: '101' }]);
    own.giveBack('101');
    const given = await waiting;
    expect('agents' in given && given.agents.get('picker')?.id).toBe('101');
  } finally {
    await own.close();
    await other.close();
    rmSync(directory, { recursive: true });
  }
});

test('the agent is observed before anybody signs it in, and takes part in later cases', async () => {
  await using site = await openSite(
    {},
    { agents: lent().slice(0, 2), events: { deadlineMs: 2000, quietMs: 30, mode: 'poll' } },
  );
  const directory = mkdtempSync(join(tmpdir(), 'never-signed-in-'));
  try {
    const judged = await runCases(site.site, directory, {
      driverUrl: site.simulator.driverUrl,
      choose: ({ id }) =>
        ['phonepickup.agent-id.accepts-102', 'phonepickup.prerequisites.never-signed-in'].includes(id),
    });
    expect(judged.map(({ of, result }) => [of.id, result.verdict])).toEqual([
      ['phonepickup.agent-id.accepts-102', 'pass'],
      ['phonepickup.prerequisites.never-signed-in', 'pass'],
    ]);
    expect(judged[1]?.seen.stimuli[0]?.request.url).toContain('/102/');
  } finally {
    rmSync(directory, { recursive: true });
  }
});
