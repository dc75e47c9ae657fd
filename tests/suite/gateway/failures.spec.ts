import { expect, test } from '@playwright/test';
import type { TransportFailureKind } from '../../../src/evidence/exchange';
import { describeFailure } from '../../../src/gateway/transport-failure';
import { certificateFor } from '../../../src/simulator/certificate';
import { http, ok, openRawServer, openTransport, request, type Script } from './raw-server';

const failing: [title: string, kind: TransportFailureKind, script: Script][] = [
  ['the connection is closed before any answer', 'cut', (socket) => socket.end()],
  ['the connection is reset before any answer', 'cut', (socket) => socket.resetAndDestroy()],
  ['the connection is cut amid the head', 'cut', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le')],
  [
    'the connection is cut amid the body',
    'cut',
    (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"re'),
  ],
  [
    'the connection is cut amid the chunks',
    'cut',
    (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{"re'),
  ],
  ['the answer is no HTTP', 'malformed-answer', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
  ['the status is no number', 'malformed-answer', (socket) => socket.end('HTTP/1.1 two OK\r\n\r\n')],
  ['a header has no name', 'malformed-answer', (socket) => socket.end('HTTP/1.1 200 OK\r\n: x\r\n\r\n')],
  [
    'a chunk has no length',
    'malformed-answer',
    (socket) => socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
  ],
  [
    'the answer has no end of sense',
    'malformed-answer',
    (socket) => socket.write(http('200 OK', 'x'.repeat(5 * 1024 * 1024))),
  ],
];
for (const [title, kind, script] of failing) {
  test(`${kind}: ${title}`, async () => {
    await using server = await openRawServer(script);
    await using transport = openTransport(server.port);
    const { exchange, body, headers } = await transport.send(request());
    expect(exchange.failure?.kind).toBe(kind);
    expect(exchange.failure?.message).not.toBe('');
    expect(exchange.response).toBeUndefined();
    expect([body, headers]).toEqual(['', []]);
  });
}

test('after any failure the same transport goes on', async () => {
  let broken = true;
  await using server = await openRawServer((socket, head) => {
    if (broken) socket.end('nonsense\r\n\r\n');
    else ok(socket, head);
  });
  await using transport = openTransport(server.port);
  expect((await transport.send(request())).exchange.failure?.kind).toBe('malformed-answer');
  broken = false;
  expect((await transport.send(request())).exchange.response?.status).toBe(200);
});

const stalling: [title: string, script: Script][] = [
  ['nothing comes', () => undefined],
  ['the head stops', (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-')],
  ['the body stops', (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"re')],
];
for (const [title, script] of stalling)
  test(`no-answer-in-time: ${title}`, async () => {
    await using server = await openRawServer(script);
    await using transport = openTransport(server.port);
    const { exchange } = await transport.send(request({ timeoutMs: 50 }));
    expect(exchange.failure?.kind).toBe('no-answer-in-time');
  });

test('a request that is given up ends', async () => {
  const given = new AbortController();
  await using server = await openRawServer(() => given.abort());
  await using transport = openTransport(server.port);
  expect((await transport.send(request({ signal: given.signal }))).exchange.failure).toBeDefined();
});

test('connection-refused: nobody listens', async () => {
  let port = 0;
  {
    await using server = await openRawServer(ok);
    ({ port } = server);
  }
  await using transport = openTransport(port);
  const { exchange } = await transport.send(request());
  expect(exchange.failure).toMatchObject({
    kind: 'connection-refused',
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

test.describe('TLS', () => {
  /** Two gateways with authorities of their own, both known as 127.0.0.1 and not as 127.0.0.2. */
  const certificates = Promise.all([certificateFor('127.0.0.1'), certificateFor('one.example')]);
  const open = async (host = '127.0.0.1') => {
    const [{ keyPem, certPem }] = await certificates;
    return openRawServer(ok, { key: keyPem, cert: certPem }, host);
  };
  const origin = (port: number, host = '127.0.0.1') => `https://${host}:${port}`;

  test('a certificate that the trust anchors verify is accepted', async () => {
    await using server = await open();
    const [own] = await certificates;
    await using transport = openTransport(server.port, { origin: origin(server.port), ca: own.caPem });
    for (const method of ['GET', 'CONNECT'])
      expect((await transport.send(request({ method }))).exchange.response?.status).toBe(200);
  });

  const refused: [title: string, host: string, ca: 'none' | 'another' | 'its own', code: RegExp][] = [
    ['an unknown issuer', '127.0.0.1', 'none', /^UNABLE_TO_/],
    ['another issuer', '127.0.0.1', 'another', /^(UNABLE_TO_|CERT_SIGNATURE_FAILURE)/],
    ['another name', '127.0.0.2', 'its own', /^ERR_TLS_CERT_ALTNAME_INVALID/],
  ];
  for (const [title, host, ca, code] of refused) {
    test(`tls: the certificate has ${title}`, async () => {
      await using server = await open(host);
      const [own, other] = await certificates;
      const anchors = ca === 'none' ? {} : { ca: (ca === 'another' ? other : own).caPem };
      await using transport = openTransport(server.port, { origin: origin(server.port, host), ...anchors });
      for (const method of ['GET', 'CONNECT']) {
        const { exchange } = await transport.send(request({ method }));
        expect(exchange.failure).toMatchObject({ kind: 'tls', message: expect.stringMatching(code) });
      }
      expect(server.received()).toBe('');
    });

    test(`${title} is borne where the site file says so`, async () => {
      await using server = await open(host);
      await using transport = openTransport(server.port, { origin: origin(server.port, host), insecure: true });
      for (const method of ['GET', 'CONNECT'])
        expect((await transport.send(request({ method }))).exchange.response?.status).toBe(200);
    });
  }

  test('tls: the port speaks plain HTTP', async () => {
    await using server = await openRawServer(ok);
    await using transport = openTransport(server.port, { origin: origin(server.port) });
    const sent = transport.send(request());
    await expect.poll(server.received, { intervals: [1] }).not.toBe('');
    server.speak(http('400 Bad Request', ''));
    expect((await sent).exchange.failure?.kind).toBe('tls');
  });

  test('an HTTP request at a TLS port is cut', async () => {
    await using server = await open();
    await using transport = openTransport(server.port);
    expect((await transport.send(request())).exchange.failure?.kind).toMatch(/^(cut|malformed-answer)$/);
  });
});

const told: [error: unknown, kind: TransportFailureKind, message: string][] = [
  [
    Object.assign(new Error('getaddrinfo ENOTFOUND x'), { code: 'ENOTFOUND' }),
    'name-not-found',
    'ENOTFOUND: getaddrinfo ENOTFOUND x',
  ],
  [Object.assign(new Error('try again'), { code: 'EAI_AGAIN' }), 'name-not-found', 'EAI_AGAIN: try again'],
  [Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' }), 'unreachable', 'EHOSTUNREACH: no route'],
  [
    Object.assign(new Error('slow'), { code: 'UND_ERR_CONNECT_TIMEOUT' }),
    'unreachable',
    'UND_ERR_CONNECT_TIMEOUT: slow',
  ],
  [
    Object.assign(new Error('expired'), { code: 'CERT_HAS_EXPIRED' }),
    'tls',
    'CERT_HAS_EXPIRED: the certificate has expired',
  ],
  [
    Object.assign(new Error('wrong version'), { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }),
    'tls',
    'ERR_SSL_WRONG_VERSION_NUMBER: the port does not speak TLS',
  ],
  [
    new Error('fetch failed', { cause: Object.assign(new Error('reset\nat x'), { code: 'ECONNRESET' }) }),
    'cut',
    'ECONNRESET: reset',
  ],
  [
    new AggregateError([Object.assign(new Error('first'), { code: 'ECONNREFUSED' })]),
    'connection-refused',
    'ECONNREFUSED: first',
  ],
  [new Error('who knows'), 'cut', 'who knows'],
  ['text', 'cut', 'text'],
];
for (const [error, kind, message] of told)
  test(`a failure is told apart: ${message}`, () => {
    expect(describeFailure(error)).toEqual({ kind, message });
  });
