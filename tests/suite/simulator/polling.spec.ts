import { expect, test } from '@playwright/test';
import { type Dispatcher, request } from 'undici';
import { type GatewayClient, openGateway } from './gateway-client';

/** Waits until the gateway has taken so many more requests. */
async function arrived(client: GatewayClient, requests: number): Promise<void> {
  await expect.poll(() => client.gateway.stats().requests, { intervals: [1] }).toBe(requests);
}

async function hangingPoll(client: GatewayClient, id: string): Promise<{ reply: ReturnType<GatewayClient['poll']> }> {
  const before = client.gateway.stats().requests;
  const reply = client.poll(id);
  await arrived(client, before + 1);
  return { reply };
}

test.describe('with a wait of ten seconds', () => {
  let client: GatewayClient;

  test.beforeEach(async () => {
    client = await openGateway({ pollWaitMs: 10_000 });
    const body = { password: 'secret-101', phonenum: '70101' };
    await client.as('101', 'PUT', '/onlineagent/101', { body });
  });

  test.afterEach(() => client[Symbol.asyncDispose]());

  test('events come one per answer, oldest first, then the poll waits and ends with nothing', async () => {
    expect((await client.poll('101')).body).toEqual({
      message: '',
      retcode: '0',
      event: { eventType: 'AgentOther_InService', workNo: '101', content: null },
    });
    expect((await client.poll('101')).body.event).toMatchObject({ eventType: 'AgentState_Ready' });
    const { reply } = await hangingPoll(client, '101');
    client.clock.advance(10_000);
    expect((await reply).body).toEqual({ message: '', retcode: '0' });
  });

  test('a hanging poll is answered by the event', async () => {
    await client.poll('101');
    await client.poll('101');
    const { reply } = await hangingPoll(client, '101');
    await client.as('101', 'POST', '/onlineagent/101/saybusy');
    expect((await reply).body.event).toMatchObject({ eventType: 'AgentState_SetNotReady_Success' });
  });

  test('of two polls at once the older ends with nothing', async () => {
    await client.poll('101');
    await client.poll('101');
    const older = await hangingPoll(client, '101');
    const newer = await hangingPoll(client, '101');
    expect((await older.reply).body).toEqual({ message: '', retcode: '0' });
    await client.as('101', 'POST', '/onlineagent/101/sayfree');
    expect((await newer.reply).body.event).toMatchObject({ eventType: 'AgentState_Ready' });
  });

  test('sign-out ends a hanging poll with 100-006', async () => {
    await client.poll('101');
    await client.poll('101');
    const { reply } = await hangingPoll(client, '101');
    await client.as('101', 'DELETE', '/onlineagent/101/logout');
    expect((await reply).retcode).toBe('100-006');
  });

  test('no event is lost with a poll that was given up', async () => {
    await client.poll('101');
    await client.poll('101');
    const before = client.gateway.stats().requests;
    const abort = new AbortController();
    const options: Parameters<typeof request>[1] = {
      method: 'GET' satisfies Dispatcher.HttpMethod,
      headers: { Guid: client.guids.get('101') ?? '' },
      signal: abort.signal,
    };
    const given = request(`${client.gateway.httpUrl}/agentgateway/resource/agentevent/101`, options);
    await arrived(client, before + 1);
    abort.abort();
    await expect(given).rejects.toThrow('aborted');
    await client.as('101', 'POST', '/onlineagent/101/sayfree');
    expect((await client.poll('101')).body.event).toMatchObject({ eventType: 'AgentState_Ready' });
  });

  test('a hanging poll keeps the agent signed in', async () => {
    await client.poll('101');
    await client.poll('101');
    for (let round = 0; round < 20; round += 1) {
      const { reply } = await hangingPoll(client, '101');
      client.clock.advance(10_000);
      expect((await reply).retcode).toBe('0');
    }
    expect(client.stateOf('101')).toBe('idle');
  });
});

test('an agent that does not poll for two minutes is signed out, and its call ends', async () => {
  await using client = await openGateway({ ringTimeoutMs: 1_000_000 });
  await client.signIn('101');
  client.clock.advance(119_999);
  await client.poll('101');
  await client.drive('ring', '101');
  client.clock.advance(119_999);
  expect(client.stateOf('101')).toBe('ringing');
  client.clock.advance(1);
  expect(client.stateOf('101')).toBe('signed-out');
  expect((await client.poll('101')).retcode).toBe('100-006');
});

test('polling needs the own Guid', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  await client.signIn('102');
  expect((await client.send('GET', '/agentevent/101', { guid: client.guids.get('102') })).retcode).toBe('100-006');
});
