import type { Fault } from '../quirks';
import { asks, fault, phonepickup, snatchpickup } from './fault';
import { acceptedAtSecondTry } from './story-makers';

/** Refused once, and accepted when the same is asked again while nothing has changed. */
export const secondTryFaults: readonly Fault[] = [
  fault(
    'phonepickup-without-linkage-at-second-try',
    'PP-PRE-2',
    'without linkage the second try is accepted',
    acceptedAtSecondTry(phonepickup, 'linkage'),
  ),
  fault(
    'phonepickup-refusal-switches-linkage-on',
    'PP-PRE-2',
    'without linkage it is refused, and linkage is switched on',
    {
      answer(x, answer) {
        if (asks(x, phonepickup) && x.refusedBy === 'linkage' && x.session) x.session.linkage = true;
        return answer;
      },
    },
  ),
  fault(
    'phonepickup-by-other-phone-at-second-try',
    'PP-PRE-4',
    'with another phone the second try is accepted',
    acceptedAtSecondTry(phonepickup, 'phone-model'),
  ),
  fault(
    'snatchpickup-of-internal-call-at-second-try',
    'SP-PRE-3',
    'the second try takes an internal call',
    acceptedAtSecondTry(snatchpickup, 'external'),
  ),
  fault(
    'snatchpickup-from-other-group-at-second-try',
    'SP-PRE-4',
    'the second try takes a call of another group',
    acceptedAtSecondTry(snatchpickup, 'same-group'),
  ),
];
