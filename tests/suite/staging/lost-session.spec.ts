import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Judged, runCases } from '../../../fixtures/run-cases';
import type { CallOrder } from '../../../src/calls/call-driver';
import { httpDriver } from '../../../src/calls/http-driver';
import { AgentSession } from '../../../src/gateway/agent-session';
import { Gateway } from '../../../src/gateway/gateway';
import { lent, openSite } from '../gateway/simulated-site';

const CASES = ['phonepickup.method.documented', 'phonepickup.events.agent-hangs-up', 'snatchpickup.method.documented'];

/** Judges the cases while, at the first ringing, somebody else signs the agent in that is rung. */
async function judgedWithIntruder(force: boolean, agents: number, cases: readonly string[] = CASES) {
  const events = { deadlineMs: 5000, quietMs: 20, mode: 'poll' as const };
  await using site = await openSite(
    {},
    { agents: lent().slice(0, agents), signIn: { force, autoAnswer: true }, events },
  );
  const { simulator } = site;
  const driver = httpDriver(simulator.driverUrl);
  const others = new Gateway(site.site, '/agentgateway/resource');
  const intruders: AgentSession[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const order = JSON.parse(Buffer.concat(chunks).toString('utf8')) as CallOrder;
    const outcome = await driver.act((request.url ?? '').slice(1) as 'ring', order);
    const agent = lent().find(({ id }) => id === order.agentId);
    if (request.url === '/ring' && intruders.length === 0 && agent) {
      const intruder = new AgentSession(agent, others);
      intruders.push(intruder);
      await intruder.signIn({ force: true });
    }
    response.writeHead(outcome.done ? 200 : 409).end(outcome.done ? '' : outcome.reason);
  }).listen(0, '127.0.0.1');
  const folder = mkdtempSync(join(tmpdir(), 'lost-session-'));
  try {
    await new Promise((resolve) => server.once('listening', resolve));
    const driverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const judged = await runCases(site.site, folder, { driverUrl, choose: ({ id }) => cases.includes(id) });
    const [intruder] = intruders;
    return { judged, victim: intruder?.id, intruderKeepsIt: intruder?.lost === undefined };
  } finally {
    for (const intruder of intruders) intruder.stopPolling();
    server.closeAllConnections();
    server.close();
    await driver.close();
    await others.close();
    rmSync(folder, { recursive: true });
  }
}

const told = ({ result }: Judged) => ({ verdict: result.verdict, reason: result.requirements[0]?.reason });
const loss = (id: string | undefined) => ({
  verdict: 'inconclusive',
  reason: expect.stringMatching(new RegExp(`^agent ${id} lost its session in mid-case \\(.*100-006`)),
});

test('an agent that the gateway signs out in mid-run: its case is inconclusive, others take its part', async () => {
  const { judged, victim, intruderKeepsIt } = await judgedWithIntruder(false, 5);
  expect(judged.map(({ of }) => of.id)).toEqual(CASES);
  const [first, ...later] = judged.map(told);
  expect(first).toEqual(loss(victim));
  expect(later.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
  for (const { seen } of judged.slice(1)) expect([seen.cast.picker, seen.cast.called]).not.toContain(victim);
  expect(intruderKeepsIt, 'nobody is forced out').toBe(true);
});

test('where nobody else is there, the cases that need it say why', async () => {
  const { judged, victim, intruderKeepsIt } = await judgedWithIntruder(false, 2);
  const [first, ...later] = judged.map(told);
  expect(first).toEqual(loss(victim));
  // One agent is enough for phonepickup, not for snatchpickup.
  expect(later).toEqual([
    { verdict: 'pass', reason: undefined },
    {
      verdict: 'inconclusive',
      reason: expect.stringMatching(new RegExp(`^agent ${victim} could not sign in: HTTP 200, retcode 100-002`)),
    },
  ]);
  expect(intruderKeepsIt, 'nobody is forced out').toBe(true);
});

test('where the site file allows it, the session is taken back', async () => {
  const { judged, victim, intruderKeepsIt } = await judgedWithIntruder(true, 2);
  const [first, ...later] = judged.map(told);
  expect(first).toEqual(loss(victim));
  expect(later.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
  expect(intruderKeepsIt).toBe(false);
});

test('refused requests whose session somebody else ends are sent again on another call, and nothing is blamed', async () => {
  const cases = ['made-up', 'truncated', 'first-half', 'lengthened'].map((what) => `phonepickup.guid.${what}`);
  const { judged, victim } = await judgedWithIntruder(false, 5, cases);
  expect(judged.map(({ of }) => of.id)).toEqual(cases);
  expect(judged.map(told).map(({ verdict }) => verdict)).toEqual(cases.map(() => 'pass'));
  for (const { seen } of judged) expect(seen.cast.picker).not.toBe(victim);
});
