import { declareCase } from '../absorbing-test';

declareCase('second.passes', 'pass', { 'PP-KEPT-1': 'pass' });
