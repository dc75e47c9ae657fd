import { cpSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { expect, test } from '@playwright/test';
import { readSite } from '../../../src/site/read-site';
import { selfSigned } from '../network/self-signed';
import { EDITIONS, ENV, GOOD, inFolder, readText } from './site-file';

const ROOT = join(__dirname, '../../..');

test('what a file does not say has its default', () => {
  const { file, ...site } = readText(GOOD);
  expect(file).toMatch(/^\/.*site\.yaml$/);
  expect(site).toEqual({
    name: 'Good',
    url: 'https://gateway.example:8043',
    edition: '2023-09-27',
    authMode: 2,
    guid: { intervalMs: 60000, timeoutMs: 120000 },
    tls: { insecure: false },
    recording: true,
    snatchpickupGuid: 'observed',
    signIn: { force: false, autoAnswer: true },
    events: { deadlineMs: 10000, quietMs: 1500, mode: 'poll' },
    exploration: { steps: 0 },
    limits: { maxWaitMs: 130000, answerMs: 15000 },
    calls: { driver: 'none' },
    agents: [
      {
        id: '101',
        password: 'hunter2-secret',
        phone: '70101',
        phoneModel: 'eSpace 7910',
        group: 'A',
        mayPickUp: true,
      },
    ],
  });
});

test('paths become absolute, and addresses lose their last slash', () => {
  const site = readText(
    GOOD.replace(':8043', ':8043/').concat(
      'tls: {ca: ca.pem}\nhttpUrl: http://gateway.example/\ncalls: {driver: command, command: ring.sh}\n',
    ),
  );
  expect(site.url).toBe('https://gateway.example:8043');
  expect(site.httpUrl).toBe('http://gateway.example');
  expect(site.tls.ca).toMatch(/^\/.*\/ca\.pem$/);
  expect(site.calls).toEqual({ driver: 'command', command: expect.stringMatching(/^\/.*\/ring\.sh$/), args: [] });
});

test('the range of IDs is that of the edition', () => {
  const text = GOOD.replace('"101"', '"999999"').replace('2023-09-27', '2025-11-13');
  expect(readText(text).agents[0]?.id).toBe('999999');
});

test('a variable stands for its text anywhere in a text, and is not looked into again', () => {
  const site = readText(GOOD.replace('Good', `"\${A} and \${A}"`), { A: `\${B}`, PASSWORD: ' "{[#&*: ' });
  expect(site.name).toBe(`\${B} and \${B}`);
  expect(site.agents[0]?.password).toBe(' "{[#&*: ');
});

test('windows line ends and a byte order mark do no harm', () => {
  expect(readText(`\uFEFF${GOOD.replaceAll('\n', '\r\n')}`).name).toBe('Good');
});

test('every example site is accepted once its variables are set', async () => {
  const examples = readdirSync(join(ROOT, 'sites'));
  expect(examples.sort()).toEqual(['cluster.yaml', 'edition-2025.yaml', 'minimal.yaml', 'push.yaml', 'staging.yaml']);
  const { cert, key } = await selfSigned(1);
  inFolder((folder) => {
    cpSync(join(ROOT, 'sites'), folder, { recursive: true });
    renameSync(join(folder, 'ca.pem'), join(folder, 'staging-ca.pem'));
    writeFileSync(join(folder, 'callback.pem'), cert);
    writeFileSync(join(folder, 'callback-key.pem'), key);
    const names = ['AGENT_PASSWORD', ...[101, 102, 103].map((id) => `AGENT_${id}_PASSWORD`)];
    const env = Object.fromEntries([...names, 'CLUSTER_HOST', 'TESTER_HOST'].map((name) => [name, 'x.example']));
    for (const example of examples) readSite(join(folder, example), { env, editions: EDITIONS });
  });
});

for (const name of readdirSync(join(ROOT, 'fixtures/simulated'))) {
  test(`the simulated site ${name} is accepted, needs no variable, and says what its name says`, () => {
    const site = readSite(join(ROOT, 'fixtures/simulated', name), { env: {}, editions: EDITIONS });
    expect(`${site.edition.slice(0, 4)}-authmode-${site.authMode}.yaml`).toBe(name);
    expect(site.calls).toEqual({ driver: 'simulator', faults: [], dialects: [] });
    expect(site.url).toBe('https://127.0.0.1:0');
    const { minimum, maximum } = EDITIONS[site.edition as keyof typeof EDITIONS];
    const ids = site.agents.map(({ id }) => Number(id));
    expect(ids).toEqual(expect.arrayContaining([minimum, minimum + 1, maximum - 1, maximum]));
    expect(site.agents.every(({ id, phone }) => phone === `7${id}`)).toBe(true);
  });
}

test('any number of agents may inherit from one', () => {
  const agents = Array.from({ length: 500 }, (_, index) => `  - {<<: *a, id: "${index + 200}", phone: "${index}"}\n`);
  expect(readText(GOOD.replace('- {', '- &a {').concat(...agents)).agents).toHaveLength(501);
});

test('a bundle of several authorities is accepted', () => {
  inFolder((folder) => {
    const file = join(folder, 'site.yaml');
    writeFileSync(join(folder, 'bundle.pem'), rootCertificates.slice(0, 3).join('\n'));
    writeFileSync(file, `${GOOD}tls: {ca: bundle.pem}\n`);
    expect(readSite(file, { env: ENV, editions: EDITIONS }).tls.ca).toBe(join(folder, 'bundle.pem'));
  });
});
