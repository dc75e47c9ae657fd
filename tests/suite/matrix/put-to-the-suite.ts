import { expect, test } from '@playwright/test';
import { planCases } from '../../../src/cases';
import { readContract } from '../../../src/contract/read-contract';
import { problemsOf } from './judgement';
import { judgeRow, type MatrixRow } from './row';

/** How a row is attached to its test, for the reporter that draws the matrix. */
export const ROW = 'row of the kill matrix';

const planned = planCases(readContract('2023-09-27')).length;

/** A test for each of these gateways: the whole suite must prove itself on it. */
export function putToTheSuite(
  quirks: readonly Parameters<typeof judgeRow>[0][],
  title: (name: string) => string,
): void {
  test.describe.configure({ mode: 'parallel', timeout: 180_000 });
  for (const quirk of quirks)
    test(title(quirk.name), async () => {
      const row = await judgeRow(quirk);
      attach(row);
      expect(problemsOf(row, planned), `${quirk.kind} ${quirk.name}: ${quirk.text}`).toEqual([]);
    });
}

/** For the reporter that draws the matrix. */
export function attach(row: MatrixRow): void {
  const body = Buffer.from(JSON.stringify(row));
  test.info().attachments.push({ name: ROW, contentType: 'application/json', body });
}
