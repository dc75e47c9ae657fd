import { inflateSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { packEvidence } from '../../../src/report/page/pack';
import { type CaseIndex, type Chunk, unpackCase } from '../../../src/report/page/packed';
import { sampleRun } from './sample-run';

function unpacked<T>(text: string): T {
  return JSON.parse(inflateSync(Buffer.from(text, 'base64')).toString('utf8')) as T;
}

test('every case comes out of the page as it went in', async () => {
  const { report, evidence } = await sampleRun();
  const { index, chunks } = packEvidence(report, evidence);
  const { cases } = unpacked<CaseIndex>(index);
  const opened = chunks.map((chunk) => unpacked<Chunk>(chunk));
  expect(evidence.size).toBeGreaterThan(70);
  for (const [id, { result, seen }] of evidence) {
    const { chunk = -1 } = cases.find((one) => one.id === id) ?? {};
    expect(unpackCase(opened[chunk] as Chunk, id)).toEqual(JSON.parse(JSON.stringify({ result, seen })));
  }
  expect(cases.filter(({ chunk }) => chunk < 0)).toHaveLength(cases.length - evidence.size);
});

test('long bodies are cut, with their length', async () => {
  const { report, evidence } = await sampleRun();
  const [[id, found] = ['', undefined]] = evidence;
  if (!found?.seen) throw new Error('the sample is empty');
  const stimuli = found.seen.stimuli.map((exchange) => ({
    ...exchange,
    response: { status: 200, headers: [], body: 'x'.repeat(100_000) },
  }));
  const { chunks } = packEvidence(report, new Map([[id, { ...found, seen: { ...found.seen, stimuli } }]]));
  const body = unpackCase(unpacked<Chunk>(chunks[0] ?? ''), id)?.seen?.stimuli[0]?.response?.body ?? '';
  expect(body).toHaveLength(4000 + '… (100000 characters)'.length);
  expect(body).toMatch(/x… \(100000 characters\)$/);
});
