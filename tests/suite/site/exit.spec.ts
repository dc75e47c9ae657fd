import { expect, test } from '@playwright/test';
import { exitFor } from '../../../bin/conformance-exit.mjs';

const CODES: [outcome: Parameters<typeof exitFor>[0], code: number, saysSo: boolean][] = [
  [{ childCode: 0, verdict: 'pass' }, 0, false],
  [{ childCode: 1, verdict: 'pass' }, 0, false],
  [{ childCode: 0, verdict: 'fail' }, 1, false],
  [{ childCode: 1, verdict: 'inconclusive' }, 2, false],
  [{ childCode: 1, verdict: 'inconclusive', allowInconclusive: true }, 0, true],
  [{ childCode: 1, verdict: 'fail', allowInconclusive: true }, 1, false],
  [{ childCode: 0 }, 3, true],
  [{ childCode: 0, verdict: 'splendid' }, 3, true],
  [{ childCode: 3 }, 3, false],
  [{ childCode: 3, verdict: 'pass' }, 3, false],
  [{ childCode: 130, verdict: 'pass', interrupted: true }, 3, true],
  [{ childCode: 130, verdict: 'inconclusive', interrupted: true, allowInconclusive: true }, 3, true],
  [{ childCode: 130, verdict: 'fail', interrupted: true }, 1, false],
];

for (const [outcome, code, saysSo] of CODES) {
  test(`${JSON.stringify(outcome)} ends with ${code}`, () => {
    const exit = exitFor(outcome);
    expect(exit.code).toBe(code);
    expect(Boolean(exit.line), 'says why').toBe(saysSo);
  });
}
