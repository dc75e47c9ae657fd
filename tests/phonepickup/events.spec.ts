import { cases, details, test, verdict } from '../../fixtures/conformance';

// Taking the Phone Off the Hook, Triggered Event: AgentOther_PhoneOffhook, AgentEvent_Talking.
for (const each of cases('phonepickup', 'events')) test(each.title, details(each), verdict(each));
