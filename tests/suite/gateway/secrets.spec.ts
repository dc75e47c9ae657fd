import { expect, test } from '@playwright/test';
import { EventLog } from '../../../src/gateway/event-log';
import { Gateway } from '../../../src/gateway/gateway';
import { Secrets } from '../../../src/gateway/secrets';
import { http, openRawServer, openTransport, request } from './raw-server';
import { lent, siteAt } from './simulated-site';

const guid = '0f0e5c1a-aaaa-4bbb-8ccc-123456789abc.AgentGateway0';

function knowing(...known: [secret: string, name: string][]): Secrets {
  const secrets = new Secrets();
  for (const each of known) secrets.learn(...each);
  return secrets;
}

const redacted: [title: string, known: [string, string][], text: string, shown: string][] = [
  ['nothing is known', [], `Guid ${guid}`, `Guid ${guid}`],
  ['a secret stands alone', [[guid, 'Guid 1 of agent 101']], guid, '<Guid 1 of agent 101>'],
  ['a secret stands within', [[guid, 'G']], `a=${guid}&b=${guid}`, 'a=<G>&b=<G>'],
  [
    'one secret begins like another',
    [
      ['secret-1', 'A'],
      ['secret-12', 'B'],
    ],
    'secret-12 secret-1',
    '<B> <A>',
  ],
  [
    'one secret holds another',
    [
      ['abcdefg', 'part'],
      ['x=abcdefg; y=1', 'all'],
    ],
    'x=abcdefg; y=1 abcdefg',
    '<all> <part>',
  ],
  [
    'a secret has signs of patterns',
    [['p.*+?^$()|[]{}\\d', 'password']],
    'was p.*+?^$()|[]{}\\d, not pxx',
    'was <password>, not pxx',
  ],
  ['a short secret would be found by chance', [['101', 'password']], 'agent 101', 'agent 101'],
  [
    'a secret was renamed',
    [
      [guid, 'first'],
      [guid, 'second'],
    ],
    guid,
    '<first>',
  ],
  ['an empty text is no secret', [['', 'nothing']], 'text', 'text'],
  ['a secret stands in JSON', [['a"b\\c-d', 'P']], JSON.stringify({ was: 'a"b\\c-d' }), '{"was":"<P>"}'],
  ['a secret stands in an address', [['a b&c=d', 'P']], '/x?was=a%20b%26c%3Dd', '/x?was=<P>'],
  [
    'a secret ends where another one begins',
    [
      ['one-secret', 'A'],
      ['two-secret', 'B'],
    ],
    'one-secrettwo-secret',
    '<A><B>',
  ],
  ['the text ends before the secret does', [['one-secret', 'A']], 'one-secre', 'one-secre'],
  ['digits are a part of a longer number', [['701010', 'P']], 'phone 9701010, was 701010', 'phone 9701010, was <P>'],
];
for (const [title, known, text, shown] of redacted)
  test(`a text is shown without its secrets: ${title}`, () => {
    expect(knowing(...known).redact(text)).toBe(shown);
  });

const late: [title: string, first: string, second: string, text: string, shown: string][] = [
  ['a part of one known before', 'x=abcdefg; y=1', 'abcdefg', 'x=abcdefg; y=1 abcdefg', '<1> <2>'],
  ['what holds one known before', 'abcdefg', 'x=abcdefg; y=1', 'x=abcdefg; y=1 abcdefg', '<2> <1>'],
  ['a number', 'abcdefg', '123456', '123456 1234567', '<2> 1234567'],
];
for (const [title, first, second, text, shown] of late)
  test(`what is learnt after a text was shown is replaced as well: ${title}`, () => {
    const secrets = knowing([first, '1']);
    secrets.redact(text);
    secrets.learn(second, '2');
    expect(secrets.redact(text)).toBe(shown);
  });

test('of very many secrets none is missed, whenever it is learnt', () => {
  const secrets = new Secrets();
  for (let index = 0; index < 100; index++) {
    secrets.learn(`secret number ${index}.`, String(index));
    expect(secrets.redact(`secret number 0. secret number ${index}.`)).toBe(`<0> <${index}>`);
  }
});

test('what is learnt later is replaced from then on', () => {
  const secrets = knowing(['password-1', 'A']);
  expect(secrets.redact('password-1 password-2')).toBe('<A> password-2');
  secrets.learn('password-2', 'B');
  expect(secrets.redact('password-1 password-2')).toBe('<A> <B>');
});

test('a whole value is named whatever its length, and an unknown one is not shown', () => {
  const secrets = knowing(['12', 'password of agent 101'], [guid, 'Guid']);
  expect(secrets.nameOf('12', 'not shown')).toBe('<password of agent 101>');
  expect(secrets.nameOf(guid, 'not shown')).toBe('<Guid>');
  expect(secrets.nameOf(`${guid}0`, 'not shown')).toBe('<not shown>');
  expect(secrets.nameOf('', 'not shown')).toBe('');
});

test('what an event says is kept without the secrets in it, and otherwise as it is', () => {
  const log = new EventLog('101', { secrets: knowing([guid, 'Guid 1 of agent 101']) });
  const content = { list: [{ was: `x ${guid}` }], [guid]: 1, caller: '90000001', number: 7, nothing: null };
  log.append({ eventType: 'E', workNo: guid, content });
  expect(log.events[0]).toMatchObject({
    eventType: 'E',
    workNo: '<Guid 1 of agent 101>',
    content: {
      list: [{ was: 'x <Guid 1 of agent 101>' }],
      '<Guid 1 of agent 101>': 1,
      caller: '90000001',
      number: 7,
      nothing: null,
    },
  });
});

test('an answer that repeats the Guid or the cookie that it issues is recorded without them', async () => {
  const cookie = 'a-cookie-of-some-length';
  await using server = await openRawServer((socket) =>
    socket.write(
      http('200 OK', JSON.stringify({ guid, cookie: `is ${cookie}` }), [
        `Set-GUID: JSESSIONID=${guid}; Path=/`,
        `Set-Cookie: route=${cookie}; Path=/`,
        `X-Echo: ${cookie}`,
      ]),
    ),
  );
  await using transport = openTransport(server.port, { secrets: knowing() });
  const { exchange, body } = await transport.send(request({}));
  expect(exchange.response?.body).toBe('{"guid":"<not shown>","cookie":"is <not shown>"}');
  expect(exchange.response?.headers).toContainEqual(['X-Echo', '<not shown>']);
  expect(body).toContain(guid);
});

test('a password that is a phone number as well is not taken for a secret wherever the number stands', async () => {
  const agents = lent([
    { id: '101', password: '7010102', phone: '7010101' },
    { id: '102', password: 'password-of-102', phone: '7010102' },
  ]);
  const gateway = new Gateway(siteAt('http://127.0.0.1:1', { agents }), '/agentgateway/resource');
  expect(gateway.secrets.redact('called 7010102, password-of-102')).toBe('called 7010102, <password of agent 102>');
  await gateway.close();
});

test('what is recorded of an exchange has no secret in any place', async () => {
  const unknown = 'never-seen-before';
  await using server = await openRawServer((socket, head) =>
    socket.write(
      http('200 OK', head + guid, [
        `Set-GUID: JSESSIONID=${unknown}`,
        `Set-Cookie: route=${unknown}; Path=/`,
        'Set-Cookie: route=known-cookie',
        `X-Echo: was ${guid}`,
        'X-Session-Token: abc',
      ]),
    ),
  );
  await using transport = openTransport(server.port, {
    secrets: knowing([guid, 'Guid 1 of agent 101'], ['route=known-cookie', 'cookie']),
  });
  const { exchange, headers, body } = await transport.send(
    request({
      method: 'PUT',
      path: `/x?guid=${guid}`,
      headers: [
        ['Guid', guid],
        ['GUID', unknown],
        ['gUID', ''],
        ['Cookie', 'route=known-cookie'],
        ['cookie', `a=${unknown}`],
        ['Authorization', 'Basic Og=='],
        ['service_token', unknown],
        ['X-Other', `before ${guid} behind`],
        ['Content-Type', 'text/plain'],
      ],
      body: `password=hunter2`,
      shownBody: 'password=<password>',
    }),
  );
  expect(exchange.request).toEqual({
    method: 'PUT',
    url: `http://127.0.0.1:${server.port}/x?guid=<Guid 1 of agent 101>`,
    headers: [
      ['Guid', '<Guid 1 of agent 101>'],
      ['GUID', '<not shown>'],
      ['gUID', ''],
      ['Cookie', '<cookie>'],
      ['cookie', '<not shown>'],
      ['Authorization', '<not shown>'],
      ['service_token', '<not shown>'],
      ['X-Other', 'before <Guid 1 of agent 101> behind'],
      ['Content-Type', 'text/plain'],
    ],
    body: 'password=<password>',
  });
  expect(exchange.response?.headers.slice(1)).toEqual([
    ['Set-GUID', '<not shown>'],
    ['Set-Cookie', '<not shown>'],
    ['Set-Cookie', '<cookie>'],
    ['X-Echo', 'was <Guid 1 of agent 101>'],
    ['X-Session-Token', '<not shown>'],
  ]);
  expect(exchange.response?.body).toContain('Guid: <Guid 1 of agent 101>\r\n');
  expect(JSON.stringify(exchange)).not.toContain(guid);
  // Who asks gets the raw values, to go on with.
  expect(headers).toContainEqual(['Set-GUID', `JSESSIONID=${unknown}`]);
  expect(body).toContain(guid);
  expect(server.received()).toContain('password=hunter2');
});
