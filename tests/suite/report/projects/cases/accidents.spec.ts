import { CASE_ANNOTATION } from '../../../../../src/evidence/attachment';
import { declareCase, test } from '../absorbing-test';

const accident = (id: string) => ({ annotation: { type: CASE_ANNOTATION, description: id } });

test('worker dies', accident('crashes'), () => process.exit(7));
test('no judgement', accident('forgets'), () => undefined);
test('never ends', accident('hangs'), () => {
  test.setTimeout(300);
  return new Promise(() => undefined);
});
declareCase('survives', 'pass', { 'PP-KEPT-1': 'pass' });
test('own bug', accident('throws'), () => {
  throw new TypeError('this is a bug');
});
