import { expect, test } from '@playwright/test';
import { helpText, plan } from '../../../bin/conformance-plan.mjs';

const SIMULATED = ['2023-09-27', '2025-11-13'].flatMap((edition) =>
  ['1', '2'].map((authMode) => ({ file: `/sim/${edition}-${authMode}`, edition, authMode })),
);

const planned = (line: string, env: Record<string, string> = {}, isSimulated = false) =>
  plan(line.split(' ').filter(Boolean), { env, cwd: '/project', simulated: SIMULATED, isSimulated: () => isSimulated });

test('nothing said means the simulated gateway and reports/', () => {
  expect(planned('')).toEqual({
    kind: 'run',
    env: { GATEWAY_SITE: '/sim/2023-09-27-2', GATEWAY_REPORTS: '/project/reports' },
    reports: '/project/reports',
    allowInconclusive: false,
    repeat: 1,
    rest: [],
  });
});

const PASSED_ON: Record<string, string[]> = {
  '--grep PP-METHOD --site a.yaml': ['--grep', 'PP-METHOD'],
  '--site=a.yaml --grep=PP-METHOD': ['--grep=PP-METHOD'],
  '-g x --reports r -j 4 --allow-inconclusive --shard 1/4': ['-g', 'x', '-j', '4', '--shard', '1/4'],
  'tests/phonepickup --edition 2025-11-13 --repeat-each 3 tests/snatchpickup': [
    'tests/phonepickup',
    '--repeat-each',
    '3',
    'tests/snatchpickup',
  ],
  '--workers 2 --reporter dot -x': ['--workers', '2', '-x'],
  '--alow-inconclusive': ['--alow-inconclusive'],
};

for (const [line, rest] of Object.entries(PASSED_ON)) {
  test(`of "${line}" what is not ours is passed on in its order`, () => {
    expect(planned(line).rest).toEqual(rest);
  });
}

test('our options come before the environment', () => {
  const env = { GATEWAY_SITE: 'e.yaml', GATEWAY_REPORTS: 'e' };
  expect(planned('', env).env).toEqual({ GATEWAY_SITE: '/project/e.yaml', GATEWAY_REPORTS: '/project/e' });
  expect(planned('--site a.yaml --reports /r', env).env).toEqual({
    GATEWAY_SITE: '/project/a.yaml',
    GATEWAY_REPORTS: '/r',
  });
  expect(planned('', { GATEWAY_SITE: '', GATEWAY_REPORTS: '' }).env).toEqual(planned('').env);
});

test('edition and AUTHMODE choose among the simulated sites', () => {
  expect(planned('--edition 2025-11-13').env.GATEWAY_SITE).toBe('/sim/2025-11-13-2');
  expect(planned('--auth-mode 1').env.GATEWAY_SITE).toBe('/sim/2023-09-27-1');
});

test('names are gathered', () => {
  const { env } = planned('--fault a --fault b,c --dialect d --reporter dot --reporter=json,line');
  expect(env).toMatchObject({
    GATEWAY_FAULTS: 'a,b,c',
    GATEWAY_DIALECTS: 'd',
    GATEWAY_EXTRA_REPORTERS: 'dot,json,line',
  });
  expect(planned('--site own.yaml --fault a', {}, true).env.GATEWAY_FAULTS).toBe('a');
});

test('--list and --help make no run', () => {
  expect(planned('--list').kind).toBe('list');
  expect(planned('--grep x -h')).toMatchObject({ kind: 'help', rest: ['--grep', 'x', '--help'] });
  for (const option of ['--site', '--reports', '--edition', '--fault']) expect(helpText()).toContain(option);
});

test('--check-site and --clean-up are done instead of a run', () => {
  expect(planned('--site a.yaml --check-site')).toMatchObject({ kind: 'check-site', rest: [] });
  expect(planned('--clean-up', { GATEWAY_SITE: 'e.yaml' }).kind).toBe('clean-up');
  expect(planned('--clean-up', { GATEWAY_SITE: 'e.yaml' }).env.GATEWAY_SITE).toBe('/project/e.yaml');
});

const REFUSED: Record<string, string> = {
  '--check-site --clean-up': '--check-site and --clean-up: expected one of them, found both',
  '--check-site --grep x': '--check-site: expected no argument of playwright, found --grep',
  '--clean-up tests/phonepickup': '--clean-up: expected no argument of playwright, found tests/phonepickup',
  '--site': "option '--site <path>' argument missing",
  '--site --list': '--site: expected a value, found --list',
  '--fault a --fault --list': '--fault: expected a value, found --list',
  '--reports=': '--reports: expected a value, found nothing',
  '--auth-mode 3': '--auth-mode: expected 1 or 2, found 3',
  '--auth-mode=-1': '--auth-mode: expected a value, found -1',
  '--edition 2024': '--edition: expected 2023-09-27 or 2025-11-13, found 2024',
  '--site a.yaml --edition 2025-11-13':
    '--edition and --auth-mode choose a simulated site, but --site names another: a.yaml',
  '--site a.yaml --fault x': 'only the simulated gateway has faults (x), but the site is another: a.yaml',
  '--site a.yaml --dialect x': 'only the simulated gateway has dialects (x), but the site is another: a.yaml',
};

for (const [line, message] of Object.entries(REFUSED)) {
  test(`"${line}" is refused in one line`, () => {
    expect(() => planned(line)).toThrow(new Error(message));
  });
}

test('the environment is not overruled in silence', () => {
  expect(() => planned('--auth-mode 1', { GATEWAY_SITE: 'e.yaml' })).toThrow(
    /but GATEWAY_SITE names another: e\.yaml$/,
  );
  expect(() => planned('--site a.yaml', { GATEWAY_FAULTS: 'x' })).toThrow(
    /^only the simulated gateway has faults \(x\)/,
  );
});
