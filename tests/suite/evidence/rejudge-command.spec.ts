import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { ConformanceReport } from '../../../src/report/conformance-report';
import { rejudge } from '../commands';
import { type RecordedRun, recordedRun, rewritten, without } from './recorded-run';

let run: RecordedRun;

test.beforeAll(async () => {
  run = await recordedRun();
});

function fileWith(text: string): string {
  const file = test.info().outputPath('transcript.jsonl');
  writeFileSync(file, text);
  return file;
}

test('what is unchanged is told, and the verdict is the exit code', async () => {
  const { code, stdout, stderr } = await rejudge(fileWith(run.text));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /^PASS, as before\nSimulated gateway, https:\/\/\S+, edition 2023-09-27, AUTHMODE 2, run of 20/,
  );
});

test('a must that is broken now makes it 1, and the report can be written', async () => {
  const reports = test.info().outputPath('reports');
  const changed = without(run.text, (eventType) => eventType === 'AgentEvent_Talking');
  const { code, stdout } = await rejudge(fileWith(changed), '--reports', reports);
  expect(code).toBe(1);
  expect(stdout).toContain('PP-EVENT-2 (must)  pass -> fail');
  const report = JSON.parse(readFileSync(`${reports}/conformance.json`, 'utf8')) as ConformanceReport;
  expect(report.verdict).toBe('fail');
  expect(report.requirements.find(({ id }) => id === 'PP-EVENT-2')?.findings).not.toEqual([]);
});

test('a file that was changed is refused, unless it is asked for; then what is missing is told', async () => {
  const file = fileWith(run.text.slice(0, run.text.lastIndexOf('{"kind":"end"')));
  const refused = await rejudge(file);
  expect(refused).toEqual({
    code: 3,
    stdout: '',
    stderr: `rejudge: ${file}: it has no last line: the run was stopped before its end, or the file was cut off; --unsealed judges it nevertheless\n`,
  });
  const judged = await rejudge(file, '--unsealed');
  expect(judged.code).toBe(0);
  expect(judged.stderr).toMatch(/^rejudge: the transcript is not as the run wrote it: it has no last line: [^\n]+\n$/);
});

test('what is no longer as it was then is told', async () => {
  const sha256 = 'f'.repeat(64);
  const other = rewritten(run.text, (line) =>
    line.kind === 'header'
      ? { ...line, suite: { version: '0.0.1', sha256 }, description: { ...line.description, sha256 } }
      : line,
  );
  const { code, stderr } = await rejudge(fileWith(other));
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /^rejudge: the description of edition 2023-09-27 is not that of the run: SHA-256 ffffffffffff… then, \w{12}… now\nrejudge: the suite \(0\.0\.1 then, \S+ now\) is not that of the run: [^\n]+\n$/,
  );
});

test('what cannot be read is one line', async () => {
  const nothing = test.info().outputPath('nothing.jsonl');
  const edition = fileWith(
    rewritten(run.text, (line) =>
      line.kind === 'header' ? { ...line, description: { ...line.description, edition: '1999-01-01' } } : line,
    ),
  );
  const [missing, folder, foreign, unknown, none] = await Promise.all(
    [[nothing], [test.info().outputDir], ['package.json'], [edition], []].map((args) => rejudge(...args)),
  );
  const told = (line: string) => ({ code: 3, stdout: '', stderr: `rejudge: ${line}\n` });
  expect(missing).toEqual(
    told(`${nothing}: expected a transcript (transcript.jsonl of a run), found no file to read (ENOENT)`),
  );
  expect(folder).toEqual(
    told(`${test.info().outputDir}: expected a transcript (transcript.jsonl of a run), found no file to read (EISDIR)`),
  );
  expect(foreign).toEqual(
    told('package.json: expected a transcript of this suite (transcript.jsonl), found another file'),
  );
  expect(unknown).toEqual(told(`${edition}: expected edition 2023-09-27 or 2025-11-13, found 1999-01-01`));
  expect(none).toEqual(told("missing required argument 'file'"));
});
