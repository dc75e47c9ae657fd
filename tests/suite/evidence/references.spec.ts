import { expect, test } from '@playwright/test';
import type { EventRecord } from '../../../src/evidence/event-record';
import type { Exchange } from '../../../src/evidence/exchange';
import type { Observation } from '../../../src/evidence/observation';
import { firstLines, seal } from '../../../src/evidence/seal';
import { readTranscript, type Transcript } from '../../../src/evidence/transcript';
import { TranscriptWriter } from '../../../src/evidence/transcript-writer';
import { result } from '../report/build';
import { someHeader } from './some-header';

const head = firstLines(someHeader, { partial: false, caseIds: ['a.case'] });

function exchange(id: number, body: string): Exchange {
  const request = { method: 'POST', url: 'https://nowhere.example/', headers: [] };
  return { id, purpose: 'stimulus', sentAt: 1, endedAt: 2, request, response: { status: 200, headers: [], body } };
}

function event(id: number, content: unknown): EventRecord {
  return { id, agentId: '101', at: 3, position: 0, eventType: 'E', workNo: '101', content };
}

function observation(stimuli: readonly Exchange[], events: readonly EventRecord[]): Observation {
  const cast = { picker: '101', others: [], phones: {} };
  return { caseId: 'a.case', cast, steps: [], stimuli, surroundings: [], moments: {}, events };
}

/** What `write` has two workers write, read again. */
function written(write: (first: TranscriptWriter, second: TranscriptWriter) => void): Transcript {
  let text = head;
  const append = (lines: string) => {
    text += lines;
  };
  const [first, second] = [new TranscriptWriter(append, 0), new TranscriptWriter(append, 1)] as const;
  write(first, second);
  // Workers do not end in the order in which they began.
  second.flush();
  first.flush();
  return readTranscript(text + seal(text, { durationMs: 1, harnessErrors: {}, errorsOutside: 0 }));
}

const judged = result('a.case', 'pass', []);
const seenIn = ({ cases }: Transcript) => cases.map(({ seen }) => seen);

test('what another worker observed refers to the lines of that worker', () => {
  const mine = { exchange: exchange(1, 'mine'), event: event(1, 'mine') };
  const theirs = { exchange: exchange(1, 'theirs'), event: event(1, 'theirs') };
  const shared: Observation = JSON.parse(
    JSON.stringify({ ...observation([theirs.exchange], [theirs.event]), worker: 1 }),
  );
  const transcript = written((first, second) => {
    for (const [writer, own] of [
      [first, mine],
      [second, theirs],
    ] as const) {
      writer.exchange(own.exchange);
      writer.event(own.event);
    }
    first.case(judged, shared);
    first.case(judged, observation([mine.exchange], [mine.event]));
  });
  expect(seenIn(transcript)).toEqual([shared, observation([mine.exchange], [mine.event])]);
  expect(transcript.exchanges.length + transcript.events.length).toBe(4);
});

test('what has no line, or differs from it, is written out', () => {
  const known = exchange(1, 'known');
  const seen = observation([{ ...known, sentAt: 0 }, exchange(2, 'unknown')], [event(1, null), event(2, null)]);
  const transcript = written((first) => {
    first.exchange(known);
    first.event(event(1, 'another'));
    first.case(judged, seen);
  });
  expect(seenIn(transcript)).toEqual([seen]);
});

test('nothing that a gateway says is taken for a reference', () => {
  const hostile = JSON.parse(
    '{"$events":[7],"$exchange":9,"$copy":1,"__proto__":{"$event":3},"purpose":1,"sentAt":1,"request":1}',
  );
  const seen = observation([exchange(1, '{"$exchange":1}')], [event(1, hostile), event(2, [hostile])]);
  const transcript = written((first) => {
    const [recorded, copied] = seen.events;
    if (!recorded || !copied) throw new Error('no events');
    first.event(recorded);
    first.case(judged, seen);
  });
  expect(JSON.stringify(seenIn(transcript))).toBe(JSON.stringify([seen]));
});

test('a repetition is told', () => {
  const transcript = written((first) => {
    first.case(judged, observation([], []));
    first.case(judged, observation([], []), 1);
  });
  expect(transcript.cases.map(({ repetition }) => repetition)).toEqual([0, 1]);
});

test('lines wait until there are many of them', () => {
  const blocks: string[] = [];
  const writer = new TranscriptWriter((lines) => blocks.push(lines), 0);
  for (let id = 1; id <= 100; id++) writer.exchange(exchange(id, 'x'.repeat(1000)));
  expect(blocks.length).toBeGreaterThan(0);
  expect(blocks.length).toBeLessThan(5);
  expect(blocks.every((lines) => lines.endsWith('\n'))).toBe(true);
});
