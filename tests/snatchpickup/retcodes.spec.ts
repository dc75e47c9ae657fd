import { cases, details, test, verdict } from '../../fixtures/conformance';

// Picking Up a Call for Other Agents, Error Code: 000-002, 100-006, 100-007.
for (const each of cases('snatchpickup', 'retcodes')) test(each.title, details(each), verdict(each));
