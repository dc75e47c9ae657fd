import { cases, details, test, verdict } from '../../fixtures/conformance';

// Picking Up a Call for Other Agents, Table 1: "Agent ID. The value ranges from 101 to 59999."
for (const each of cases('snatchpickup', 'agent-id')) test(each.title, details(each), verdict(each));
