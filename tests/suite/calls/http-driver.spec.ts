import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import type { CallOrder } from '../../../src/calls/call-driver';
import { httpDriver } from '../../../src/calls/http-driver';

const order: CallOrder = { agentId: '101', phone: '70101', kind: 'external' };
const TIMEOUT_MS = 150;
/** Longer than any of these servers takes that answers. */
const LONG_MS = 20_000;

/** What the driver makes of a server that answers so; `<origin>` stands for its address. */
async function outcome(listener: RequestListener, path = '', timeoutMs = LONG_MS) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const driver = httpDriver(origin + path, timeoutMs);
  try {
    const done = await driver.act('ring', order);
    return JSON.parse(JSON.stringify(done).replaceAll(origin, '<origin>'));
  } finally {
    await driver.close();
    server.closeAllConnections();
    server.close();
  }
}

for (const status of [200, 202, 204])
  test(`HTTP ${status} is done, whatever the body`, async () => {
    expect(await outcome((_, response) => response.writeHead(status).end(status === 204 ? undefined : 'no'))).toEqual({
      done: true,
    });
  });

test('the action stands behind the address, the order in the body', async () => {
  const seen: string[] = [];
  const listen: RequestListener = (request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['content-type']}`);
    request.on('data', (data) => seen.push(String(data)));
    request.on('end', () => response.end());
  };
  expect(await outcome(listen, '/calls/')).toEqual({ done: true });
  expect(seen).toEqual(['POST /calls/ring application/json', JSON.stringify(order)]);
});

for (const [status, body, reason] of [
  [409, 'agent 101\n  is not\tsigned in\n', 'HTTP 409: agent 101 is not signed in'],
  [500, '', 'HTTP 500: no reason'],
  [302, 'elsewhere', 'HTTP 302: elsewhere'],
  [404, 'x'.repeat(5000), `HTTP 404: ${'x'.repeat(300)}`],
] as const)
  test(`HTTP ${status} is not done, and its body the reason in one line`, async () => {
    expect(
      await outcome((_, response) => response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(body)),
    ).toEqual({ done: false, reason: `call driver answered ring with ${reason}` });
  });

test('no answer, and half an answer, are not waited for for ever', async () => {
  const reason = `call driver at <origin> gave no answer to ring within ${TIMEOUT_MS} ms`;
  expect(await outcome(() => undefined, '', TIMEOUT_MS)).toEqual({ done: false, reason });
  const half: RequestListener = (_, response) => response.writeHead(200).write('{');
  expect(await outcome(half, '', TIMEOUT_MS)).toEqual({ done: false, reason });
});

test('a connection that is cut, or no HTTP, is not done', async () => {
  const failed = { done: false, reason: expect.stringMatching(/^call driver at <origin> failed at ring: \S.*$/) };
  expect(await outcome((request) => request.socket.destroy())).toEqual(failed);
  expect(await outcome((request) => request.socket.end('220 ready\r\n'))).toEqual(failed);
});

test('where nobody listens, the driver is missing', async () => {
  const driver = httpDriver('http://127.0.0.1:1', LONG_MS);
  expect(await driver.act('ring', order)).toEqual({
    done: false,
    reason: expect.stringMatching(/^call driver at http:\/\/127\.0\.0\.1:1 cannot be reached for ring: .*ECONNREFUSED/),
    unreachable: true,
  });
  await driver.close();
});
