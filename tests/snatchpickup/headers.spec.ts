import { cases, details, test, verdict } from '../../fixtures/conformance';

// Picking Up a Call for Other Agents, Table 2, Content-Type: "Coding mode of the message body. The default value is application/json; charset=UTF-8."
for (const each of cases('snatchpickup', 'headers')) test(each.title, details(each), verdict(each));
