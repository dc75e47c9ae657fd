import { existsSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import packageJson from '../../../package.json';
import { ended, startWrapper, test } from './wrapper';

interface Kept {
  verdict: string;
  handedOver: Record<string, string>;
}

const kept = (folder: string): Kept => JSON.parse(readFileSync(join(folder, 'conformance.json'), 'utf8'));
const leftOver = (folder: string) => writeFileSync(join(folder, 'conformance.json'), '{"verdict":"pass"}');

const OUTCOMES = [
  { verdict: 'pass', args: [], code: 0, stderr: '' },
  { verdict: 'fail', args: ['--allow-inconclusive'], code: 1, stderr: '' },
  { verdict: 'inconclusive', args: [], code: 2, stderr: '' },
  {
    verdict: 'inconclusive',
    args: ['--allow-inconclusive'],
    code: 0,
    stderr: 'conformance: the verdict is inconclusive; the exit code is 0 because of --allow-inconclusive\n',
  },
  {
    verdict: '',
    args: [],
    code: 3,
    stderr: 'conformance: the run ended without a verdict (playwright exited with 0)\n',
  },
];

for (const { verdict, args, code, stderr } of OUTCOMES) {
  test(`the verdict "${verdict}" ${args.join(' ')} ends with ${code}, whatever an earlier run left`, async ({
    outputPath,
  }) => {
    const reports = outputPath('reports');
    const env = { WRAPPED_VERDICT: verdict, WRAPPED_OUTPUT: outputPath('output') };
    const run = () => ended(startWrapper(['--reports', reports, ...args], env));
    expect(await run()).toEqual({ code, stdout: expect.any(String), stderr });
    if (verdict) return;
    leftOver(reports);
    expect(await run(), 'with a verdict left over').toMatchObject({ code: 3 });
  });
}

test('a verdict that another run put into the folder meanwhile decides nothing', async ({ outputPath }) => {
  const reports = outputPath('reports');
  const env = { WRAPPED_VERDICT: 'fail', WRAPPED_FILED: 'pass', WRAPPED_OUTPUT: outputPath('output') };
  expect(await ended(startWrapper(['--reports', reports], env))).toMatchObject({ code: 1 });
  expect(kept(reports).verdict).toBe('pass');
});

for (const command of ['--version', '-V'])
  test(`${command} is that of this suite, and judges nothing`, async () => {
    expect(await ended(startWrapper([command]))).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

test('a reader that leaves before the end takes no report along', async ({ outputPath }) => {
  const reports = outputPath('reports');
  const env = { WRAPPED_VERDICT: 'pass', WRAPPED_OUTPUT: outputPath('output') };
  const child = startWrapper(['--reports', reports], env);
  child.stdout?.destroy();
  child.stderr?.destroy();
  expect(await ended(child)).toMatchObject({ code: 0 });
  expect(kept(reports).verdict).toBe('pass');
});

test('what was chosen is handed over', async ({ outputPath }) => {
  const reports = outputPath('reports');
  const args = [
    '--fault',
    'a',
    '--reporter',
    'dot',
    '--grep',
    'run of',
    '--auth-mode',
    '1',
    '--fault',
    'b',
    '--workers=1',
  ];
  const env = { WRAPPED_VERDICT: 'pass', WRAPPED_OUTPUT: outputPath('output') };
  expect(await ended(startWrapper(['--reports', reports, ...args], env))).toMatchObject({ code: 0, stderr: '' });
  expect(kept(reports).handedOver).toEqual({
    GATEWAY_SITE: expect.stringMatching(/^\/.*\/fixtures\/simulated\/2023-authmode-1\.yaml$/),
    GATEWAY_FAULTS: 'a,b',
    GATEWAY_EXTRA_REPORTERS: 'dot',
  });
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`on ${signal} the run cleans up, and is no success`, async ({ outputPath }) => {
    const reports = outputPath('reports');
    const log = outputPath('log');
    writeFileSync(log, '');
    const started = new Promise<void>((resolve) => {
      const watcher = watch(log, () => {
        if (!readFileSync(log, 'utf8').includes('started')) return;
        watcher.close();
        resolve();
      });
    });
    const env = { WRAPPED_VERDICT: 'pass', WRAPPED_LOG: log, WRAPPED_OUTPUT: outputPath('output') };
    const child = startWrapper(['--reports', reports, '--allow-inconclusive'], env);
    const end = ended(child);
    await started;
    child.kill(signal);
    expect(await end).toMatchObject({ code: 3, stderr: 'conformance: stopped before the run was complete\n' });
    expect(readFileSync(log, 'utf8')).toBe('started\ncleaned up\n');
  });
}

test('--list runs nothing and leaves the verdict of the last run', async ({ outputPath }) => {
  const reports = outputPath('');
  leftOver(reports);
  const env = { WRAPPED_VERDICT: '', WRAPPED_OUTPUT: outputPath('output') };
  expect(await ended(startWrapper(['--reports', reports, '--list'], env))).toMatchObject({ code: 0, stderr: '' });
  expect(kept(reports)).toEqual({ verdict: 'pass' });
});

test('--help tells of our options and of those of Playwright', async () => {
  const { code, stdout } = await ended(startWrapper(['--help']));
  expect(code).toBe(0);
  expect(stdout).toContain('--allow-inconclusive');
  expect(stdout).toContain('All other arguments go to `playwright test`');
  expect(stdout).toContain('--fully-parallel');
});

for (const place of ['/proc/nowhere/reports', '/etc/hostname']) {
  test(`reports that cannot be written to ${place} end the run before it starts`, async () => {
    test.skip(!existsSync(place.slice(0, 5)), 'no such place here');
    expect(await ended(startWrapper(['--reports', place]))).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(
        /^conformance: --reports: expected a folder that can be written to, found \/[a-z/]+ \([A-Z]+\)\n$/,
      ),
    });
  });
}
