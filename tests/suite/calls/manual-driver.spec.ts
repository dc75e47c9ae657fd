import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readReport, runEnvironment, startRun } from '../../../fixtures/remote/conformance-run';
import { type RemoteGateway, startRemoteGateway } from '../../../fixtures/remote/remote-gateway';
import { httpDriver } from '../../../src/calls/http-driver';

const ROOT = join(__dirname, '../../..');
const PROMPT = /→ (Place|Lift|As|Make)\b[^\n]*?phone (\d+) \(agent (\d+)\)[^\n]*?, s to skip: /g;
const ACTIONS = { Place: 'ring', Lift: 'answer', As: 'hangup', Make: 'reset' } as const;

// Each starts the whole command, some of them twice, on a machine that may be busy.
test.describe.configure({ timeout: 180_000 });

let gateway: RemoteGateway;
test.beforeAll(async () => {
  gateway = await startRemoteGateway();
});
test.afterAll(() => gateway[Symbol.asyncDispose]());

const manual = () => gateway.siteFile({ calls: { driver: 'manual' } });

/** Runs one case in a terminal of its own, with an operator who reads the prompts and does, or skips, what they ask. */
async function sitting(willing: boolean) {
  const reports = join(gateway.folder, 'manual');
  const command = `${process.execPath} bin/conformance.mjs --site ${manual()} --reports ${reports} --grep phonepickup.succeeds.with.POST`;
  const terminal = spawn('script', ['-qefc', command, '/dev/null'], { cwd: ROOT, env: runEnvironment() });
  const driver = httpDriver(gateway.addresses.driverUrl);
  const asked: string[] = [];
  let screen = '';
  terminal.stdout.on('data', async (data) => {
    screen += data;
    for (const [, verb, phone = '', agentId = ''] of [...screen.matchAll(PROMPT)].slice(asked.length)) {
      const action = ACTIONS[verb as keyof typeof ACTIONS];
      asked.push(action);
      if (willing) await driver.act(action, { agentId, phone, kind: 'external' });
      terminal.stdin.write(willing ? '\n' : 's\n');
    }
  });
  const code = await new Promise<number | null>((resolve) => terminal.once('close', resolve));
  await driver.close();
  const judged = readReport(reports)?.requirements.find(({ id }) => id === 'PP-METHOD-1');
  return { code, asked, screen, verdict: judged?.verdict, reason: judged?.cases[0]?.reason };
}

test.describe('in a terminal', () => {
  test.skip(spawnSync('script', ['--version']).status !== 0, 'needs the program "script" of util-linux');

  test('the operator is asked for each action, and the case is judged', async () => {
    const { code, asked, verdict, screen } = await sitting(true);
    expect({ code, verdict }, screen).toEqual({ code: 0, verdict: 'pass' });
    expect(asked[0]).toBe('ring');
    expect(asked).toContain('hangup');
    const { rings } = await gateway.state();
    expect(rings).toBe(asked.filter((action) => action === 'ring').length);
    expect(await gateway.leftOver()).toEqual([]);
  });

  test('what the operator skips leaves the case inconclusive', async () => {
    const { code, asked, verdict, reason, screen } = await sitting(false);
    expect({ code, verdict }, screen).toEqual({ code: 2, verdict: 'inconclusive' });
    expect(asked).toEqual(['ring']);
    expect(reason).toMatch(/^call driver: ring for agent \d+: skipped by the operator$/);
  });

  test('with two workers there is no run', async () => {
    const command = `${process.execPath} bin/conformance.mjs --site ${manual()} --reports ${gateway.folder} --workers 2`;
    const { status, stdout } = spawnSync('script', ['-qefc', command, '/dev/null'], {
      cwd: ROOT,
      env: runEnvironment(),
      encoding: 'utf8',
      input: '',
    });
    expect({ status, stdout: stdout.trim() }).toEqual({
      status: 3,
      stdout: expect.stringMatching(
        /^\/\S+\.yaml: calls\.driver: manual expects one worker, found 2; leave --workers out$/,
      ),
    });
  });
});

test('without a terminal there is no run', async () => {
  const { arrivals: before } = await gateway.state();
  const { code, stdout, stderr } = await startRun(gateway.folder, ['--site', manual()]).ended;
  expect({ code, stdout, stderr }).toEqual({
    code: 3,
    stdout: '',
    stderr: expect.stringMatching(
      /^\/\S+\.yaml: calls\.driver: manual expects somebody at a terminal, found none; run it in a terminal\n$/,
    ),
  });
  expect((await gateway.state()).arrivals, 'nothing was sent').toEqual(before);
});
