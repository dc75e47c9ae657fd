import { expect, test } from '@playwright/test';
import { type GatewayClient, jsonType, openGateway } from './gateway-client';

async function ringing(client: GatewayClient, id = '101', fields = {}): Promise<void> {
  await client.signIn(id, fields);
  await client.drive('ring', id);
  await client.events(id);
}

test('an agent that is not signed in is refused with 100-006', async () => {
  await using client = await openGateway();
  expect((await client.phonepickup('101')).retcode).toBe('100-006');
  expect((await client.phonepickup('5000')).retcode).toBe('100-006');
});

test('linkage is needed: refused without, done with it, on the same call', async () => {
  await using client = await openGateway();
  await ringing(client, '101', { phonelinkage: false });
  expect((await client.phonepickup('101')).retcode).toBe('100-007');
  expect(await client.events('101')).toEqual([]);
  await client.as('101', 'POST', '/onlineagent/101/resetskill/false?phonelinkage=1');
  expect((await client.phonepickup('101')).retcode).toBe('0');
});

test('an eSpace 7910 is needed', async () => {
  await using client = await openGateway();
  await ringing(client, '105');
  expect((await client.phonepickup('105')).retcode).toBe('100-007');
  expect(client.stateOf('105')).toBe('ringing');
});

test('an alerting phone is needed: not before, not twice, not after the caller gave up', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  expect((await client.phonepickup('101')).retcode).toBe('100-007');
  await client.drive('ring', '101');
  expect((await client.phonepickup('101')).retcode).toBe('0');
  await client.events('101');
  expect((await client.phonepickup('101')).retcode).toBe('100-007');
  expect(await client.events('101')).toEqual([]);
  await client.drive('hangup', '101');
  await client.drive('ring', '101');
  await client.drive('hangup', '101');
  await client.events('101');
  expect((await client.phonepickup('101')).retcode).toBe('100-007');
  expect(await client.events('101')).toEqual([]);
});

test('the phone of an internal caller does not alert while the other one does', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.signIn('102');
  await client.callInternally('101', '102');
  expect((await client.phonepickup('101')).retcode).toBe('100-007');
  expect((await client.phonepickup('102')).retcode).toBe('0');
});

for (const [path, accepted] of [
  ['101', true],
  ['%31%30%31', true],
  ['0101', false],
  ['+101', false],
  ['%20101', false],
  ['101%20', false],
  ['100', false],
  ['0', false],
  ['-101', false],
  ['60000', false],
  ['65637', false],
  ['4294967397', false],
  ['18446744073709551717', false],
  ['101.0', false],
  ['1.01e2', false],
  ['0x65', false],
  ['%EF%BC%91%EF%BC%90%EF%BC%91', false],
  ['abc', false],
  ['', false],
  ['101%00', false],
  ['101%2Fphonepickup', false],
  ['101%zz', false],
  ['%', false],
  ['101;x=1', false],
  ['1'.repeat(5000), false],
] as const) {
  test(`agent ID "${path.slice(0, 30)}" is ${accepted ? 'read' : 'refused'}`, async () => {
    await using client = await openGateway();
    await ringing(client);
    const reply = await client.as('101', 'POST', `/voicecall/${path}/phonepickup`);
    expect([reply.status, reply.retcode]).toEqual([200, accepted ? '0' : '100-007']);
    expect(client.stateOf('101')).toBe(accepted ? 'talking' : 'ringing');
  });
}

for (const [type, accepted] of [
  [jsonType, true],
  ['APPLICATION/JSON;charset=utf-8', true],
  ['application/json ; charset="UTF-8"', true],
  ['application/json', true],
  ['application/json; charset=ISO-8859-1', false],
  ['text/plain', false],
  ['application/x-www-form-urlencoded', false],
] as const) {
  test(`Content-Type ${type} is ${accepted ? 'accepted' : 'refused'}`, async () => {
    await using client = await openGateway();
    await ringing(client);
    const reply = await client.phonepickup('101', { headers: { 'Content-Type': type } });
    expect(reply.retcode).toBe(accepted ? '0' : '100-007');
    expect(client.stateOf('101')).toBe(accepted ? 'talking' : 'ringing');
  });
}

test('a message body is ignored, whatever it is', async () => {
  await using client = await openGateway();
  await ringing(client);
  expect((await client.phonepickup('101', { body: '{broken' })).retcode).toBe('0');
});

test('of two pickups of one call at once one succeeds', async () => {
  await using client = await openGateway();
  await ringing(client);
  const replies = await Promise.all([client.phonepickup('101'), client.phonepickup('101')]);
  expect(replies.map((reply) => reply.retcode).sort()).toEqual(['0', '100-007']);
  expect(await client.events('101')).toHaveLength(6);
});
