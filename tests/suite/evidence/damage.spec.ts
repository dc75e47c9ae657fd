import { expect, test } from '@playwright/test';
import { readTranscript } from '../../../src/evidence/transcript';
import { formProblem } from '../../../src/evidence/transcript-form';
import { type RecordedRun, recordedRun, rewritten, without } from './recorded-run';

let run: RecordedRun;

test.beforeAll(async () => {
  run = await recordedRun();
});

const damageOf = (text: string) => readTranscript(text, formProblem).damage;
const firstCase = (text: string) => /\n(\{"kind":"case".*)\n/.exec(text)?.[1] ?? '';

const damaged: [title: string, change: (text: string) => string, damage: RegExp][] = [
  ['nothing is changed', (text) => text, /^undefined$/],
  [
    'the last line is missing',
    (text) => text.slice(0, text.lastIndexOf('{"kind":"end"')),
    /no last line: the run was stopped/,
  ],
  ['it ends in the middle of a line', (text) => text.slice(0, text.length - 500), /cut off in line \d+$/],
  [
    'a line is taken out',
    (text) => text.replace(`${firstCase(text)}\n`, ''),
    /changed after the run: expected \d+ lines/,
  ],
  [
    'a verdict is changed',
    (text) => text.replace('"verdict":"pass"', '"verdict":"fail"'),
    /changed after the run: expected lines with SHA-256/,
  ],
  ['a letter of the site is changed', (text) => text.replace('Simulated', 'simulated'), /SHA-256/],
];
for (const [title, change, damage] of damaged)
  test(`a transcript tells whether it is as the run wrote it: ${title}`, () => {
    expect(String(damageOf(change(run.text)))).toMatch(damage);
  });

test('an event that is gone but referred to costs the case, and is told', () => {
  const { damage, lost, cases } = readTranscript(
    rewritten(run.text, (line) => (line.kind === 'event' ? undefined : line)),
  );
  expect(damage).toMatch(/^case \S+ refers to event \d+ of worker 0, which the file does not hold$/);
  expect(lost.length + cases.length).toBe(run.judged.length);
  expect(lost.length).toBe(run.judged.filter(({ seen }) => seen.events.length > 0).length);
});

test('an event that is gone with all that refers to it leaves no trace', () => {
  expect(damageOf(without(run.text, (eventType) => eventType === 'AgentOther_PhoneOffhook'))).toBeUndefined();
});

const unreadable: [title: string, change: (text: string) => string, message: string | RegExp][] = [
  ['nothing', () => '', 'expected a transcript of this suite (transcript.jsonl), found another file'],
  ['another file', () => '{"verdict":"pass"}\n', /found another file$/],
  ['no JSON', () => 'verdict: pass\n', /found another file$/],
  ['null', () => 'null\n', /found another file$/],
  [
    'another version',
    (text) => text.replace('"version":1', '"version":2'),
    'expected a transcript of version 1, found 2',
  ],
  [
    'no selection',
    (text) => text.replace(/\n\{"kind":"selection".*\n/, '\n'),
    /^line 2: expected the selection of cases, found "worker"$/,
  ],
  [
    'a line that is no JSON',
    (text) => text.replace(/\n\{"kind":"call"/, '\n{kind:"call"'),
    /^line \d+: expected JSON, found "\{kind:/,
  ],
  [
    'an unknown kind of line',
    (text) => text.replace('"kind":"call"', '"kind":"chat"'),
    /^line \d+: expected a known kind of line, found "chat"$/,
  ],
  [
    'another header',
    (text) => `${text.split('\n', 1)[0]}\n${text}`,
    /^line 2: expected the selection of cases, found "header"$/,
  ],
  [
    'more behind the last line',
    (text) => `${text}${firstCase(text)}\n`,
    /expected nothing behind the last line, found another$/,
  ],
  [
    'facts of another kind',
    (text) => text.replace(/"deadlineMs":\d+/, '"deadlineMs":"1 s"'),
    'line 1 (header): facts.deadlineMs must be number',
  ],
  [
    'a case without a result',
    (text) => text.replace('"result":{"caseId"', '"outcome":{"caseId"'),
    /^line \d+ \(case\): the line must have required property 'result'$/,
  ],
  [
    'an observation without a cast',
    (text) => text.replace('"cast":', '"crew":'),
    /^line \d+ \(case\): observation must have required property 'cast'$/,
  ],
  [
    'an exchange without a request',
    (text) => text.replace('"request":', '"question":'),
    /^line \d+ \(exchange\): exchange must/,
  ],
  [
    'an unknown member',
    (text) => text.replace('{"kind":"call"', '{"kind":"call","mood":1'),
    /^line \d+ \(call\): the line must NOT have additional properties \(mood\)$/,
  ],
];
for (const [title, change, message] of unreadable)
  test(`what is no transcript is refused in one line: ${title}`, () => {
    expect(() => readTranscript(change(run.text), formProblem)).toThrow(message);
  });
