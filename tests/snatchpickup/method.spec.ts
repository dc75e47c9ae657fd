import { cases, details, test, verdict } from '../../fixtures/conformance';

// Picking Up a Call for Other Agents, Interface Method: "This interface supports only the PUT method and does not support the DELETE, POST, or GET method."
for (const each of cases('snatchpickup', 'method')) test(each.title, details(each), verdict(each));
