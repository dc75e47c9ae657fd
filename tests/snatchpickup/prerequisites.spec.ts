import { cases, details, test, verdict } from '../../fixtures/conformance';

// Picking Up a Call for Other Agents, Prerequisites: signed in, the called agent ringing, no internal call, same group, the group pickup permission, idle.
for (const each of cases('snatchpickup', 'prerequisites')) test(each.title, details(each), verdict(each));
