import { faults } from '../../../src/simulator';
import { putToTheSuite } from './put-to-the-suite';
import { ofFault } from './row';

putToTheSuite(
  faults.filter(({ breaks }) => breaks[0]?.startsWith('PP-')).map(ofFault),
  (name) => `the suite catches ${name}`,
);
