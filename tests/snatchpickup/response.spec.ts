import { cases, details, test, verdict } from '../../fixtures/conformance';

// Picking Up a Call for Other Agents, URI, Request Description ("Message body: None") and Table 3: message, retcode ("0: success, other values: failure"), result.
for (const each of cases('snatchpickup', 'response')) test(each.title, details(each), verdict(each));
