import { expect, test } from '@playwright/test';
import type { Exchange } from '../../../../src/evidence/exchange';
import type { Observation } from '../../../../src/evidence/observation';
import { firstLines, seal } from '../../../../src/evidence/seal';
import { readTranscript } from '../../../../src/evidence/transcript';
import { TranscriptWriter } from '../../../../src/evidence/transcript-writer';
import { mergeTranscripts } from '../../../../src/report/merge/merge-transcripts';
import { someHeader as header } from '../../evidence/some-header';
import { result } from '../build';
import { everyOutcome } from '../finished-run';

function exchange(id: number, url: string): Exchange {
  return { id, purpose: 'stimulus', sentAt: 1, endedAt: 2, request: { method: 'POST', url, headers: [] } };
}

function seenIn(caseId: string, stimulus: Exchange, worker?: number): Observation {
  return {
    caseId,
    ...(worker !== undefined && { worker }),
    cast: { picker: '101', others: [], phones: {} },
    steps: [],
    stimuli: [stimulus],
    surroundings: [],
    moments: {},
    events: [],
  };
}

/** Two workers, each with an exchange of its own; the second judges a case that the first observed as well. */
function shard(name: string, change: Partial<typeof header> = {}): { file: string; text: string } {
  let text = firstLines({ ...header, ...change }, { partial: true, caseIds: [] });
  const [own, others] = [exchange(1, `/${name}/0`), exchange(1, `/${name}/1`)];
  for (const [worker, sent] of [own, others].entries()) {
    const writer = new TranscriptWriter((lines) => {
      text += lines;
    }, worker);
    writer.exchange(sent);
    writer.case(result(`${name}.own-of-${worker}`, 'pass', []), seenIn(`${name}.own-of-${worker}`, sent));
    if (worker === 1) writer.case(result(`${name}.shared`, 'pass', []), seenIn(`${name}.shared`, own, 0));
    writer.flush();
  }
  return { file: name, text: text + seal(text, { durationMs: 1, harnessErrors: {}, errorsOutside: 0 }) };
}

test('workers of different shards stay apart, also where one judges what another observed', () => {
  const shards = [shard('a'), shard('b', { startedAt: '2026-01-02T03:00:00.000Z' })];
  const { cases, damage, epochMs, selection, end, header } = readTranscript(mergeTranscripts(shards, everyOutcome()));
  expect(cases.map(({ result, seen }) => [result.caseId, seen.stimuli[0]?.request.url, seen.worker])).toEqual([
    ['a.own-of-0', '/a/0', undefined],
    ['a.own-of-1', '/a/1', undefined],
    ['a.shared', '/a/0', 0],
    ['b.own-of-0', '/b/0', undefined],
    ['b.own-of-1', '/b/1', undefined],
    ['b.shared', '/b/0', 2],
  ]);
  expect([[...epochMs.keys()], damage]).toEqual([[0, 1, 2, 3], undefined]);
  expect(selection).toMatchObject({ partial: false, caseIds: everyOutcome().selected });
  expect(end).toMatchObject({ durationMs: 7421, harnessErrors: everyOutcome().harnessErrors });
  expect(header.startedAt).toBe('2026-01-02T03:00:00.000Z');
  const seals = shards.map(({ text }) => readTranscript(text).end?.sha256);
  expect(header.mergedFrom?.map((each) => each.sha256)).toEqual(seals);
});

const other = 'd'.repeat(64);
const refused: [what: string, shards: { file: string; text: string }[], line: string][] = [
  [
    'another suite of the same version',
    [shard('a'), shard('b', { suite: { version: '0.1.0', sha256: other } })],
    'b: expected the same suite, file by file, as in a, found others',
  ],
  [
    'another description',
    [shard('a'), shard('b', { description: { edition: '2023-09-27', sha256: other } })],
    'b: expected the same description as in a, found others',
  ],
  [
    'another deadline',
    [shard('a'), shard('b', { facts: { ...header.facts, deadlineMs: 500 } })],
    'b: expected the same recording, snatchpickupGuid and events.deadlineMs in the site file as in a, found others',
  ],
  [
    'a transcript without its end',
    [shard('a'), { ...shard('b'), text: shard('b').text.replace(/\{"kind":"end".*\n/, '') }],
    'b: it has no last line: the run was stopped before its end, or the file was cut off',
  ],
  [
    'a transcript that was changed',
    [{ ...shard('a'), text: shard('a').text.replace('POST', 'HEAD') }],
    'a: it was changed after the run: expected lines with SHA-256',
  ],
  ['no transcript at all', [], 'expected the transcripts of all shards, found none'],
];
for (const [what, shards, line] of refused)
  test(`${what} is not put together with others`, () => {
    expect(() => mergeTranscripts(shards, everyOutcome())).toThrow(line);
  });

test('shards may have site files of their own, which the header tells', () => {
  const text = mergeTranscripts([shard('a'), shard('b', { site: { ...header.site, sha256: other } })], everyOutcome());
  expect(readTranscript(text).header.mergedFrom?.map(({ site }) => site.sha256)).toEqual([header.site.sha256, other]);
});
