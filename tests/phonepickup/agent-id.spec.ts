import { cases, details, test, verdict } from '../../fixtures/conformance';

// Taking the Phone Off the Hook, Table 1: "Agent ID. The value ranges from 101 to 59999."
for (const each of cases('phonepickup', 'agent-id')) test(each.title, details(each), verdict(each));
