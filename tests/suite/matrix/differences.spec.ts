import { expect, test } from '@playwright/test';
import { differences } from './differences';
import { matrixOf } from './matrix';
import type { MatrixRow } from './row';

const row: MatrixRow = {
  kind: 'fault',
  name: 'phonepickup-accepts-put',
  text: '',
  names: ['PP-METHOD-2'],
  authMode: 2,
  cases: 808,
  excused: 1,
  own: 9,
  troubles: { 'PP-METHOD-2': { fail: 9 } },
  rejudged: [],
  digest: 'a',
};

const changed: [what: string, now: Partial<MatrixRow>, lines: string[]][] = [
  ['nothing', {}, []],
  [
    'a count',
    { troubles: { 'PP-METHOD-2': { fail: 8, inconclusive: 1 } } },
    ['PP-METHOD-2 was {"fail":9}, became {"fail":8,"inconclusive":1}'],
  ],
  [
    'a requirement that comes and one that goes',
    { troubles: { 'PP-URI-1': { warning: 1 } } },
    ['PP-METHOD-2 was {"fail":9}, became "nothing"', 'PP-URI-1 was "nothing", became {"warning":1}'],
  ],
  ['some verdict that no count shows', { digest: 'b' }, ['digest was "a", became "b"']],
];
for (const [what, now, lines] of changed)
  test(`two rows of one gateway differ in ${what}`, () => {
    const told = lines.map((line) => `fault phonepickup-accepts-put: ${line}`);
    expect(differences(row, { ...row, ...now })).toEqual(told);
    expect(matrixOf([row, row, { ...row, ...now }]).unstable).toEqual(told);
  });
