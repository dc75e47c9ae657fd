import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { request } from 'undici';
import { startSimulator } from '../../../src/simulator';
import { openGateway, testAgents } from './gateway-client';

test('the HTTPS port verifies against the CA that is handed out, and only against it', async () => {
  await using client = await openGateway();
  expect((await client.send('GET', '/agentevent/101')).retcode).toBe('100-006');
  await expect(request(`${client.gateway.url}/agentgateway/resource/agentevent/101`)).rejects.toThrow(/certificate/);
});

test('the plain HTTP port serves the same sessions', async () => {
  await using client = await openGateway();
  await client.signIn('101');
  expect((await client.as('101', 'POST', '/onlineagent/101/sayfree', { plain: true })).retcode).toBe('0');
});

test('without plain HTTP there is no such port', async () => {
  await using client = await openGateway({ plainHttp: false });
  expect(client.gateway.httpUrl).toBeUndefined();
});

test('an address at which nothing is served gets 404 with an envelope', async () => {
  await using client = await openGateway();
  for (const path of ['/nowhere', '/voicecall/101', '/voicecall/101/phonePickup', '/voicecall/101/phonepickup/']) {
    const reply = await client.send('POST', path);
    expect(reply.status, path).toBe(404);
    expect(reply.body, path).toEqual({ message: expect.any(String), retcode: '000-002', result: {} });
  }
});

test('every method but the one is refused with 405 and Allow', async () => {
  await using client = await openGateway();
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']) {
    const reply = await client.send(method, '/voicecall/101/phonepickup');
    expect([reply.status, reply.headers.allow, reply.retcode], method).toEqual([405, 'POST', '100-007']);
  }
  const head = await client.send('HEAD', '/voicecall/101/snatchpickup?destWorkNo=102');
  expect([head.status, head.headers.allow, head.text]).toEqual([405, 'PUT', '']);
});

for (const method of ['FOO', 'post', 'get'])
  test(`the method ${method}, which node does not know, is refused like any other and closes the connection`, async () => {
    await using client = await openGateway();
    const bytes = `${method} /agentgateway/resource/voicecall/101/phonepickup HTTP/1.1\r\nHost: a\r\n\r\n`;
    const answer = await rawAnswer(client.gateway.httpUrl ?? '', bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 405 .*Allow: POST.*Connection: close.*"retcode":"100-007"/s);
    expect((await client.send('GET', '/agentevent/101')).status).toBe(200);
  });

test('where the letter case of methods does not count, post is POST and get is GET', async () => {
  await using client = await openGateway({ dialects: ['method-case-ignored'] });
  const asked = (method: string) =>
    `${method} /agentgateway/resource/voicecall/101/phonepickup HTTP/1.1\r\nHost: a\r\n\r\n`;
  expect(await rawAnswer(client.gateway.httpUrl ?? '', asked('post'))).toMatch(
    /^HTTP\/1\.1 200 .*"retcode":"100-006"/s,
  );
  expect(await rawAnswer(client.gateway.httpUrl ?? '', asked('get'))).toMatch(/^HTTP\/1\.1 405 /);
});

for (const [name, bytes] of [
  ['half a request of a made-up method', 'FOO / HTTP/1.1\r\nContent-Length: 2\r\n\r\n'],
  ['a blank in the path', 'POST /agentgateway/resource/voicecall/1 01/phonepickup HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['a header without a colon', 'GET / HTTP/1.1\r\nHost a\r\n\r\n'],
  ['no HTTP at all', 'hello\r\n\r\n'],
] as const) {
  test(`${name} gets 400 and a closed connection`, async () => {
    await using client = await openGateway();
    const answer = await rawAnswer(client.gateway.httpUrl ?? '', bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 .*Connection: close.*"retcode":"100-007"/s);
    expect((await client.send('GET', '/agentevent/101')).status).toBe(200);
  });
}

test('CONNECT is refused', async () => {
  await using client = await openGateway();
  const answer = await rawAnswer(client.gateway.httpUrl ?? '', 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 405 /);
});

test('a body beyond a megabyte is refused with 413', async () => {
  await using client = await openGateway();
  const reply = await client.send('PUT', '/onlineagent/101', { body: 'x'.repeat(1_100_000) });
  expect(reply.status).toBe(413);
});

test('a port in use is an error, and leaves no server behind', async () => {
  await using client = await openGateway();
  const port = Number(new URL(client.gateway.url).port);
  const start = startSimulator({ edition: '2023-09-27', authMode: 1, agents: testAgents, port });
  await expect(start).rejects.toThrow(/EADDRINUSE/);
});

test('the log has one readable line per request, and no secret', async () => {
  const lines: string[] = [];
  await using client = await openGateway({ log: (line) => lines.push(line) });
  const reply = await client.signIn('101');
  const guid = client.guids.get('101') ?? '';
  await client.send('POST', `/voicecall/101;${guid}/phonepickup`, { guid });
  await client.drive('ring', '101');
  expect(lines[0]).toMatch(/^PUT \/onlineagent\/101 -> 200 0 \([0-9.]+ ms\)$/);
  expect(lines.at(-1)).toBe('call driver /ring -> 200');
  const cookie = String(reply.headers['set-cookie']).slice(11, 30);
  for (const secret of [guid, guid.slice(0, 36), 'secret-101', cookie]) expect(lines.join('\n')).not.toContain(secret);
});

test('an agent that is configured twice is an error', async () => {
  const agents = [...testAgents, ...testAgents.slice(0, 1)];
  await expect(startSimulator({ edition: '2023-09-27', authMode: 1, agents })).rejects.toThrow('agent 101');
});

test('a gateway can hold the whole range of IDs', async () => {
  const agents = Array.from({ length: 59_899 }, (_, index) => {
    const id = String(index + 101);
    return { id, password: `secret-${id}`, phone: `70${id}` };
  });
  await using client = await openGateway({ agents });
  for (const id of ['101', '1000', '59999']) expect((await client.signIn(id)).retcode, id).toBe('0');
});

async function rawAnswer(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  let answer = '';
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString('latin1');
  });
  await once(socket, 'close');
  return answer;
}
