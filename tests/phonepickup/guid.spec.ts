import { cases, details, test, verdict } from '../../fixtures/conformance';

// Taking the Phone Off the Hook, Table 2, Guid: "GUID returned by the sign-in interface during static authentication … or GUID returned by the polling event query interface during dynamic authentication …"
for (const each of cases('phonepickup', 'guid')) test(each.title, details(each), verdict(each));
