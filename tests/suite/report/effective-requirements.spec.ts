import { expect, test } from '@playwright/test';
import type { Contract } from '../../../src/contract/contract';
import { effectiveRequirements } from '../../../src/report/account/effective-requirements';
import { requirement } from './build';

const contract = {
  requirements: [requirement('PP-GUID-1'), requirement('SP-GUID-1', 'observe'), requirement('SP-GUID-2', 'should')],
  operations: {
    phonepickup: { judgedBy: { 'guid.missing': 'PP-GUID-1' } },
    snatchpickup: { judgedBy: { 'guid.missing': 'SP-GUID-1' } },
  },
} as unknown as Pick<Contract, 'requirements' | 'operations'>;

const levels = (snatchpickupGuid: 'observed' | 'required') =>
  effectiveRequirements(contract, { snatchpickupGuid }).map(({ level }) => level);

test('a missing Guid of snatchpickup gates only where the site declares it', () => {
  expect(levels('observed')).toEqual(['must', 'observe', 'should']);
  expect(levels('required')).toEqual(['must', 'must', 'should']);
});
