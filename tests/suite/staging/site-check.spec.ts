import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { siteCheckProblems, siteCheckText } from '../../../bin/site-check-text';
import type { CallDriver, CallOutcome } from '../../../src/calls/call-driver';
import { httpDriver } from '../../../src/calls/http-driver';
import { noDriver } from '../../../src/calls/no-driver';
import { planCases } from '../../../src/cases';
import { readContract } from '../../../src/contract/read-contract';
import { effectiveRequirements } from '../../../src/report/account/effective-requirements';
import { checkSite } from '../../../src/staging/site-check';
import { http, openRawServer } from '../gateway/raw-server';
import { lent, openSite, type SimulatedSite, siteAt } from '../gateway/simulated-site';

const contract = readContract('2023-09-27');

let directory: string;
test.beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'site-check-'));
});
test.afterEach(() => rmSync(directory, { recursive: true }));

async function checked(
  of: SimulatedSite,
  driver: CallDriver,
  signal = new AbortController().signal,
  pushDirectory?: string,
) {
  const { site, simulator } = of;
  const check = await checkSite({
    site,
    contract,
    driver,
    directory,
    cases: planCases(contract),
    requirements: effectiveRequirements(contract, site),
    signal,
    ...(pushDirectory === undefined ? {} : { pushDirectory }),
  });
  const left = simulator.state().flatMap(({ id, signedIn, call }) => (signedIn || call ? [id] : []));
  expect(left, 'nothing is left behind').toEqual([]);
  const outlook = (id: string) => check.requirements.find((each) => each.id === id);
  return { check, outlook, problems: siteCheckProblems(site, check), text: siteCheckText(site, check) };
}

test('a site that is as its file says: nothing is wrong, and each agent, call and requirement is told of', async () => {
  await using site = await openSite();
  const { problems, text, outlook } = await checked(site, httpDriver(site.simulator.driverUrl));
  expect(problems).toEqual([]);
  expect(text).toMatch(/^calls \(simulator\) {2}the phone of agent 101 alerted after \d+ ms$/m);
  expect(text).toMatch(/^ {2}101 {2}signed in, busy, idle, signed out$/m);
  expect(text).toMatch(/^ {2}SP-DEST-2 \(must\) +\d+ cases$/m);
  expect(text).toMatch(/^ {2}PP-URI-2 \(must\) +2 of 8 cases \[\d\]$/m);
  expect(text).toMatch(/^ {2}\[\d\] the site lends no agent 999, 1000, 9999, 10000, 59998, 59999$/m);
  expect(site.simulator.stats().rings).toBe(1);
  expect(outlook('PP-GUID-4')).toMatchObject({ judgeable: 0, reasons: ['the site runs AUTHMODE 1, not 2'] });
  expect(outlook('PP-URI-2')?.reasons).toContain('the site lends no agent 59999');
  expect(outlook('PP-URI-2')?.judgeable).toBeGreaterThan(0);
});

test('an agent that cannot sign in is named, and what it was needed for is not judged', async () => {
  const agents = lent().map((agent) => (agent.id === '108' ? { ...agent, password: 'wrong' } : agent));
  await using site = await openSite({}, { agents });
  const { problems, check } = await checked(site, httpDriver(site.simulator.driverUrl));
  expect(problems).toEqual([
    expect.stringMatching(/^agents: agent 108 could not sign in: HTTP 200, retcode 100-004 \([^\n]*\)$/),
  ]);
  const reasons = check.requirements.flatMap((each) => each.reasons);
  expect(reasons.join()).toContain('may not pick up (mayPickUp: false)');
});

test('where no agent can enable its linkage the ringing phone counts; where one cannot, that one is unfit', async () => {
  await using alike = await openSite({ dialects: ['resetskill-refused'] });
  const all = await checked(alike, httpDriver(alike.simulator.driverUrl));
  expect(all.problems).toEqual([]);
  expect(all.text).toMatch(/^ {2}101 {2}could not enable its phone linkage: HTTP 200, retcode 100-007 /m);

  const agents = lent().map((agent) => (agent.id === '109' ? { ...agent, phoneModel: 'eSpace 7910' } : agent));
  await using unlike = await openSite({}, { agents });
  const one = await checked(unlike, httpDriver(unlike.simulator.driverUrl));
  expect(one.problems).toEqual([
    expect.stringMatching(/^agents: agent 109 could not enable its phone linkage: HTTP 200, retcode 100-007 /),
  ]);
});

const LYING: [title: string, outcome: CallOutcome, finding: string][] = [
  ['does not ring', { done: false, reason: 'all lines are busy' }, 'all lines are busy'],
  ['only says so', { done: true }, 'said that agent 101 rings, but no AgentOther_PhoneAlerting came in 200 ms'],
];

for (const [title, outcome, finding] of LYING)
  test(`a driver that ${title}: said, and nothing can be judged`, async () => {
    await using site = await openSite({}, { events: { deadlineMs: 200, quietMs: 20, mode: 'poll' } });
    const { problems, outlook } = await checked(site, { ...noDriver(), available: true, act: async () => outcome });
    expect(problems).toEqual([`calls: ${finding}`]);
    expect(outlook('PP-METHOD-1')).toMatchObject({ judgeable: 0, reasons: ['the call driver made no phone ring'] });
  });

test('a site without a driver is as it says, though nothing can be judged', async () => {
  await using site = await openSite();
  const { problems, check } = await checked(site, noDriver());
  expect(problems).toEqual([]);
  expect(check.requirements.every(({ judgeable }) => judgeable === 0)).toBe(true);
});

test('events that are not pushed to the address of the site file are one problem', async () => {
  const events = { deadlineMs: 200, quietMs: 20, mode: 'push' as const, callback: 'http://127.0.0.1:1/events' };
  await using site = await openSite({}, { events });
  const driver = httpDriver(site.simulator.driverUrl);
  const { problems } = await checked(site, driver, undefined, join(directory, 'push'));
  expect(problems).toEqual([
    expect.stringMatching(
      /^events\.callback: expected .* to http:\/\/127\.0\.0\.1:1\/events, found none within 200 ms: /,
    ),
  ]);
});

test('a gateway that is not there is one problem, whatever the number of agents', async () => {
  await using site = await openSite();
  await site.simulator.close();
  const { problems } = await checked(site, noDriver());
  expect(problems).toEqual([
    expect.stringMatching(
      /^url: expected a gateway at http:\S+, found connection-refused \(.*\): nothing listens there: .*$/,
    ),
  ]);
});

test('told to stop, it signs out whom it signed in and tries nobody else', async () => {
  await using site = await openSite();
  const { problems } = await checked(site, noDriver(), AbortSignal.abort());
  expect(problems).toHaveLength(site.site.agents.length);
  expect(problems[1]).toBe('agents: agent 102 not tried: there was no time left');
});

test('a gateway that stops answering does not hold it up', async () => {
  const signedIn = http('200 OK', '{"message":"","retcode":"0","result":{}}', ['Set-GUID: JSESSIONID=a-guid-of-ours']);
  await using server = await openRawServer((socket, request) => {
    if (/^PUT .*onlineagent/.test(request)) socket.write(signedIn);
  });
  const check = await checkSite({
    site: siteAt(`http://127.0.0.1:${server.port}`, { agents: lent().slice(0, 2) }),
    contract,
    driver: noDriver(),
    directory,
    cases: planCases(contract),
    requirements: contract.requirements,
    signal: new AbortController().signal,
    budgetMs: 400,
  });
  expect(check.agents.map(({ finding }) => finding)).toEqual([
    'got no answer in time; it may still be signed in',
    expect.stringMatching(/^(got no answer in time; it may still be signed in|not tried: there was no time left)$/),
  ]);
});
