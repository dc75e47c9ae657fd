import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { plan, UsageError } from '../../../bin/conformance-plan.mjs';
import { OF_PLAYWRIGHT, takenByNpm } from '../../../bin/npm-options.mjs';

const ROOT = join(__dirname, '../../..');

/** What npm makes of a command line without `--`, as npm 10 and 11 do; then the plan is made. */
function planned(env: Record<string, string>, ...args: string[]) {
  const simulated = [{ file: '/simulated', edition: '2023-09-27', authMode: '2' }];
  const surroundings = { env: { npm_lifecycle_event: 'conformance', ...env }, cwd: '/', simulated };
  return plan(args, { ...surroundings, isSimulated: () => true });
}

const TAKEN: [title: string, env: Record<string, string>, args: string[], command: string][] = [
  ['--site=my.yaml', { npm_config_site: 'my.yaml' }, [], '--site=my.yaml'],
  ['--site my.yaml', { npm_config_site: 'true' }, ['my.yaml'], '--site my.yaml'],
  ['--check-site', { npm_config_check_site: 'true' }, [], '--check-site'],
  [
    '--clean-up --site my.yaml',
    { npm_config_clean_up: 'true', npm_config_site: 'true' },
    ['my.yaml'],
    '--site my.yaml --clean-up',
  ],
  ['--fault=a --fault=b', { npm_config_fault: 'a\n\nb' }, [], '--fault=a --fault=b'],
  ['--grep x', { npm_config_grep: 'true' }, ['x'], '--grep x'],
  ['-g x', { npm_config_global: 'true' }, ['x'], '--grep x'],
  ['--shard 1/4 --workers 2', { npm_config_shard: 'true', npm_config_workers: 'true' }, ['1/4', '2'], '--grep'],
  ['--list', { npm_config_list: 'true' }, [], '--list'],
  ['--allow-inconclusive', { npm_config_allow_inconclusive: 'true' }, [], '--allow-inconclusive'],
];

for (const [title, env, args, command] of TAKEN)
  test(`${title} that npm took is refused, with the command as it should be written`, () => {
    const refused = (() => {
      try {
        planned(env, ...args);
        return undefined;
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(UsageError);
    const line = (refused as Error).message;
    expect(line).toMatch(/^npm took --[^\n]+ for itself; write: npm run conformance -- --[^\n]+$/);
    if (title.startsWith('--shard')) expect(line).toContain('--workers WORKERS --shard SHARD 1/4 2');
    else expect(line).toContain(command);
  });

test('what npm always has in the environment is nobody’s option', () => {
  const usual = {
    npm_config_user_agent: 'npm/11',
    npm_config_cache: '/c',
    npm_config_browser: 'x',
    npm_config_quiet: '1',
  };
  expect(planned(usual, '--grep', 'x').kind).toBe('run');
});

test('options that another script was given are not this one’s', () => {
  const env = { npm_lifecycle_event: 'test', npm_config_site: 'my.yaml' };
  expect(takenByNpm(env, [], 'conformance', [{ name: 'site', value: 'path' }])).toBeUndefined();
  expect(takenByNpm({ ...env, npm_lifecycle_event: 'conformance' }, [], 'conformance', [{ name: 'site' }])).toContain(
    '--site',
  );
});

test('a password is not repeated', () => {
  const env = { npm_lifecycle_event: 'gateway', npm_config_password: 'hunter2' };
  const line = takenByNpm(env, [], 'gateway', [{ name: 'password', value: 'password' }]);
  expect(line).toContain('--password PASSWORD');
  expect(line).not.toContain('hunter2');
});

test('a site file without --site is no filter of tests', () => {
  expect(() => planned({}, 'sites/my.yaml')).toThrow(
    new UsageError(
      'sites/my.yaml: expected --site before a site file; write: npm run conformance -- --site sites/my.yaml',
    ),
  );
  expect(planned({}, 'tests/phonepickup').kind).toBe('run');
});

test('every option of this Playwright is known', () => {
  const help = execFileSync('npx', ['playwright', 'test', '--help'], { cwd: ROOT, encoding: 'utf8' });
  const options = [...help.matchAll(/^\s+(?:-\w, )?--(?:no-)?([a-z-]+)/gm)].map(([, name]) => name ?? '');
  const known = new Set([...OF_PLAYWRIGHT.map(({ name }) => name), 'browser', 'quiet', 'help']);
  expect(options.length).toBeGreaterThan(20);
  expect(options.filter((name) => !known.has(name))).toEqual([]);
});
