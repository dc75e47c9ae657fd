import { expect, test } from '@playwright/test';
import type { WireRequest } from '../../../src/gateway/transport';
import { ok, openRawServer, openTransport, request } from './raw-server';

const contentType = 'application/json; charset=UTF-8';

/** What stands on the wire, PORT for the server's port. */
const wire: [title: string, change: Partial<WireRequest>, ...lines: string[]][] = [
  ['a GET', {}, 'GET /x HTTP/1.1', 'host: 127.0.0.1:PORT', 'connection: keep-alive', '', ''],
  [
    'a POST without a body',
    { method: 'POST', headers: [['Content-Type', contentType]] },
    'POST /x HTTP/1.1',
    'host: 127.0.0.1:PORT',
    'connection: keep-alive',
    `Content-Type: ${contentType}`,
    'content-length: 0',
    '',
    '',
  ],
  [
    'a PUT with a body',
    { method: 'PUT', body: 'é{' },
    'PUT /x HTTP/1.1',
    'host: 127.0.0.1:PORT',
    'connection: keep-alive',
    'content-length: 3',
    '',
    '\u00c3\u00a9{',
  ],
  [
    'headers in their own case, order and number',
    {
      headers: [
        ['gUID', 'abc.AgentGateway0'],
        ['Cookie', 'a=1'],
        ['X-Empty', ''],
        ['Cookie', 'b=2'],
        ['GUID', 'x'],
      ],
    },
    'GET /x HTTP/1.1',
    'host: 127.0.0.1:PORT',
    'connection: keep-alive',
    'gUID: abc.AgentGateway0',
    'Cookie: a=1',
    'X-Empty: ',
    'Cookie: b=2',
    'GUID: x',
    '',
    '',
  ],
];
for (const [title, change, ...lines] of wire)
  test(`on the wire stands ${title}, and nothing else`, async () => {
    await using server = await openRawServer(ok);
    await using transport = openTransport(server.port);
    const { exchange } = await transport.send(request(change));
    expect(exchange.failure).toBeUndefined();
    expect(server.received().replace(String(server.port), 'PORT').split('\r\n')).toEqual(lines);
  });

const paths = [
  '/voicecall/0101/phonepickup',
  '/voicecall/%2B101/phonepickup',
  '/voicecall/+101/phonepickup',
  '/voicecall/%20101/phonepickup',
  '/voicecall//phonepickup',
  '//voicecall/101/phonepickup',
  '/x/../voicecall/101/phonepickup',
  '/%2e%2e/voicecall/101/phonepickup',
  '/voicecall/x%2F..%2F101/phonepickup',
  '/voicecall/./phonepickup',
  '/voicecall/101%zz/phonepickup',
  '/voicecall/101%C3%28/phonepickup',
  '/voicecall/101%00/phonepickup.',
  "/voicecall/101'%20OR%20'1'%3D'1/phonepickup",
  '/voicecall/101;v=1/phonepickup',
  '/voicecall/101/snatchpickup?destWorkNo=101&destWorkNo=102',
  '/voicecall/101/snatchpickup?destWorkNo=',
  '/voicecall/101/snatchpickup?destWorkNo',
  '/voicecall/101/snatchpickup?destWorkNo[]=101&=&&%',
  `/voicecall/${'1'.repeat(2000)}/phonepickup`,
];
test('paths stand on the wire as they were given', async () => {
  await using server = await openRawServer(ok);
  await using transport = openTransport(server.port);
  for (const path of paths) {
    const { exchange } = await transport.send(request({ path, method: 'POST' }));
    expect(exchange.request.url).toBe(`http://127.0.0.1:${server.port}${path}`);
  }
  const sent = server.received().match(/^POST .*$/gm);
  expect(sent).toEqual(paths.map((path) => `POST ${path} HTTP/1.1`));
});

test('methods stand on the wire as they were given', async () => {
  const methods = ['POST', 'post', 'Post', 'A', 'M-SEARCH', 'PROPFIND', 'QUERY', 'TRACE', 'OPTIONS', 'HEAD', 'PRI'];
  await using server = await openRawServer((socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'));
  await using transport = openTransport(server.port);
  for (const method of methods) expect((await transport.send(request({ method }))).exchange.response?.status).toBe(204);
  expect(server.received().match(/^\S+(?= \/x HTTP)/gm)).toEqual(methods);
});

test('an answer is recorded as it came: status, headers in their case and number, body', async () => {
  await using server = await openRawServer((socket) =>
    socket.write(
      'HTTP/1.1 404 Nowhere\r\nX-A: 1\r\nx-a: 2\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab\n\r\n2\r\n\xc3\xa9\r\n0\r\n\r\n',
      'latin1',
    ),
  );
  await using transport = openTransport(server.port);
  const { exchange, body, headers } = await transport.send(request({ agentId: '101' }));
  expect(exchange).toMatchObject({
    purpose: 'stimulus',
    agentId: '101',
    request: { method: 'GET', headers: [] },
    response: {
      status: 404,
      body: 'ab\né',
      headers: [
        ['X-A', '1'],
        ['x-a', '2'],
        ['Transfer-Encoding', 'chunked'],
      ],
    },
  });
  expect([body, headers]).toEqual([exchange.response?.body, exchange.response?.headers]);
  expect(exchange.endedAt).toBeGreaterThanOrEqual(exchange.sentAt);
});

test('an answer whose bytes are no UTF-8 is recorded as one', async () => {
  const bodies = ['{"message":"r\xe9ussi"}', '{"message":"r\xc3\xa9ussi"}'];
  await using server = await openRawServer((socket) => {
    const body = bodies.shift() ?? '';
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`, 'latin1');
  });
  await using transport = openTransport(server.port);
  const responses = [await transport.send(request()), await transport.send(request())].map(
    ({ exchange }) => exchange.response,
  );
  expect(responses).toEqual([
    { status: 200, headers: [['Content-Length', '20']], body: '{"message":"r\ufffdussi"}', notUtf8: true },
    { status: 200, headers: [['Content-Length', '21']], body: '{"message":"réussi"}' },
  ]);
});

test('no redirect is followed, and nothing is sent twice', async () => {
  let requests = 0;
  await using server = await openRawServer((socket) => {
    requests += 1;
    if (requests === 1) socket.write('HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n');
    else socket.destroy();
  });
  await using transport = openTransport(server.port);
  expect((await transport.send(request({ method: 'PUT' }))).exchange.response?.status).toBe(302);
  expect((await transport.send(request({ method: 'PUT' }))).exchange.failure?.kind).toBe('cut');
  expect((await transport.send(request({ method: 'GET' }))).exchange.failure?.kind).toBe('cut');
  expect(requests).toBe(3);
});

test('no cookie is kept', async () => {
  await using server = await openRawServer((socket) =>
    socket.write('HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n'),
  );
  await using transport = openTransport(server.port);
  await transport.send(request());
  await transport.send(request());
  expect(server.received().toLowerCase()).not.toContain('cookie');
});

test('exchanges are counted, in the order of their ends', async () => {
  await using server = await openRawServer(ok);
  await using transport = openTransport(server.port);
  const first = (await transport.send(request())).exchange;
  const second = (await transport.send(request())).exchange;
  expect(second.id).toBe(first.id + 1);
});

const unsendable: [title: string, change: Partial<WireRequest>][] = [
  ['a blank in the path', { path: '/a b' }],
  ['a line break in a header', { headers: [['X', 'a\r\nb']] }],
  ['a method that is no token', { method: 'GE T' }],
];
for (const [title, change] of unsendable)
  test(`${title} is the suite's own mistake, not the gateway's`, async () => {
    await using server = await openRawServer(ok);
    await using transport = openTransport(server.port);
    await expect(transport.send(request(change))).rejects.toThrow(/invalid/i);
    expect(server.received()).toBe('');
  });
