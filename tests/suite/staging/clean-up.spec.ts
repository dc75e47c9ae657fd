import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CallDriver } from '../../../src/calls/call-driver';
import { httpDriver } from '../../../src/calls/http-driver';
import { noDriver } from '../../../src/calls/no-driver';
import { readContract } from '../../../src/contract/read-contract';
import { AgentSession } from '../../../src/gateway/agent-session';
import { cleanUp } from '../../../src/staging/clean-up';
import { openSite, type SimulatedSite } from '../gateway/simulated-site';

const contract = readContract('2023-09-27');

let directory: string;
test.beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'clean-up-'));
  mkdirSync(join(directory, 'leases'));
});
test.afterEach(() => rmSync(directory, { recursive: true }));

const agents = (ids: string, { site }: SimulatedSite) => site.agents.filter(({ id }) => ids.split(' ').includes(id));
const cleaned = (site: SimulatedSite, ids: string, driver: CallDriver) =>
  cleanUp({ site: site.site, contract, driver, directory, agents: agents(ids, site), patienceMs: 50 });
const leftOver = ({ simulator }: SimulatedSite) =>
  simulator.state().flatMap(({ id, signedIn, call }) => (signedIn || call ? [id] : []));

/** Signs agents in, as a run that is gone would have left them. */
async function signedIn(site: SimulatedSite, ids: string): Promise<AgentSession[]> {
  const sessions = agents(ids, site).map((agent) => new AgentSession(agent, site.gateway));
  for (const session of sessions) await session.signIn();
  return sessions;
}

for (const call of ['rings', 'talks'])
  test(`sessions that nobody knows the Guid of are ended, with a call that ${call}`, async () => {
    await using site = await openSite();
    const driver = httpDriver(site.simulator.driverUrl);
    const [first, second] = await signedIn(site, '101 102');
    expect(await driver.act('ring', { agentId: '101', phone: '70101', kind: 'external' })).toEqual({ done: true });
    if (call === 'talks') await driver.act('answer', { agentId: '101', phone: '70101', kind: 'external' });
    expect(leftOver(site)).toEqual(['101', '102']);
    expect(await cleaned(site, '101 102 103', driver)).toEqual([
      { id: '101', wasSignedIn: true },
      { id: '102', wasSignedIn: true },
      { id: '103', wasSignedIn: false },
    ]);
    expect(leftOver(site)).toEqual([]);
    for (const session of [first, second]) session?.stopPolling();
  });

test('without a call driver, signing out ends the call; other agents are not touched', async () => {
  await using site = await openSite({ dialects: ['called-phone-rings-at-once'] });
  const [first, second] = await signedIn(site, '101 102');
  await first?.callInner('102');
  expect(await cleaned(site, '102', noDriver())).toEqual([{ id: '102', wasSignedIn: true }]);
  expect(site.simulator.state().filter(({ signedIn: is, call }) => is || call)).toEqual([
    { id: '101', signedIn: true, state: expect.any(String) },
  ]);
  for (const session of [first, second]) session?.stopPolling();
});

test('what could not be cleaned is said, with the agent; the others are cleaned', async () => {
  await using site = await openSite();
  const [other] = agents('102', site);
  if (other) Object.assign(other, { password: 'wrong' });
  writeFileSync(join(directory, 'leases', '103'), String(process.ppid));
  const busy: CallDriver = {
    ...noDriver(),
    available: true,
    act: async (_, { agentId }) => (agentId === '104' ? { done: false, reason: 'line is busy' } : { done: true }),
  };
  const sessions = await signedIn(site, '101 104');
  expect(await cleaned(site, '101 102 103 104', busy)).toEqual([
    { id: '101', wasSignedIn: true },
    { id: '102', wasSignedIn: false, problem: expect.stringMatching(/^sign-in: HTTP 200, retcode 100-004/) },
    { id: '103', wasSignedIn: false, problem: `another run of the suite has it (process ${process.ppid})` },
    { id: '104', wasSignedIn: true, problem: 'line is busy' },
  ]);
  expect(leftOver(site)).toEqual([]);
  for (const session of sessions) session.stopPolling();
});

test('a gateway that is gone is said once for each agent, and nothing hangs', async () => {
  await using site = await openSite();
  await site.simulator.close();
  const [one] = await cleaned(site, '101', noDriver());
  expect(one).toEqual({
    id: '101',
    wasSignedIn: false,
    problem: expect.stringMatching(/^sign-in: connection-refused/),
  });
});
