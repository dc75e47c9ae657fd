import { expect, test } from '@playwright/test';
import { startRemoteGateway } from '../../../fixtures/remote/remote-gateway';
import { compareVerdicts, DELAY_MS, GUID } from '../../../fixtures/remote/same-verdicts';

// `npm run bench:remote` does the same with every case.

const CASES = ['--grep', '@PP-GUID-4|@PP-GUID-5|@PP-METHOD-1|@SP-METHOD-1|@SP-PRE-1|@PP-GUID-1'];
/** Breaks one of these requirements; the other verdicts stay as they are. */
const FAULTS = ['phonepickup-without-guid'];
/** Two runs of the whole command, one of them over a slow link. */
const TIMEOUT_MS = 180_000;

test('a gateway far away gets the verdicts that it gets in process, good and bad', async () => {
  test.setTimeout(TIMEOUT_MS);
  await using gateway = await startRemoteGateway({ delayMs: DELAY_MS, guid: GUID, faults: FAULTS });
  const { inProcess, remote, verdicts, differences } = await compareVerdicts(gateway, CASES, FAULTS);
  expect(differences, remote.stdout + remote.stderr).toEqual([]);
  expect(verdicts).toBeGreaterThan(30);
  for (const { code, report } of [inProcess, remote]) {
    expect(code).toBe(1);
    const broken = report?.requirements.filter(({ verdict }) => ['fail', 'warning'].includes(verdict));
    expect(broken?.map(({ id }) => id)).toContain('PP-GUID-1');
    expect(report?.caseCounts).toMatchObject({ inconclusive: 0 });
    expect(report?.requirements.find(({ id }) => id === 'SP-PRE-1')).toMatchObject({ verdict: 'pass' });
  }
  expect(await gateway.leftOver()).toEqual([]);
});
