import { dialects } from '../../../src/simulator';
import { putToTheSuite } from './put-to-the-suite';
import { ofDialect } from './row';

putToTheSuite(dialects.map(ofDialect), (name) => `the suite has nothing against ${name}`);
