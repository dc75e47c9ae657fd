import { cases, details, test, verdict } from '../../fixtures/conformance';

// Taking the Phone Off the Hook, URI, Request Description ("Message body: None") and Table 3: message, retcode ("0: success, other values: failure"), result.
for (const each of cases('phonepickup', 'response')) test(each.title, details(each), verdict(each));
