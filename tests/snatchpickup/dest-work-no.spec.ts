import { cases, details, test, verdict } from '../../fixtures/conformance';

// Picking Up a Call for Other Agents, Table 1, destWorkNo: "The value is an integer ranging from 101 to 59999."
for (const each of cases('snatchpickup', 'dest-work-no')) test(each.title, details(each), verdict(each));
