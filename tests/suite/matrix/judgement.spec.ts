import { expect, test } from '@playwright/test';
import { dialects, faults } from '../../../src/simulator';
import { problemsOf } from './judgement';
import { judgeRow, type MatrixRow, ofDialect, ofFault } from './row';

test.describe.configure({ mode: 'parallel', timeout: 120_000 });

function known<T extends { name: string }>(all: readonly T[], name: string): T {
  const found = all.find((each) => each.name === name);
  if (!found) throw new Error(`the catalogue has no ${name}`);
  return found;
}

test('a fault that is caught stands; the same fault under a name of something else does not', async () => {
  const row = await judgeRow(ofFault(known(faults, 'snatchpickup-accepts-post')));
  expect(problemsOf(row, row.cases)).toEqual([]);
  const misnamed = await judgeRow({ ...ofFault(known(faults, 'snatchpickup-accepts-post')), names: ['PP-METHOD-2'] });
  expect(problemsOf(misnamed, misnamed.cases)).toEqual([
    expect.stringMatching(/^no case of PP-METHOD-2 has a finding on PP-METHOD-2; .* SP-METHOD-2/),
  ]);
  // Taken for a dialect, it is a false alarm.
  expect(problemsOf({ ...row, kind: 'dialect', names: [] }, row.cases).join('\n')).toContain(
    'a false alarm: SP-METHOD-2 fails',
  );
});

test('a dialect stands; taken for a fault it survives', async () => {
  const row = await judgeRow(ofDialect(known(dialects, 'messages-empty')));
  expect(problemsOf(row, row.cases)).toEqual([]);
  expect(problemsOf({ ...row, kind: 'fault', names: ['PP-METHOD-2'] }, row.cases)).toEqual([
    'it survives: no case found anything',
  ]);
});

test('a dialect may bring the warnings that it announces, all of them and no others', async () => {
  const row = await judgeRow(ofDialect(known(dialects, 'snatchpickup-guid-ignored')));
  expect(problemsOf(row, row.cases)).toEqual([]);
  expect(problemsOf({ ...row, names: ['PP-EVENT-3'] }, row.cases)).toEqual([
    expect.stringMatching(/^warned of SP-GUID-2 in \d+ cases, which it does not announce$/),
    'it announces a warning of PP-EVENT-3, and none came',
  ]);
});

const conforming: MatrixRow = {
  kind: 'dialect',
  name: 'd',
  text: '',
  names: [],
  authMode: 2,
  cases: 800,
  excused: 2,
  own: 0,
  troubles: {},
  rejudged: [],
  digest: '',
};
const flawed: [what: string, row: Partial<MatrixRow>, problem: string | undefined][] = [
  ['nothing', {}, undefined],
  ['a case left open', { troubles: { 'PP-PRE-1': { inconclusive: 1 } } }, 'PP-PRE-1 is left open in 1 cases'],
  ['cases that nobody judged', { cases: 799 }, 'only 799 of 800 cases were judged'],
  ['too much excused', { excused: 60 }, "60 cases were excused as out of the site's reach"],
  ['a verdict that does not repeat', { rejudged: ['x'] }, 'judged again from its transcript: x'],
];
for (const [what, row, problem] of flawed)
  test(`of a gateway that conforms the matrix says: ${what}`, () => {
    expect(problemsOf({ ...conforming, ...row }, 800)).toEqual(problem === undefined ? [] : [problem]);
  });
