import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { relayFor } from '../../../fixtures/push-relay';
import { callbackFor } from '../../../fixtures/remote/callback';
import { noDriver } from '../../../src/calls/no-driver';
import type { Case } from '../../../src/cases/case';
import { readContract } from '../../../src/contract/read-contract';
import { listen, stop } from '../../../src/simulator/gateway-server';
import type { Site } from '../../../src/site/site';
import { preflight } from '../../../src/staging/preflight';
import { openSite } from '../gateway/simulated-site';
import { judgeGateway, troubles } from '../judged-gateway';

const sections =
  (pattern: RegExp) =>
  ({ operation, section }: Case) =>
    pattern.test(`${operation} ${section}`);

for (const authMode of [1, 2] as const)
  test(`a conforming gateway that pushes its events is judged as one that is polled, AUTHMODE ${authMode}`, async () => {
    const choose = sections(/events|response|phonepickup (guid|prerequisites)|snatchpickup headers/);
    const judged = await judgeGateway({ push: true, authMode }, { choose });
    expect(judged.length).toBeGreaterThan(100);
    expect(troubles(judged)).toEqual([]);
    const proofs = new Set(judged.map(({ seen }) => seen.absence?.by).filter(Boolean));
    expect([...proofs]).toEqual(['fence']);
  });

for (const [fault, requirement, choose] of [
  ['phonepickup-accepts-put', 'PP-METHOD-2', /phonepickup method/],
  ['phonepickup-talking-lost', 'PP-EVENT-2', /phonepickup events/],
  ['snatchpickup-talking-doubled', 'SP-EVENT-7', /snatchpickup events/],
] as const)
  test(`what a gateway breaks is seen in what it pushes: ${fault}`, async () => {
    const judged = await judgeGateway({ push: true, faults: [fault], deadlineMs: 600 }, { choose: sections(choose) });
    const found = judged.flatMap(({ result }) => result.findings.map((finding) => finding.requirement));
    expect(found).toContain(requirement);
  });

test('one line says that the gateway cannot push to the address of the site file', async () => {
  await using open = await openSite();
  const closed = createServer();
  const port = await listen(closed, '127.0.0.1', 0);
  await stop(closed);
  const callback = `http://127.0.0.1:${port}/events`;
  const site: Site = { ...open.site, events: { deadlineMs: 300, quietMs: 20, mode: 'push', callback } };
  const directories = { run: test.info().outputPath('run'), site: test.info().outputPath('site') };
  const found = () => preflight(site, readContract(site.edition), noDriver(), directories);
  expect(await found()).toBe(
    `events.callback: expected the gateway to push events to ${callback}, found none within 300 ms: check that it reaches this address, or use mode poll`,
  );
  const relay = await relayFor(site, directories.run);
  if ('problem' in relay) throw new Error(relay.problem);
  expect(await found()).toBeUndefined();
  expect(open.simulator.state().filter(({ signedIn }) => signedIn)).toEqual([]);
  expect(await relayFor(site, directories.run)).toEqual({
    problem: `events.callback: expected a port that the suite can listen at, found ${port}: it is taken, perhaps by another run`,
  });
  await relay.close();
});

test('one line says that the gateway may not trust the certificate of the address of the site file', async () => {
  await using open = await openSite();
  const folder = test.info().outputPath('certificate');
  mkdirSync(folder);
  const { callback, tls } = await callbackFor('https', folder);
  const own = tls && { cert: join(folder, tls.cert), key: join(folder, tls.key) };
  const site: Site = {
    ...open.site,
    events: { deadlineMs: 300, quietMs: 20, mode: 'push', callback, ...(own ? { tls: own } : {}) },
  };
  const directories = { run: test.info().outputPath('run'), site: test.info().outputPath('site') };
  const relay = await relayFor(site, directories.run);
  if ('problem' in relay) throw new Error(relay.problem);
  // This process, and the gateway in it, know nothing of who signed it; remote/push.spec.ts has one that does.
  expect(await preflight(site, readContract(site.edition), noDriver(), directories)).toMatch(
    /^events\.callback: expected .* to https:\S+, found none .*: check that it reaches this address and trusts the certificate, or/,
  );
  await relay.close();
});
