import { cases, details, test, verdict } from '../../fixtures/conformance';

// Taking the Phone Off the Hook, Error Code: 100-006, 100-007.
for (const each of cases('phonepickup', 'retcodes')) test(each.title, details(each), verdict(each));
