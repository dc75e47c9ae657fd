import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import type { Exchange } from '../../../src/evidence/exchange';
import { curlCommand } from '../../../src/report/replay/curl';

const ENV = {
  CA: '/the ca.pem',
  GUID_110: 'guid "one" $HOME `x`',
  GUID_110_2: 'guid-two',
  COOKIES_110: 'a=1; b=2',
  PASSWORD_110: 'pass\'word"\\',
  NOT_SHOWN: 'unknown',
  GUID_110_FIRST_HALF: 'half',
};

/** What a shell hands to curl when the command is pasted. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync('sh', ['-c', script], { env: ENV, encoding: 'utf8' }).split('\0').slice(0, -1);
}

function request(change: Partial<Exchange['request']> = {}): Exchange {
  const documented = { method: 'POST', url: 'https://gateway.example:8043/a/110?x=1&y=$HOME', headers: [], ...change };
  return { id: 1, purpose: 'stimulus', agentId: '110', sentAt: 0, endedAt: 1, request: documented };
}

const told = (change: Partial<Exchange['request']>) => argumentsOf(curlCommand(request(change), new Map()));

test('a request stands as it was sent, and nothing that curl would add', () => {
  expect(told({ method: 'PUT', headers: [['Content-Type', 'text/plain; a="b"']], body: "it's $HOME `x`\n\\" })).toEqual(
    [
      ...['-isS', '--http1.1', '--path-as-is', '--globoff', '--cacert', '/the ca.pem', '-X', 'PUT'],
      'https://gateway.example:8043/a/110?x=1&y=$HOME',
      ...['-H', 'Content-Type: text/plain; a="b"', '-H', 'Accept:', '-H', 'User-Agent:'],
      ...['--data-raw', "it's $HOME `x`\n\\"],
    ],
  );
});

const headers: [title: string, shown: string, handed: string][] = [
  ['a Guid', '<Guid 1 of agent 110>', ENV.GUID_110],
  ['a later Guid', '<Guid 2 of agent 110>', ENV.GUID_110_2],
  ['a mutilated Guid', '<Guid of agent 110, first half>', ENV.GUID_110_FIRST_HALF],
  ['cookies', '<cookies of agent 110>', ENV.COOKIES_110],
  ['an unknown credential', '<not shown>', ENV.NOT_SHOWN],
  ['a Guid within a text', "x='<Guid 2 of agent 110>'", `x='${ENV.GUID_110_2}'`],
  ['no secret', '<b>bold</b> <Guid>', '<b>bold</b> <Guid>'],
];
for (const [title, shown, handed] of headers)
  test(`a header is handed to curl with its value: ${title}`, () => {
    expect(told({ headers: [['X-Any', shown]] })).toContain(`X-Any: ${handed}`);
  });

test('a password within a body becomes a variable', () => {
  expect(told({ body: '{"password":"<password>","x":1}' })).toContain(`{"password":"${ENV.PASSWORD_110}","x":1}`);
});

test('an empty header is sent as one, and one that is given is not taken away', () => {
  const args = told({
    headers: [
      ['Guid', ''],
      ['accept', '*/*'],
    ],
  });
  expect(args).toContain('Guid;');
  expect(args).toContain('accept: */*');
  expect(args).not.toContain('Accept:');
});

test('HEAD is asked for in a way that does not wait for a body', () => {
  const args = told({ method: 'HEAD' });
  expect(args).toContain('--head');
  expect(args).not.toContain('-X');
});

test('a length is sent without a body where the suite sends one', () => {
  expect(told({ method: 'POST' })).toEqual(expect.arrayContaining(['--data-raw', '', 'Content-Type:']));
  expect(told({ method: 'GET' })).not.toContain('--data-raw');
});

test('plain HTTP needs no certificate', () => {
  expect(told({ url: 'http://gateway.example:8080/a' })).not.toContain('--cacert');
});

test('each variable is told with what it stands for', () => {
  const variables = new Map<string, string>();
  curlCommand(request({ headers: [['Guid', '<Guid 2 of agent 111>']], body: '<password>' }), variables);
  expect(Object.fromEntries(variables)).toEqual({
    GUID_111_2: 'Guid 2 of agent 111, of the Set-GUID header of an answer to it',
    PASSWORD_110: 'password of agent 110',
  });
});
