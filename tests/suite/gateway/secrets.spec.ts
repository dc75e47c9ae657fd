import { expect, test } from '@playwright/test';
import { Secrets } from '../../../src/gateway/secrets';
import { http, openRawServer, openTransport, request } from './raw-server';

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
