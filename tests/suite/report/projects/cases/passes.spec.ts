import { readSelectedCases } from '../../../../../src/report/run-directory';
import { declareCase } from '../absorbing-test';

declareCase('second.passes', 'pass', { 'PP-KEPT-1': 'pass' });
declareCase('knows.the.selection', 'pass', { 'PP-KEPT-1': 'pass' }, () => {
  if (!readSelectedCases().includes('knows.the.selection')) throw new Error('the selection lacks the case that runs');
});
