import { expect, test } from '@playwright/test';
import { openGateway } from './gateway-client';

test('ring is refused for a signed-out agent, an unknown one, another phone, and a phone that has a call', async () => {
  await using client = await openGateway();
  expect(await client.drive('ring', '101')).toEqual({ status: 409, text: 'agent 101 is not signed in' });
  expect(await client.drive('ring', '5000')).toEqual({ status: 409, text: 'agent 5000 is unknown' });
  await client.signIn('101');
  const order = { method: 'POST', body: JSON.stringify({ agentId: '101', phone: '70102' }) };
  expect((await fetch(`${client.gateway.driverUrl}/ring`, order)).status).toBe(409);
  expect((await client.drive('ring', '101')).status).toBe(200);
  expect(await client.drive('ring', '101')).toEqual({ status: 409, text: 'the phone of agent 101 has a call already' });
  await client.drive('answer', '101');
  expect((await client.drive('ring', '101', 'internal')).status).toBe(409);
  expect(client.gateway.stats().rings).toBe(1);
});

test('answer needs a phone that alerts, hangup a call; reset is always done', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  expect((await client.drive('answer', '101')).status).toBe(409);
  expect((await client.drive('hangup', '101')).status).toBe(409);
  expect((await client.drive('reset', '101')).status).toBe(200);
  await client.drive('ring', '101');
  expect((await client.drive('answer', '101')).status).toBe(200);
  expect((await client.drive('answer', '101')).status).toBe(409);
  expect((await client.drive('reset', '101')).status).toBe(200);
  expect(client.stateOf('101')).toBe('idle');
  expect((await client.drive('reset', '102')).status).toBe(200);
});

test('after a pickup hangup finds the call by either agent, answer and reset by the one that has it', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.signIn('102');
  for (const by of ['101', '102']) {
    await client.drive('ring', '101');
    await client.snatchpickup('102', '101');
    expect((await client.drive('answer', '101')).status).toBe(409);
    expect((await client.drive('reset', '101')).status).toBe(200);
    expect((await client.drive('answer', '102')).status).toBe(200);
    expect((await client.drive('hangup', by)).status).toBe(200);
    expect([client.stateOf('101'), client.stateOf('102')]).toEqual(['idle', 'idle']);
  }
});

test('what is no order is refused', async () => {
  await using client = await openGateway();
  const post = async (path: string, body: string) =>
    (await fetch(`${client.gateway.driverUrl}${path}`, { method: 'POST', body })).status;
  expect(await post('/ring', 'hello')).toBe(400);
  expect(await post('/ring', '{}')).toBe(400);
  expect(await post('/ring', '{"agentId":"101","kind":"loud"}')).toBe(400);
  expect(await post('/sing', '{"agentId":"101"}')).toBe(404);
  expect((await fetch(`${client.gateway.driverUrl}/ring`)).status).toBe(405);
});
