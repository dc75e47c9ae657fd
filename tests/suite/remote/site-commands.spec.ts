import { expect, test } from '@playwright/test';
import { startRun } from '../../../fixtures/remote/conformance-run';
import { type RemoteGateway, sixAgents, startRemoteGateway } from '../../../fixtures/remote/remote-gateway';

test.describe.configure({ timeout: 180_000 });

let gateway: RemoteGateway;
test.beforeAll(async () => {
  gateway = await startRemoteGateway();
});
test.afterAll(() => gateway[Symbol.asyncDispose]());

const command = (site: string, option: string) => startRun(gateway.folder, ['--site', site, option]).ended;
const withWrongPassword = sixAgents.map((agent) => (agent.id === '301' ? { ...agent, password: 'wrong' } : agent));

test('--check-site: 0 where all is as the site file says, and nothing is judged or left', async () => {
  const { code, stdout, stderr, report } = await command(gateway.siteFile(), '--check-site');
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('its certificate is verified (ca.pem)');
  expect(stdout).toMatch(/^calls \(http\) +the phone of agent 101 alerted after \d+ ms$/m);
  expect(report).toBeUndefined();
  expect((await gateway.state()).rings).toBe(1);
  expect(await gateway.leftOver()).toEqual([]);
});

test('--check-site: 3 where something is not, with a line for each', async () => {
  const site = gateway.siteFile({
    agents: withWrongPassword,
    httpUrl: 'http://127.0.0.1:1',
    calls: { driver: 'http', url: 'http://127.0.0.1:1' },
  });
  const { code, stderr } = await command(site, '--check-site');
  expect(code).toBe(3);
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^\/\S+\.yaml: agents: agent 301 could not sign in: HTTP 200, retcode 100-004/),
    expect.stringMatching(/^\/\S+\.yaml: calls: call driver at http:\/\/127\.0\.0\.1:1 cannot be reached for ring: /),
    expect.stringMatching(/^\/\S+\.yaml: httpUrl: no answer: connection-refused/),
  ]);
  expect(await gateway.leftOver()).toEqual([]);
});

test('--check-site: a certificate that cannot be verified is a gateway that is not there', async () => {
  const { code, stdout, stderr } = await command(gateway.siteFile({ tls: {} }), '--check-site');
  expect(code, stdout).toBe(3);
  expect(stderr).toMatch(/^\/\S+\.yaml: url: expected a gateway at https:\S+, found \S*tls\S* [^\n]+\n$/);
});

test('--clean-up: 3 and a line for what could not be cleaned, also where the rest was', async () => {
  const { code, stdout, stderr } = await command(gateway.siteFile({ agents: withWrongPassword }), '--clean-up');
  expect(code).toBe(3);
  expect(stderr).toMatch(
    /^\/\S+\.yaml: agent 301 may still be signed in, or have a call: sign-in: HTTP 200, retcode 100-004[^\n]*\n$/,
  );
  expect(stdout.trim().split('\n')).toEqual(
    ['101', '102', '103', '201', '401'].map((id) => `agent ${id}: was not signed in, no call`),
  );
});
