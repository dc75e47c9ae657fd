import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runCases } from '../../../fixtures/run-cases';
import { openSite } from '../gateway/simulated-site';

const CASE = 'phonepickup.method.documented';
const DEADLINE_MS = 300;

/** Verdict and reason of one case with such a call driver. */
async function judged(driver: RequestListener): Promise<{ verdict: string; reason: string | undefined }> {
  const events = { deadlineMs: DEADLINE_MS, quietMs: 20, mode: 'poll' as const };
  await using site = await openSite({}, { events });
  const server = createServer(driver).listen(0, '127.0.0.1');
  const folder = mkdtempSync(join(tmpdir(), 'driver-that-lies-'));
  try {
    await new Promise((resolve) => server.once('listening', resolve));
    const driverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const [one] = await runCases(site.site, folder, { driverUrl, choose: ({ id }) => id === CASE });
    const said = one?.result.requirements[0];
    expect(site.simulator.stats().rings).toBe(0);
    return { verdict: String(said?.verdict), reason: said?.reason };
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  }
}

const answer = (response: ServerResponse, status: number, text = '') => response.writeHead(status).end(text);

test('a driver that says yes, but no phone rings: nothing is proven of the gateway', async () => {
  expect(await judged((_, response) => answer(response, 200))).toEqual({
    verdict: 'inconclusive',
    reason: expect.stringMatching(/^the phone of agent \d+ is alerting: no AgentOther_PhoneAlerting within 450 ms/),
  });
});

test('a driver that cannot: its reason is the reason', async () => {
  expect(await judged((_, response) => answer(response, 503, 'all lines are busy'))).toEqual({
    verdict: 'inconclusive',
    reason: expect.stringMatching(
      /^call driver: ring for agent \d+: call driver answered ring with HTTP 503: all lines are busy/,
    ),
  });
});
