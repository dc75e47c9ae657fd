import { declareCase } from '../absorbing-test';

declareCase('first.passes', 'pass', { 'PP-KEPT-1': 'pass' });
declareCase('fails', 'fail', { 'PP-BROKEN-1': 'fail', 'PP-KEPT-1': 'pass' });
declareCase('fails.too', 'fail', { 'PP-BROKEN-1': 'fail' });
declareCase('warns', 'warning', { 'PP-SHOULD-1': 'fail' });
declareCase('observes', 'pass', { 'PP-OBSERVED-1': 'warning' });
declareCase('remains.open', 'inconclusive', { 'PP-OPEN-1': 'inconclusive' });
declareCase('does.not.apply', 'not-applicable', { 'PP-LACKING-1': 'not-applicable' });
