import { expect } from '@playwright/test';
import { test } from './run-project';

const FAILING = ['case fails', 'case fails.too', 'case remains.open'];

test('failures are failures for every reporter and the exit code, without a restart of the worker', async ({
  runProject,
}) => {
  const run = await runProject({ files: ['verdicts'] });
  expect(run.exitCode).toBe(1);
  expect(run.workers()).toEqual([0]);
  const specs = run.specs();
  expect([...specs.values()].filter(({ ok }) => !ok).map(({ title }) => title)).toEqual(FAILING);
  for (const title of FAILING) {
    expect(specs.get(title)?.tests).toMatchObject([{ expectedStatus: 'passed', status: 'unexpected' }]);
    expect(['failed', 'broken']).toContain(run.allure().get(title));
  }
  expect(run.allure().get('case first.passes')).toBe('passed');
  expect(run.html()).toMatchObject({ total: 7, expected: 3, unexpected: 3, skipped: 1, ok: false });
});

test('--last-failed runs them again', async ({ runProject }) => {
  await runProject({ files: ['verdicts'] });
  const again = await runProject({ files: ['verdicts'], args: ['--last-failed'] });
  expect([...again.specs().keys()]).toEqual(FAILING);
  expect(again.report?.selection).toEqual({ selected: 3, planned: 14, partial: true });
});

test('--max-failures counts them', async ({ runProject }) => {
  const run = await runProject({ files: ['verdicts'], args: ['--max-failures', '1'] });
  expect(run.exitCode).toBe(1);
  expect(run.stderr).toContain('Testing stopped early after 1 maximum allowed failures.');
  expect(run.report?.harnessErrors).toBe(0);
});

test('without our reporter, or behind another, the worker restarts and nothing looks green', async ({ runProject }) => {
  for (const ours of ['none', 'last'] as const) {
    const run = await runProject({ files: ['verdicts'], ours });
    expect(run.exitCode).toBe(1);
    expect(run.workers()).toEqual([0, 1, 2, 3]);
    expect([...run.specs().values()].filter(({ ok }) => !ok).map(({ title }) => title)).toEqual(FAILING);
  }
});
