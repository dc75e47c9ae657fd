import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readContract } from '../../../src/contract/read-contract';
import { readTranscript } from '../../../src/evidence/transcript';
import { rejudge } from '../commands';

const ROOT = join(__dirname, '../../..');

test('a run that is killed leaves what there is, and that can be judged', async () => {
  test.setTimeout(120_000);
  const reports = test.info().outputPath('reports');
  const temporary = test.info().outputPath('tmp');
  mkdirSync(temporary, { recursive: true });
  const file = join(reports, 'transcript.jsonl');
  const { PATH, HOME } = process.env;
  // A group of its own, so that workers and gateway are killed with it.
  const child = spawn(process.execPath, [join(ROOT, 'bin/conformance.mjs'), '--reports', reports], {
    cwd: ROOT,
    detached: true,
    env: { PATH, HOME, TMPDIR: temporary },
    stdio: 'ignore',
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  try {
    const written = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    await expect.poll(() => /\n\{"kind":"case".*\n/.test(written()), { intervals: [20], timeout: 100_000 }).toBe(true);
  } finally {
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await closed;
  }
  const { cases, header, end } = readTranscript(readFileSync(file, 'utf8'));
  expect(header.site.name).toBe('Simulated gateway');
  expect(cases.length).toBeGreaterThan(0);
  expect(end).toBeUndefined();
  const judged = await rejudge(file, '--unsealed');
  // What was not run leaves musts without a verdict.
  expect(judged.code).toBe(2);
  expect(judged.stdout).toMatch(/^INCONCLUSIVE, as before\n/);
  expect(judged.stdout).toMatch(
    new RegExp(
      `\n\nUnchanged: ${readContract('2023-09-27').requirements.length} requirements, ${cases.length} cases?\n$`,
    ),
  );
  expect(judged.stderr).toMatch(
    /^rejudge: the transcript is not as the run wrote it: it (has no last line|was cut off)/,
  );
});
