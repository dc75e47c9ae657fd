import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { replay } from '../commands';
import { recordedRun } from './recorded-run';

const CASE = 'phonepickup.method.head';

/** Everything in a script that a shell would run, without running it. */
function commandsIn(script: string): string[] {
  const run = execFileSync('sh', ['-c', `curl() { printf '%s ' "$@"; echo; }\n${script}`], { encoding: 'utf8' });
  return run.trimEnd().split('\n');
}

test('a case is run again, and told as a script: requests, events, calls, verdict', async () => {
  const { code, stdout, stderr } = await replay(CASE, '--fault', 'phonepickup-head-executes');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const commands = commandsIn(stdout);
  expect(commands.filter((line) => line.startsWith('-isS'))).toHaveLength(commands.length);
  expect(commands.some((line) => /--head \S+\/voicecall\/\d+\/phonepickup /.test(line))).toBe(true);
  expect(commands.some((line) => /-X PUT \S+\/onlineagent\/\d+ /.test(line))).toBe(true);
  expect(commands.join('\n')).not.toContain('/agentevent/');
  expect(stdout).toContain(`# ${CASE}: phonepickup refuses the method HEAD\n`);
  expect(stdout).toMatch(/# \d+\.\d{3} s call driver: ring for agent \d+, phone \d+: done\n/);
  expect(stdout).toMatch(/# \d+\.\d{3} s event to agent \d+: AgentOther_PhoneOffhook /);
  expect(stdout).toMatch(/-H 'Guid: '"\$GUID_\d+"/);
  expect(stdout).toContain('# verdict: fail\n# PP-METHOD-2: expected a refusal without effect\n');
  expect(stdout).not.toMatch(/"password":"(?!'"\$PASSWORD_\d+"')/);
});

test('a case of a transcript is told without sending anything', async () => {
  const { text } = await recordedRun();
  const file = test.info().outputPath('transcript.jsonl');
  writeFileSync(file, text);
  const { code, stdout, stderr } = await replay('--from', file, 'snatchpickup.events.answered-by-handset');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(commandsIn(stdout).some((line) => /-X PUT \S+\/snatchpickup\?destWorkNo=\d+ /.test(line))).toBe(true);
  const order = ['call driver: ring', 'AgentOther_PhoneAlerting', 'curl ', 'call driver: answer', '# verdict: pass'];
  const places = order.map((part) => stdout.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

const refused: [title: string, args: string[], line: string][] = [
  [
    'an unknown case',
    ['phonepickup.method.heat'],
    'replay: expected the id of a case, found phonepickup.method.heat; near it: phonepickup.method.head, phonepickup.method.get, phonepickup.method.put',
  ],
  [
    'a part of an id',
    ['race-between'],
    'replay: expected the id of a case, found race-between; near it: phonepickup.prerequisites.race-between-two-phonepickups, snatchpickup.prerequisites.race-between-two-snatchpickups, snatchpickup.prerequisites.race-between-snatchpickup-and-phonepickup',
  ],
  ['no case', [], 'conformance: --replay: expected the id of one case, found none'],
  [
    'two cases',
    [CASE, 'phonepickup.method.get'],
    `conformance: --replay: expected the id of one case, found ${CASE} phonepickup.method.get`,
  ],
  ['an argument of the runner', ['--grep', 'x'], 'conformance: --replay: expected the id of one case, found --grep x'],
  ['no transcript', ['--from', 'package.json', CASE], 'found another file'],
];
for (const [title, args, line] of refused)
  test(`what cannot be replayed is one line: ${title}`, async () => {
    const { code, stdout, stderr } = await replay(...args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(`${line}\n`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
