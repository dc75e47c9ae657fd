import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { CallAction, CallOrder } from '../../../src/calls/call-driver';
import { commandDriver } from '../../../src/calls/command-driver';

// The worked example of the documentation, against a phone on this machine. Debian and Ubuntu: sip-tester.
test.skip(spawnSync('sipp', ['-v']).error !== undefined, 'needs the program "sipp"');

const EXAMPLE = join(__dirname, '../../../docs/examples/sipp');
const order: CallOrder = { agentId: '101', phone: '70101', kind: 'external' };
const failed = (reason: string) => ({ done: false, reason: `call driver command failed at ${reason}` });

let folder: string;
let phone: ChildProcess | undefined;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipp-'));
  Object.assign(process.env, { SIPP_CALLS: join(folder, 'calls'), SIPP_LOCAL_IP: '127.0.0.1', SIPP_RING_WITHIN: '5' });
});
test.afterEach(() => {
  phone?.kill('SIGKILL');
  phone = undefined;
  rmSync(folder, { recursive: true });
});

/** A phone with these options of sipp, and a driver that calls it. */
async function callTo(...options: string[]): Promise<(action: CallAction) => Promise<unknown>> {
  const port = await freePort();
  const messages = join(folder, 'messages');
  const own = ['-i', '127.0.0.1', '-p', String(port), '-nostdin', '-trace_msg', '-message_file', messages];
  if (options.length > 0) phone = spawn('sipp', [...options, ...own], { stdio: 'ignore' });
  const driver = commandDriver(join(EXAMPLE, 'driver.sh'), [`127.0.0.1:${port}`]);
  return (action) => driver.act(action, order);
}

/** Methods of the requests that the phone got. */
const heard = () =>
  [...readFileSync(join(folder, 'messages'), 'utf8').matchAll(/^([A-Z]+) sip:70101@/gm)].map(([, method]) => method);

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}

for (const [title, options, ending] of [
  ['a phone that rings', ['-sf', join(EXAMPLE, 'phone.xml')], ['INVITE', 'CANCEL', 'ACK']],
  ['a phone that was answered', ['-sn', 'uas'], ['INVITE', 'ACK', 'BYE']],
] as const)
  for (const by of ['hangup', 'reset'] as const)
    test(`the call to ${title} is placed, and ended by ${by}`, async () => {
      const act = await callTo(...options);
      expect(await act('ring')).toEqual({ done: true });
      if (options[0] === '-sn') await expect.poll(() => heard().includes('ACK'), { intervals: [5] }).toBe(true);
      expect(await act('ring')).toEqual(failed('ring: phone 70101 is being called already'));
      expect(await act(by)).toEqual({ done: true });
      await expect.poll(heard, { intervals: [5] }).toEqual(ending);
      expect(readdirSync(join(folder, 'calls'))).toEqual([]);
      expect(await act('hangup')).toEqual(failed('hangup: there is no call to 70101'));
      expect(await act('reset')).toEqual({ done: true });
    });

test('what cannot be done is said', async () => {
  const act = await callTo();
  process.env.SIPP_RING_WITHIN = '1';
  expect(await act('ring')).toMatchObject({
    done: false,
    reason: expect.stringMatching(/^call driver command failed at ring: the call to 70101 by way of \S+ failed: \S/),
  });
  expect(await act('answer')).toEqual(failed('answer: sipp is the caller: it cannot lift the handset of 70101'));
});
