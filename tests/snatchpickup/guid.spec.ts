import { cases, details, test, verdict } from '../../fixtures/conformance';

// Picking Up a Call for Other Agents, Table 2 lists no Guid, the authentication chapter wants it on every operation (note A2).
for (const each of cases('snatchpickup', 'guid')) test(each.title, details(each), verdict(each));
