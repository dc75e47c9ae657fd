import type { Fault } from '../quirks';
import { agentIdFaults } from './agent-ids';
import { agentStateFaults } from './agent-states';
import { answeringFaults } from './answering';
import { answerFaults } from './answers';
import { callAfterRefusalFaults } from './calls-after-refusals';
import { destWorkNoFaults } from './dest-work-no';
import { destWorkNoElsewhereFaults } from './dest-work-no-elsewhere';
import { eventAddresseeFaults } from './event-addressees';
import { guidFormFaults } from './guid-forms';
import { guidLifeFaults } from './guid-lives';
import { guidOwnerFaults } from './guid-owners';
import { guidFaults } from './guids';
import { inBetweenFaults } from './in-between';
import { latenessFaults } from './lateness';
import { methodFaults } from './methods';
import { oddIdFaults } from './odd-ids';
import { otherCallFaults } from './other-calls';
import { phonepickupEventFaults } from './phonepickup-events';
import { prerequisiteFaults } from './prerequisites';
import { raceFaults } from './races';
import { refusalWithEffectFaults } from './refusals-with-effect';
import { retcodeFaults, robustnessFaults } from './retcodes';
import { ringingTimeFaults } from './ringing-times';
import { secondTryFaults } from './second-tries';
import { snatchpickupEventFaults } from './snatchpickup-events';
import { transportFaults } from './transport';
import { unnamedCallFaults } from './unnamed-calls';

/** Every named way of breaking the contract. Names are permanent. */
export const faults: readonly Fault[] = [
  ...methodFaults,
  ...agentIdFaults,
  ...destWorkNoFaults,
  ...destWorkNoElsewhereFaults,
  ...oddIdFaults,
  ...transportFaults,
  ...guidFaults,
  ...guidFormFaults,
  ...guidLifeFaults,
  ...guidOwnerFaults,
  ...answerFaults,
  ...inBetweenFaults,
  ...prerequisiteFaults,
  ...agentStateFaults,
  ...callAfterRefusalFaults,
  ...refusalWithEffectFaults,
  ...secondTryFaults,
  ...otherCallFaults,
  ...ringingTimeFaults,
  ...raceFaults,
  ...retcodeFaults,
  ...robustnessFaults,
  ...phonepickupEventFaults,
  ...snatchpickupEventFaults,
  ...answeringFaults,
  ...latenessFaults,
  ...eventAddresseeFaults,
  ...unnamedCallFaults,
];
