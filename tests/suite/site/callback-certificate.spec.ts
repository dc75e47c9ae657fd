import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readSite } from '../../../src/site/read-site';
import { selfSigned } from '../network/self-signed';
import { EDITIONS, ENV, GOOD, linesOf } from './site-file';

const CERT = 'a file of PEM certificates, relative to the site file';
const KEY = 'a file with the PEM key of cert, relative to the site file';
const HTTPS = 'callback: "https://tester.example:9443"';

const rows: [events: string, line?: string][] = [
  [`mode: push, ${HTTPS}, tls: {cert: own.pem, key: own-key.pem}`],
  [`mode: push, ${HTTPS}`, 'events.tls: expected cert and key, since callback begins with https, found nothing'],
  [
    'mode: push, callback: "http://tester.example:9443", tls: {cert: own.pem, key: own-key.pem}',
    'events.callback: expected https://…, since tls says with which certificate, found "http://tester.example:9443"',
  ],
  [
    `mode: push, ${HTTPS}, tls: {cert: nowhere.pem, key: own-key.pem}`,
    `events.tls.cert: expected ${CERT}, found "nowhere.pem", which does not exist`,
  ],
  [`mode: push, ${HTTPS}, tls: {cert: own.pem}`, 'events.tls.key: expected a text, found nothing'],
  [
    `mode: push, ${HTTPS}, tls: {cert: own.pem, key: own.pem}`,
    `events.tls.key: expected ${KEY}, found "own.pem", a file without a PEM key`,
  ],
  [
    `mode: push, ${HTTPS}, tls: {cert: own.pem, key: another-key.pem}`,
    `events.tls.key: expected ${KEY}, found "another-key.pem", the key of another certificate`,
  ],
  [
    `mode: push, ${HTTPS}, tls: {cert: own.pem, key: locked-key.pem}`,
    `events.tls.key: expected ${KEY}, found "locked-key.pem", a key that needs a passphrase`,
  ],
  [
    `mode: push, ${HTTPS}, tls: {cert: own.pem, key: broken-key.pem}`,
    `events.tls.key: expected ${KEY}, found "broken-key.pem", a file with a broken key`,
  ],
];

for (const [events, line] of rows)
  test(`events: {${events}} is ${line ? 'refused' : 'read'}`, async () => {
    const folder = test.info().outputPath();
    const own = await selfSigned(1);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const files = {
      'own.pem': own.cert,
      'own-key.pem': own.key,
      'another-key.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      'locked-key.pem': privateKey
        .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
        .toString(),
      'broken-key.pem': '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
      'site.yaml': `${GOOD}events: {${events}}\n`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const read = () => readSite(join(folder, 'site.yaml'), { env: ENV, editions: EDITIONS });
    expect(linesOf(read)).toEqual(line ? [`site.yaml:7: ${line}`] : []);
    if (!line) expect(read().events.tls).toEqual({ cert: join(folder, 'own.pem'), key: join(folder, 'own-key.pem') });
  });
