import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Pool } from 'undici';
import { dialects, faults } from '../../../src/simulator';

const root = path.resolve(__dirname, '../../..');

function start(args: string[]): { child: ChildProcess; output: { out: string; err: string } } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/gateway.ts', ...args], {
    cwd: root,
    env: { ...process.env, SIMULATED_PASSWORD: 'from-the-environment' },
  });
  const output = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    output.out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output.err += chunk.toString();
  });
  return { child, output };
}

async function finished(args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const { child, output } = start(args);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

test('prints how to reach it, serves, logs each request without secrets, and ends on Ctrl-C', async () => {
  const caFile = test.info().outputPath('ca.pem');
  const args = ['--port', '0', '--auth-mode', '1', '--agents', '101-103', '--other-group', '103', '--ca-file', caFile];
  const { child, output } = start([...args, '--fault', 'phonepickup-accepts-put']);
  await expect.poll(() => output.out, { intervals: [20] }).toMatch(/\/reset -d/);
  expect(output.out).toContain('fault phonepickup-accepts-put');
  expect(output.out).toContain('103  phone 70103 (eSpace 7910), group B, may pick up');
  const url = /HTTPS +(\S+)/.exec(output.out)?.[1] ?? '';
  const pool = new Pool(url, { connect: { ca: readFileSync(caFile) } });
  const signIn = await pool.request({
    method: 'PUT',
    path: '/agentgateway/resource/onlineagent/101',
    body: JSON.stringify({ password: 'from-the-environment', phonenum: '70101' }),
  });
  expect(await signIn.body.json()).toMatchObject({ retcode: '0' });
  await pool.destroy();
  const [, ringUrl = '', order = ''] = /curl -X POST (\S+\/ring) -d '(.*)'/.exec(output.out) ?? [];
  expect((await fetch(ringUrl, { method: 'POST', body: order })).status).toBe(200);
  await expect.poll(() => output.out, { intervals: [20] }).toContain('call driver /ring -> 200');
  expect(output.out).toMatch(/PUT \/onlineagent\/101 -> 200 0/);
  expect(output.out).not.toContain('from-the-environment');
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(output.err).toBe('');
});

for (const [args, line] of [
  [['--port', 'x'], "error: option '--port <port>' argument 'x' is invalid. A whole number is expected."],
  [['--port', '70000', '--ca-file', '/dev/null'], /^gateway: .*70000/],
  [['--agents', '99'], 'gateway: agents: "99" is no ID or range of IDs within 101 to 59999'],
  [['--edition', '2020-01-01'], /^error: option '--edition <edition>' .*2023-09-27, 2025-11-13/],
  [['--fault', 'phonepickup-accept-put'], /^gateway: unknown fault .*phonepickup-accepts-put/],
  [['--bogus'], "error: unknown option '--bogus'"],
] as const) {
  test(`${args.join(' ')}: one clear line, exit 3`, async () => {
    const { code, out, err } = await finished([...args]);
    expect([code, out, err.trim().split('\n').length]).toEqual([3, '', 1]);
    expect(err.trim()).toMatch(line);
  });
}

test('--list-faults and --list-dialects list them all', async () => {
  const { code, out } = await finished(['--list-faults', '--list-dialects']);
  expect(code).toBe(0);
  for (const { name } of [...faults, ...dialects]) expect(out).toContain(`${name}`);
});
