import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { byChance, openFailingProxy } from '../network/failing-proxy';
import { filesBelow, leaks, partsOf } from './found-secrets';
import { wholeRun } from './whole-run';

/** Many cases fail, with evidence of requests with all kinds of Guids. */
const broken = [
  'phonepickup-any-guid-accepted',
  'snatchpickup-guid-by-prefix',
  'phonepickup-refused-method-answers-success',
  'snatchpickup-refusal-result-missing',
];

// What a conforming gateway of AUTHMODE 1 makes a run write, a faulty one does as well; what only renewal makes one write
// stands where Guids are judged.
const AROUND_GUIDS = ['tests/phonepickup/guid.spec.ts', 'tests/snatchpickup/guid.spec.ts'];
for (const [authMode, gateway, faults, exit, args] of [
  [2, 'a conforming gateway', [], 0, []],
  [1, 'a faulty gateway', broken, 1, []],
  [2, 'a faulty gateway', broken, 1, AROUND_GUIDS],
] as const)
  test(`no secret stands in anything that a run against ${gateway} writes, AUTHMODE ${authMode}`, async () => {
    test.setTimeout(180_000);
    const { code, written, passwords, guids, cookies } = await wholeRun(authMode, faults, { args });
    expect(
      code,
      written
        .slice(0, 2)
        .map(({ text }) => text.slice(-4000))
        .join('\n'),
    ).toBe(exit);
    const report = written.find(({ place }) => place === 'conformance.json')?.text ?? '';
    const failed = report.match(/"verdict": ?"fail"/g)?.length ?? 0;
    expect(failed >= 20, `${failed} verdicts of fail`).toBe(exit === 1);
    expect(passwords.length).toBeGreaterThan(40);
    expect(guids.length).toBeGreaterThan(10);
    expect(cookies.length).toBeGreaterThan(20);

    // What is searched is what there is to see: evidence in the archive within the page, in its folder, in Allure's.
    const places = written.filter(({ text }) => /<Guid \d+ of agent \d+>/.test(text)).map(({ place }) => place);
    expect(places.filter((place) => /^html\/(index\.html, archive|data\/)/.test(place))).not.toEqual([]);
    expect(places.filter((place) => place.startsWith('allure-results/'))).not.toEqual([]);
    expect(places).toContain('transcript.jsonl');
    expect(places).toContain('conformance/index.html, data-chunk-0');
    expect(written.map(({ place }) => place)).toEqual(
      expect.arrayContaining(['stdout', 'stderr', 'conformance.json', 'transcript.jsonl', 'html/index.html']),
    );

    for (const [what, secrets] of Object.entries({ passwords, guids, cookies }))
      expect(leaks(partsOf(secrets), written), what).toEqual([]);
  });

for (const authMode of [1, 2] as const)
  test(`no secret stands in anything that a run through a network that loses requests writes, AUTHMODE ${authMode}`, async () => {
    test.setTimeout(180_000);
    const network = async (url: string) => {
      const proxy = await openFailingProxy(url);
      proxy.decide = byChance(0.08, authMode);
      return proxy;
    };
    const args = ['tests/phonepickup/events.spec.ts'];
    const { code, written, ...secrets } = await wholeRun(authMode, [], { network, args });
    const [stdout] = written;
    expect([0, 2], stdout?.text.slice(-2000)).toContain(code);
    const transcript = written.find(({ place }) => place === 'transcript.jsonl')?.text ?? '';
    expect(/"kind": ?"(cut|malformed-answer)"/.test(transcript)).toBe(true);
    for (const [what, values] of Object.entries(secrets)) expect(leaks(partsOf(values), written), what).toEqual([]);
  });

for (const authMode of [1, 2] as const)
  test(`no secret stands in anything that a run writes whose events are pushed, AUTHMODE ${authMode}`, async () => {
    test.setTimeout(180_000);
    const args = ['--grep', '@PP-GUID-2|@PP-GUID-3|@PP-METHOD-2'];
    const { code, written, ...secrets } = await wholeRun(authMode, broken, { args, push: true });
    expect(code, written[0]?.text.slice(-4000)).toBe(1);
    expect(secrets.tokens.length).toBeGreaterThan(5);
    const transcript = written.find(({ place }) => place === 'transcript.jsonl')?.text ?? '';
    for (const sent of ['<service token>', ...(authMode === 2 ? ['/handshake'] : [])])
      expect(transcript.includes(sent), sent).toBe(true);
    for (const [what, values] of Object.entries(secrets)) expect(leaks(partsOf(values), written), what).toEqual([]);
  });

const secret = '0f0e5c1a-4b7d-4bbb-8ccc-123456789abc';

/** An archive of one file, as Playwright's page carries it. */
function archiveOf(name: string, text: string): Buffer {
  const content = deflateRawSync(text);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(text), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(Buffer.byteLength(text), 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), content]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

const hidden: Record<string, string | Buffer> = {
  'plain.txt': `before ${secret} behind`,
  'part.txt': `before ${secret.slice(9, 21)} behind`,
  'upper-case.txt': secret.toUpperCase(),
  'hex.txt': Buffer.from(`password: ${secret}!`).toString('hex'),
  'base64.txt': Buffer.from(`password: ${secret}!`).toString('base64'),
  'archive.zip': archiveOf('data.json', secret),
  'page.html': `<script>x = "data:application/zip;base64,${archiveOf('data.json', `{"${secret}":1}`).toString('base64')}"`,
  [`${secret}.txt`]: 'nothing',
  'report.html': `<script type="application/octet-stream" id="data-chunk-0">${deflateSync(`["${secret}"]`).toString('base64')}</script>`,
  'below/file.txt': secret,
};
/** What is found in a folder with this one file. */
function foundIn(name: string, content: string | Buffer): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'hidden-'));
  try {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
    return leaks(partsOf([secret]), filesBelow(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const [name, content] of Object.entries(hidden))
  test(`the search finds a secret in ${name}`, () => {
    expect(foundIn(name, content)).toHaveLength(1);
  });

test('the search finds nothing where only fewer characters of a secret stand', () => {
  expect(foundIn('short.txt', secret.slice(0, 11))).toEqual([]);
});

test('the search knows a secret as JSON and addresses write it', () => {
  const odd = 'half-of-it"\\&<%é+other-half';
  for (const text of [JSON.stringify({ odd }), encodeURIComponent(odd), odd])
    expect(leaks(partsOf([odd]), [{ place: 'here', text: text.slice(6) }]), text).toHaveLength(1);
});
