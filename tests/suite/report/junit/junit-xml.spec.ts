import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { validateXML } from 'xmllint-wasm';
import { junitXml } from '../../../../src/report/junit/junit-xml';
import { everyOutcome, finished } from '../finished-run';
import { HOSTILE_TEXTS } from '../hostile-texts';

const schema = { fileName: 'junit.xsd', contents: readFileSync(join(__dirname, 'junit.xsd'), 'utf8') };

async function mistakes(...documents: string[]): Promise<string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  return (await validateXML({ xml, schema })).errors.map(({ rawMessage }) => rawMessage);
}

test('each outcome becomes what JUnit calls it, and the document is valid', async () => {
  const xml = junitXml(finished(everyOutcome()));
  expect(await mistakes(xml)).toEqual([]);
  const suites = [
    ...xml.matchAll(
      /<testsuite name="([^"]+)".*tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)" time="([^"]+)"/g,
    ),
  ];
  expect(suites.map((suite) => suite.slice(1).join(' '))).toEqual([
    'phonepickup.method 3 1 0 0 1.750',
    'snatchpickup.guid 4 0 2 2 0.000',
  ]);
  const outcomes = [
    ...xml.matchAll(
      /\((\S+)\)" classname="[^"]+" time="[^"]+"(?:\/>|>\s*<(\w+) message="([^"]*)"(?: type="([^"]*)")?)/g,
    ),
  ];
  expect(outcomes.map(([, id, ...rest]) => [id, ...rest.filter(Boolean)])).toEqual([
    ['phonepickup.method.passes'],
    [
      'phonepickup.method.breaks',
      'failure',
      'PP-BROKEN-1: expected a refusal; received retcode &quot;0&quot;',
      'PP-BROKEN-1',
    ],
    ['phonepickup.method.warns'],
    ['snatchpickup.guid.opens', 'error', 'retcode &quot;0&quot;', 'inconclusive'],
    ['snatchpickup.guid.lacks', 'skipped', 'not applicable: retcode &quot;0&quot;'],
    ['snatchpickup.guid.crashes', 'error', 'harness error: retcode &quot;0&quot;', 'harness-error'],
    ['snatchpickup.guid.lost', 'skipped', 'not run: selected, but not run'],
  ]);
  expect(xml).toContain('<system-out>warning: PP-SHOULD-1: expected a refusal; received retcode &quot;0&quot;');
});

test('whatever a gateway sends, the document stays valid', async () => {
  expect(await mistakes(...HOSTILE_TEXTS.map((text) => junitXml(finished(everyOutcome(text)))))).toEqual([]);
});

test('the schema of this test rejects what is no JUnit XML', async () => {
  const xml = junitXml(finished(everyOutcome()));
  const broken = [
    xml.replace('failures="1"', ''),
    xml.replace(/timestamp="[^"]+"/, 'timestamp="2026-01-02T03:04:05.006Z"'),
    xml.replace('<failure', '<flaky').replace('</failure>', '</flaky>'),
    xml.replace(' type="PP-BROKEN-1"', ''),
    xml.replace(/time="0.250"/, 'time="250 ms"'),
    xml.replace('<system-err/>', ''),
    xml.replace('retcode', 'ret\u0000code'),
  ];
  for (const document of broken) expect(await mistakes(document)).not.toEqual([]);
});
