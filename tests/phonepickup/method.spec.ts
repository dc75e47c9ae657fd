import { cases, details, test, verdict } from '../../fixtures/conformance';

// Taking the Phone Off the Hook, Interface Method: "The request method must be set to POST. This interface supports only the POST method."
for (const each of cases('phonepickup', 'method')) test(each.title, details(each), verdict(each));
