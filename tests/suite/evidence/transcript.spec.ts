import { expect, test } from '@playwright/test';
import { readTranscript } from '../../../src/evidence/transcript';
import { formProblem } from '../../../src/evidence/transcript-form';
import type { TranscriptLine } from '../../../src/evidence/transcript-lines';
import { type RecordedRun, recordedRun, SOME } from './recorded-run';

let run: RecordedRun;

test.beforeAll(async () => {
  run = await recordedRun();
});

test('observations come back as they were judged', () => {
  const { judged, text } = run;
  const { cases, damage, lost } = readTranscript(text);
  expect(judged.length).toBe(SOME.size);
  expect(judged.flatMap(({ seen }) => seen.events).length).toBeGreaterThan(20);
  expect(cases.map(({ seen }) => seen)).toEqual(judged.map(({ seen }) => seen));
  expect(cases.map(({ result }) => result)).toEqual(judged.map(({ result }) => result));
  expect({ damage, lost }).toEqual({ damage: undefined, lost: [] });
});

test('each exchange and each event stands once, also when cases share it', () => {
  const { exchanges, events, calls, cases } = readTranscript(run.text);
  for (const ids of [exchanges.map(({ exchange }) => exchange.id), events.map(({ event }) => event.id)])
    expect(new Set(ids).size).toBe(ids.length);
  const used = cases.flatMap(({ seen }) => seen.events);
  expect(used.length).toBeGreaterThan(new Set(used).size);
  expect(exchanges.filter(({ exchange }) => exchange.purpose === 'poll')).not.toEqual([]);
  expect(calls.filter(({ action }) => action === 'ring')).not.toEqual([]);
  expect(run.text).not.toContain('$copy');
});

test('every line fits the schema', () => {
  const lines = run.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as TranscriptLine);
  expect(lines.map(formProblem).filter((problem) => problem !== undefined)).toEqual([]);
  expect(new Set(lines.map(({ kind }) => kind))).toEqual(
    new Set(['header', 'selection', 'worker', 'exchange', 'event', 'call', 'case', 'end']),
  );
});
