import { createServer } from 'node:http';
import { expect, test } from '@playwright/test';
import { listen, stop } from '../../../src/simulator/gateway-server';
import { openGateway } from './gateway-client';

interface Push {
  headers: Record<string, unknown>;
  body: { workNo: string; eventList: { eventType: string }[] };
}

/** A receiver of pushed events; it refuses them while `refusing` is set. */
async function openReceiver() {
  const pushes: Push[] = [];
  const receiver = { pushes, refusing: false, uri: '', types: () => [] as string[] };
  const server = createServer((message, response) => {
    let text = '';
    message.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    message.on('end', () => {
      pushes.push({ headers: message.headers, body: JSON.parse(text) });
      response.end(JSON.stringify({ message: 'success', retcode: receiver.refusing ? '1' : '0' }));
    });
  });
  receiver.uri = `http://127.0.0.1:${await listen(server, '127.0.0.1', 0)}/events`;
  receiver.types = () => pushes.flatMap((push) => push.body.eventList.map((event) => event.eventType));
  return Object.assign(receiver, { [Symbol.asyncDispose]: () => stop(server) });
}

test('with a callback and a token events are pushed, oldest first', async () => {
  await using client = await openGateway();
  await using receiver = await openReceiver();
  await client.signIn('101', { callBackUri: receiver.uri, serviceToken: 'token-1' });
  await client.drive('ring', '101');
  await expect
    .poll(receiver.types, { intervals: [1] })
    .toEqual(['AgentOther_InService', 'AgentState_Ready', 'AgentState_Busy', 'AgentOther_PhoneAlerting']);
  expect(receiver.pushes[0]?.body.workNo).toBe('101');
  expect(receiver.pushes[0]?.headers).toMatchObject({ guid: client.guids.get('101'), service_token: 'token-1' });
  expect((await client.poll('101')).retcode).toBe('000-001');
});

test('what the receiver refuses is pushed again every ten seconds, in order', async () => {
  await using client = await openGateway();
  await using receiver = await openReceiver();
  receiver.refusing = true;
  await client.signIn('101', { callBackUri: receiver.uri, serviceToken: 'token-1' });
  await expect.poll(() => receiver.pushes.length, { intervals: [1] }).toBe(1);
  receiver.refusing = false;
  receiver.pushes.length = 0;
  await expect
    .poll(
      () => {
        client.clock.advance(1000);
        return receiver.types();
      },
      { intervals: [1] },
    )
    .toEqual(['AgentOther_InService', 'AgentState_Ready']);
  expect(client.stateOf('101')).toBe('idle');
});

test('the heartbeat keeps the agent signed in and hands out new Guids', async () => {
  await using client = await openGateway({ authMode: 2 });
  await using receiver = await openReceiver();
  await client.signIn('101', { callBackUri: receiver.uri, serviceToken: 'token-1' });
  await expect.poll(() => receiver.types().length, { intervals: [1] }).toBe(2);
  const first = client.guids.get('101');
  for (let beat = 0; beat < 3; beat += 1) {
    client.clock.advance(100_000);
    expect((await client.as('101', 'POST', '/onlineagent/101/handshake')).retcode).toBe('0');
  }
  expect(client.guids.get('101')).not.toBe(first);
  client.clock.advance(120_000);
  expect(client.stateOf('101')).toBe('signed-out');
});
