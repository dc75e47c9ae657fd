import { expect, test } from '@playwright/test';
import { rejudged, TranscriptInMemory } from '../../../fixtures/rejudged';
import type { Judged } from '../../../fixtures/run-cases';
import { readTranscript } from '../../../src/evidence/transcript';
import { judgeGateway } from '../judged-gateway';

/** A pickup, requests that share a call, a race, a breach, and what this site cannot run. */
const SOME = new Set([
  'phonepickup.agent-id.accepts-101',
  'phonepickup.method.get',
  'phonepickup.method.put',
  'snatchpickup.prerequisites.race-between-two-snatchpickups',
  'snatchpickup.guid.missing',
  'snatchpickup.events.answered-by-handset',
]);

let judged: Judged[];
let text: string;

test.beforeAll(async () => {
  const transcript = new TranscriptInMemory();
  judged = await judgeGateway({}, { choose: ({ id }) => SOME.has(id), transcript });
  text = transcript.text;
});

test('observations come back as they were judged', () => {
  const { cases, damage, lost } = readTranscript(text);
  expect(judged.length).toBe(SOME.size);
  expect(judged.flatMap(({ seen }) => seen.events).length).toBeGreaterThan(20);
  expect(cases.map(({ seen }) => seen)).toEqual(judged.map(({ seen }) => seen));
  expect(cases.map(({ result }) => result)).toEqual(judged.map(({ result }) => result));
  expect({ damage, lost }).toEqual({ damage: undefined, lost: [] });
});

test('each exchange and each event stands once, also when cases share it', () => {
  const { exchanges, events, cases } = readTranscript(text);
  const ids = [exchanges.map(({ exchange }) => exchange.id), events.map(({ event }) => event.id)];
  for (const list of ids) expect(new Set(list).size).toBe(list.length);
  const used = cases.flatMap(({ seen }) => seen.events);
  expect(used.length).toBeGreaterThan(new Set(used).size);
  expect(exchanges.some(({ exchange }) => exchange.purpose === 'poll')).toBe(true);
  expect(text).not.toContain('$copy');
});

test('what was judged is judged the same again', () => {
  expect(rejudged({ text })).toEqual([]);
});
