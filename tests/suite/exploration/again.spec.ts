import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { ConformanceReport } from '../../../src/report/conformance-report';
import { conformance, shell } from '../commands';

test.describe.configure({ timeout: 120_000 });

/** What a run found, without where: a story has steps of its own. */
function foundIn(reports: string): string[] {
  const { requirements } = JSON.parse(readFileSync(join(reports, 'conformance.json'), 'utf8')) as ConformanceReport;
  return requirements.flatMap(({ id, findings }) =>
    findings.map(({ expected, received }) => `${id}: expected ${expected}, received ${received}`),
  );
}

test('the command that is printed with a finding of the exploration finds the same again, as it is printed', async () => {
  const [walked, again] = [test.info().outputPath('walked'), test.info().outputPath('again')];
  const walk = await conformance(
    ...['--fault', 'snatchpickup-of-taken-call-refused', '--grep', 'walk 5 about snatchpickup', '--reports', walked],
  );
  expect(walk.code, walk.stderr).toBe(1);
  const [, command = ''] = /^ *again {2}(npm run conformance -- .*)$/m.exec(walk.stdout) ?? [];
  expect(command).toContain(' --story "');
  const replayed = await shell(`${command} --reports '${again}'`);
  expect(replayed.code, replayed.stderr).toBe(1);
  expect(foundIn(walked)).not.toEqual([]);
  expect(foundIn(again)).toEqual(foundIn(walked));
});
