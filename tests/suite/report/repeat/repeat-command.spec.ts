import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import type { ConformanceReport } from '../../../../src/report/conformance-report';
import { unpackCase } from '../../../../src/report/page/packed';
import { conformance } from '../../commands';
import { standingGateway } from '../../standing-gateway';

/** The gateway goes on from one repetition to the next: in the first, the agent picks up for the first time. */
const FROM_THE_SECOND_ON = 'phonepickup-talking-lost-from-second-call-on';
const CASE = 'phonepickup.agent-id.accepts-101';
const CASES = ['--workers', '1', '--grep', 'pickup accepts the agent ID 101\\b'];

test('what breaks in the second of two runs is unstable: neither green nor broken, with the evidence of that run', async () => {
  test.setTimeout(180_000);
  const folder = test.info().outputPath();
  await using gateway = await standingGateway(folder, { authMode: 1, faults: [FROM_THE_SECOND_ON] });
  const args = ['--site', gateway.file, '--reports', folder, '--repeat', '2', ...CASES];
  const { code, stdout, stderr } = await conformance(...args);
  const report = (name = ''): ConformanceReport =>
    JSON.parse(readFileSync(join(folder, name, 'conformance.json'), 'utf8'));
  expect([report('repeat-1').verdict, report('repeat-2').verdict], stderr).toEqual(['pass', 'fail']);
  expect(code, stderr).toBe(2);
  const { verdict, repetitions, requirements } = report();
  expect([verdict, repetitions]).toEqual(['inconclusive', { runs: 2, unstable: [CASE] }]);
  const verdictOn = (id: string) => requirements.find((requirement) => requirement.id === id)?.verdict;
  expect([verdictOn('PP-EVENT-2'), verdictOn('SP-URI-2')]).toEqual(['inconclusive', 'pass']);
  expect(stdout).toContain('unstable: pass in run 1; fail in run 2');
  const page = readFileSync(join(folder, 'conformance/index.html'), 'utf8');
  const [, chunk = ''] = /id="data-chunk-0">([^<]*)</.exec(page) ?? [];
  const shown = unpackCase(JSON.parse(inflateSync(Buffer.from(chunk, 'base64')).toString('utf8')), CASE);
  expect(shown?.result.notes).toEqual(['unstable: pass in run 1; fail in run 2', 'what follows is of run 2']);
  expect(shown?.result.findings.flatMap(({ marks }) => marks?.missing?.event ?? [])).toContain('AgentEvent_Talking');
  expect(shown?.seen?.events.map(({ eventType }) => eventType)).not.toContain('AgentEvent_Talking');
});
