import { expect, test } from '@playwright/test';
import { openGateway } from './gateway-client';

test('AUTHMODE 1: the Guid of the sign-in stays for the session', async () => {
  await using client = await openGateway();
  const { clock } = client;
  await client.signIn('101');
  for (let minute = 0; minute < 10; minute += 1) {
    clock.advance(60_000);
    const reply = await client.poll('101');
    expect([reply.retcode, reply.headers['set-guid']]).toEqual(['0', undefined]);
  }
});

test('AUTHMODE 2: a poll hands out a new Guid once the interval has passed; the replaced one dies after its timeout', async () => {
  await using client = await openGateway({ authMode: 2, guid: { intervalMs: 1000, timeoutMs: 3000 } });
  const { clock } = client;
  await client.signIn('101');
  const first = client.guids.get('101');
  const works = async (guid: string | undefined) =>
    (await client.send('POST', '/onlineagent/101/sayfree', { guid })).retcode;
  clock.advance(999);
  expect((await client.poll('101')).headers['set-guid']).toBeUndefined();
  clock.advance(1);
  expect((await client.poll('101')).headers['set-guid']).toBeDefined();
  const second = client.guids.get('101');
  expect(second).not.toBe(first);
  expect((await client.poll('101')).headers['set-guid']).toBeUndefined();
  clock.advance(2999);
  expect([await works(first), await works(second)]).toEqual(['0', '0']);
  clock.advance(1);
  expect(await works(first)).toBe('100-006');
  expect(await works(second)).toBe('0');
});

test('AUTHMODE 2: the newest Guid never dies, however late the next poll comes', async () => {
  await using client = await openGateway({ authMode: 2, guid: { intervalMs: 1000, timeoutMs: 2000 } });
  await client.signIn('101');
  client.clock.advance(100_000);
  expect((await client.poll('101')).retcode).toBe('0');
});

test('a missing, made-up, foreign or cut Guid is refused with 100-006', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.signIn('102');
  await client.drive('ring', '101');
  const own = client.guids.get('101') ?? '';
  const wrong = [undefined, '', 'x', client.guids.get('102'), own.slice(0, -1), own.toUpperCase(), `${own}0`];
  for (const guid of wrong) {
    expect((await client.send('POST', '/voicecall/101/phonepickup', { guid })).retcode, guid).toBe('100-006');
    const snatch = await client.send('PUT', '/voicecall/102/snatchpickup?destWorkNo=101', { guid: guid && `${guid}-` });
    expect(snatch.retcode, guid).toBe('100-006');
  }
  expect(client.stateOf('101')).toBe('ringing');
  const header = { headers: { gUID: own } };
  expect((await client.send('POST', '/voicecall/101/phonepickup', header)).retcode).toBe('0');
});

test('a Guid is dead after sign-out, also when the agent signs in again', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  const old = client.guids.get('101');
  await client.as('101', 'DELETE', '/onlineagent/101/logout');
  await client.signIn('101');
  expect((await client.send('GET', '/agentevent/101', { guid: old })).retcode).toBe('100-006');
});
