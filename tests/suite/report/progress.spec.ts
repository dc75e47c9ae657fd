import { expect, test } from '@playwright/test';
import { Progress } from '../../../src/report/terminal/progress';

function record(isTTY: boolean, total: number, clock = () => 0): { progress: Progress; written: string[] } {
  const written: string[] = [];
  return { progress: new Progress({ isTTY, write: (text) => written.push(text) }, total, clock), written };
}

test('a log gets a line for every tenth of the run', () => {
  const { progress, written } = record(false, 605);
  for (let index = 1; index <= 605; index += 1)
    progress.ended(index === 100 ? 'fail' : index === 200 ? undefined : 'pass');
  expect(written).toHaveLength(10);
  expect(written[0]).toBe(' 61/605 cases\n');
  expect(written[1]).toBe('121/605 cases, 1 failed\n');
  expect(written[9]).toBe('605/605 cases, 1 failed, 1 inconclusive\n');
});

test('a short run leaves the log alone', () => {
  const { progress, written } = record(false, 19);
  for (let index = 1; index <= 19; index += 1) progress.ended('pass');
  expect(written).toEqual([]);
});

test('a terminal gets one line, rewritten now and then, and gone when something else is to be told', () => {
  let now = 1000;
  const { progress, written } = record(true, 3, () => now);
  progress.ended('pass');
  progress.ended('inconclusive');
  now += 200;
  progress.ended('pass');
  progress.clear();
  expect(written).toEqual(['\r\u001b[2K1/3 cases', '\r\u001b[2K3/3 cases, 1 inconclusive', '\r\u001b[2K']);
});
