import { expect, test } from '@playwright/test';
import type { TransportFailureKind } from '../../../src/evidence/exchange';
import { http, openRawServer, openTransport, request, type Script } from './raw-server';

const connect = (path = '/voicecall/101/phonepickup') =>
  request({
    method: 'CONNECT',
    path,
    headers: [
      ['Guid', 'abc'],
      ['Content-Type', 'text/plain'],
    ],
  });

const answers: [title: string, script: Script, status: number, body: string][] = [
  [
    'a refusal with a body',
    (socket) => socket.write(http('405 Method Not Allowed', '{"retcode":"100-007"}')),
    405,
    '{"retcode":"100-007"}',
  ],
  [
    'a refusal without a body',
    (socket) => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
    400,
    '',
  ],
  ['a tunnel', (socket) => socket.write('HTTP/1.1 200 Connection Established\r\n\r\n'), 200, ''],
  [
    'a body in pieces',
    (socket) => {
      socket.write('HTTP/1.1 501 No\r\nContent-Length: 4\r\n\r\nab');
      setImmediate(() => socket.write('cd'));
    },
    501,
    'abcd',
  ],
  ['a body that is cut short', (socket) => socket.end('HTTP/1.1 403 No\r\nContent-Length: 9\r\n\r\nab'), 403, 'ab'],
];
for (const [title, script, status, body] of answers)
  test(`CONNECT is answered with ${title}`, async () => {
    await using server = await openRawServer(script);
    await using transport = openTransport(server.port);
    const { exchange } = await transport.send(connect());
    expect(exchange.failure).toBeUndefined();
    expect(exchange.response).toMatchObject({ status, body });
  });

test('CONNECT stands on the wire with the path as it was given', async () => {
  await using server = await openRawServer((socket) => socket.write(http('405 No', '')));
  await using transport = openTransport(server.port);
  await transport.send(connect('/a//b/../%zz?x=+&&y'));
  expect(server.received().split('\r\n')).toEqual([
    'CONNECT /a//b/../%zz?x=+&&y HTTP/1.1',
    'Guid: abc',
    'Content-Type: text/plain',
    `Host: 127.0.0.1:${server.port}`,
    'Connection: close',
    '',
    '',
  ]);
});

const failures: [title: string, kind: TransportFailureKind, script: Script, timeoutMs: number][] = [
  ['the connection is closed', 'cut', (socket) => socket.end(), 30_000],
  ['the connection is reset', 'cut', (socket) => socket.resetAndDestroy(), 30_000],
  ['the answer is no HTTP', 'malformed-answer', (socket) => socket.end('nonsense\r\n\r\n'), 30_000],
  ['nothing comes', 'no-answer-in-time', () => undefined, 20],
];
for (const [title, kind, script, timeoutMs] of failures)
  test(`CONNECT ends with ${kind}: ${title}`, async () => {
    await using server = await openRawServer(script);
    await using transport = openTransport(server.port);
    expect((await transport.send({ ...connect(), timeoutMs })).exchange.failure?.kind).toBe(kind);
  });

test('CONNECT ends though the body never does', async () => {
  await using server = await openRawServer((socket) => socket.write('HTTP/1.1 405 No\r\nContent-Length: 9\r\n\r\nab'));
  await using transport = openTransport(server.port);
  const { exchange } = await transport.send({ ...connect(), timeoutMs: 20 });
  expect(exchange.failure?.kind ?? exchange.response?.body).toMatch(/^(no-answer-in-time|ab)$/);
});

test('CONNECT reaches an IPv6 address', async () => {
  await using server = await openRawServer((socket) => socket.write(http('405 No', '')), undefined, '::1');
  await using transport = openTransport(server.port, { origin: `http://[::1]:${server.port}` });
  expect((await transport.send(connect())).exchange).toMatchObject({ response: { status: 405 } });
});
