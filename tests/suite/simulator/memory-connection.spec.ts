import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { Client } from 'undici';
import { memoryConnection } from '../../../src/simulator/memory-connection';
import { openGateway } from './gateway-client';

test('what is written at one end is read at the other, in order, and the end of it as well', async () => {
  const { client, server } = memoryConnection(false);
  client.write('one ');
  client.end('two');
  expect(Buffer.concat(await server.toArray()).toString()).toBe('one two');
});

test('nothing is read before the write has returned', async () => {
  const { client, server } = memoryConnection(false);
  let heard = '';
  server.on('data', (chunk) => {
    heard += chunk;
  });
  client.write('one');
  expect(heard).toBe('');
  await once(server, 'data');
  expect(heard).toBe('one');
});

test('an end that is destroyed lets the other one read what came before, and then the end', async () => {
  const { client, server } = memoryConnection(false);
  server.write('before');
  server.destroy();
  expect(Buffer.concat(await client.toArray()).toString()).toBe('before');
  client.write('nobody hears this');
});

for (const scheme of ['https', 'http'])
  test(`the gateway serves such a connection like its ${scheme} port`, async () => {
    await using opened = await openGateway();
    const { gateway } = opened;
    await opened.signIn('101');
    const origin = scheme === 'https' ? gateway.url : (gateway.httpUrl ?? '');
    const over = new Client(origin, {
      connect: (_options, callback) => queueMicrotask(() => callback(null, gateway.connect(origin) as never)),
    });
    const path = '/agentgateway/resource/agentevent/101';
    const { statusCode, body } = await over.request({ method: 'GET', path });
    expect([statusCode, (await body.json()) as unknown]).toEqual([
      200,
      expect.objectContaining({ retcode: '100-006' }),
    ]);
    await over.close();
  });

test('an origin that is not the gateway’s is refused', async () => {
  await using opened = await openGateway();
  expect(() => opened.gateway.connect('https://127.0.0.1:1')).toThrow(/expected an origin of the simulated gateway/);
});
