import { cases, details, test, verdict } from '../../fixtures/conformance';

// Taking the Phone Off the Hook, Prerequisites: signed in, phone linkage enabled, AgentOther_PhoneAlerting received, an eSpace 7910 IP phone.
for (const each of cases('phonepickup', 'prerequisites')) test(each.title, details(each), verdict(each));
