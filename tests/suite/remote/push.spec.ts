import { expect, test } from '@playwright/test';
import { startRun } from '../../../fixtures/remote/conformance-run';
import { startRemoteGateway } from '../../../fixtures/remote/remote-gateway';

/** Some of every kind: pickups, refusals that share a call, a Guid that is renewed, one that dies. */
const CASES = ['--grep', '@PP-METHOD-1|@SP-METHOD-1|@PP-GUID-3|@PP-GUID-4|@PP-GUID-5|@SP-PRE-1|@SP-PRE-8'];

// Each starts the whole command twice, on a machine that may be busy.
test.describe.configure({ timeout: 180_000 });

for (const [authMode, push] of [
  [1, 'http'],
  [2, 'https'],
] as const)
  test(`events that are pushed over ${push} get the whole command to a verdict, AUTHMODE ${authMode}`, async () => {
    await using gateway = await startRemoteGateway({ authMode, push });
    const site = gateway.siteFile();
    const command = (...args: string[]) => startRun(gateway.folder, ['--site', site, ...args]).ended;
    const checked = await command('--check-site');
    expect({ code: checked.code, stderr: checked.stderr }, checked.stdout).toEqual({ code: 0, stderr: '' });
    const { code, stdout, stderr, report } = await command(...CASES);
    expect(code, stdout + stderr).toBe(0);
    expect(report?.verdict).toBe('pass');
    expect(report?.caseCounts).toMatchObject({ fail: 0, warning: 0, inconclusive: 0 });
    expect(report?.caseCounts.pass).toBeGreaterThan(12);
    expect(await gateway.leftOver()).toEqual([]);
  });
