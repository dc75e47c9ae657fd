import { cases, details, test, verdict } from '../../fixtures/conformance';

// Whatever came before: seeded walks through sign-in, linkage, states, calls and both operations, phonepickup most often.
for (const each of cases('phonepickup', 'exploration')) test(each.title, details(each), verdict(each));
