import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { noDriver } from '../../../src/calls/no-driver';
import { readContract } from '../../../src/contract/read-contract';
import { certificateFor } from '../../../src/simulator/certificate';
import type { Site } from '../../../src/site/site';
import { preflight } from '../../../src/staging/preflight';
import { http, openRawServer, type Script } from '../gateway/raw-server';
import { openSite, siteAt } from '../gateway/simulated-site';
import { selfSigned } from './self-signed';

const contract = readContract('2023-09-27');
const found = (url: string, change: Partial<Site> = {}) =>
  preflight(siteAt(url, { tls: { insecure: false }, ...change }), contract, noDriver(), {
    run: test.info().outputPath('run'),
    site: test.info().outputPath('site'),
  });

const answering =
  (text: string): Script =>
  (socket) =>
    socket.end(text);

const hostile: [title: string, script: Script, line: RegExp][] = [
  ['cuts', (socket) => socket.resetAndDestroy(), /found cut \(ECONNRESET: .*\): check whether the port speaks/],
  ['sends half an answer', answering('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"mess'), /found cut \(/],
  [
    'sends garbage',
    answering('220 mail.example ESMTP\r\n'),
    /found malformed-answer \(.*something else than a gateway/,
  ],
  ['is a proxy without a gateway', answering(http('502 Bad Gateway', '<html>')), /found HTTP 502, as a proxy answers/],
  [
    'leads to a sign-in page',
    answering(http('302 Found', '', ['Location: https://sso.example/login?to=secret'])),
    /found HTTP 302 to https:\/\/sso.example\/login, as a sign-in page .*: give the address of the gateway itself/,
  ],
  [
    'shows a page',
    answering(http('200 OK', '<html>', ['Content-Type: text/html'])),
    /^url: expected a gateway at \S+, found HTTP 200 with a page \(HTML\), as a network .*: sign in to the network, or/,
  ],
  [
    'says 100 Continue unasked',
    answering('HTTP/1.1 100 Continue\r\n\r\n'),
    /found unasked-continue \(an interim answer/,
  ],
];
for (const [title, script, line] of hostile)
  test(`one line says what is found at an address that ${title}`, async () => {
    await using server = await openRawServer(script);
    const said = await found(`http://127.0.0.1:${server.port}`);
    expect(said).toMatch(line);
    expect(said).not.toMatch(/\n|\bat .*\.ts|secret/);
  });

test('one line says that nobody listens, and that a name is unknown', async () => {
  let port = 0;
  {
    await using server = await openRawServer(() => undefined);
    ({ port } = server);
  }
  expect(await found(`http://127.0.0.1:${port}`)).toMatch(
    /^url: .*found connection-refused \(ECONNREFUSED.*nothing listens/,
  );
  expect(await found('http://gateway.invalid:8043')).toMatch(/^url: .*found name-not-found \(.*check the host name/);
});

test('one line says what is wrong with a certificate', async () => {
  const [own, alone, expired] = await Promise.all([certificateFor('127.0.0.1'), selfSigned(9), selfSigned(-9)]);
  const ca = test.info().outputPath('ca.pem');
  writeFileSync(ca, `${own.caPem}\n${expired.cert}`);
  const missing = answering(http('404 Not Found', ''));
  const tls = { key: own.keyPem, cert: own.certPem };
  const refused: [of: typeof tls, host: string, trusted: boolean, line: RegExp][] = [
    [tls, '127.0.0.1', false, /found tls \(.*issued by an authority that is not in tls\.ca\)/],
    [tls, '127.0.0.2', true, /found tls \(.*the certificate is for another host\)/],
    [alone, '127.0.0.1', true, /found tls \(.*self-signed and not in tls\.ca\)/],
    [expired, '127.0.0.1', true, /found tls \(.*the certificate has expired\)/],
    [tls, '127.0.0.1', true, /could not sign in .*HTTP 404 without a retcode/],
  ];
  for (const [of, host, trusted, line] of refused) {
    await using server = await openRawServer(missing, of, host);
    const settings = { tls: { insecure: false, ...(trusted ? { ca } : {}) } };
    expect(await found(`https://${host}:${server.port}`, settings)).toMatch(line);
  }
});

test('one line says that the port does not speak TLS', async () => {
  await using plain = await openRawServer(() => undefined);
  const refused = found(`https://127.0.0.1:${plain.port}`);
  await expect.poll(plain.received, { intervals: [1] }).not.toBe('');
  plain.speak(http('400 Bad Request', ''));
  expect(await refused).toMatch(/found tls \(.*the port does not speak TLS\)/);
});

test('nothing is said of a gateway that answers', async () => {
  await using site = await openSite();
  expect(await found(site.site.url)).toBeUndefined();
  expect(site.simulator.state().filter(({ signedIn }) => signedIn)).toEqual([]);
});
