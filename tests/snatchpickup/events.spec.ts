import { cases, details, test, verdict } from '../../fixtures/conformance';

// Picking Up a Call for Other Agents, Triggered Event: PhoneAlerting after the pickup; PhoneOffhook, Talking, Incoming_CallInfo, Record and PhoneRelease after answering.
for (const each of cases('snatchpickup', 'events')) test(each.title, details(each), verdict(each));
