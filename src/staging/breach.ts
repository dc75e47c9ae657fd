import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Observation } from '../evidence/observation';
import { duringOwnCall } from './breach-own-call';
import type { Breach, Play } from './breach-scene';
import { phonepickupBreaches } from './breaches-phonepickup';
import { answerableAfterRefusal, ownCall, snatchpickupBreaches } from './breaches-snatchpickup';
import { ownCallOf } from './interludes';
import type { Lab } from './lab';
import { StageFailure } from './stage-failure';

/**
 * Plays a breach. When its control fails, the same is played without the stimulus: only if the control succeeds then, and
 * fails again after the stimulus, the stimulus is to blame.
 */
export async function observeBreach(lab: Lab, operation: OperationContract, of: Case): Promise<Observation> {
  // Whether the gateway repeats the ringing's own events is not compared here, so they are held against nobody.
  const breach: Breach = async (play, each) => ({ ...(await breachOf(of)(play, each)), ringingRepeats: true });
  const play = (dry: boolean): Play => ({ lab, operation, dry });
  const first = await breach(play(false), of);
  if (!spoiled(first) || first.inconclusive !== undefined) return first;
  const without = await breach(play(true), of);
  if (without.disturbed) return { ...without, caseId: of.id };
  if (spoiled(without)) return first;
  const again = await breach(play(false), of);
  if (again.disturbed) return again;
  if (!spoiled(again))
    return { ...first, inconclusive: `unstable: ${first.control?.detail ?? ''}; repeated it was harmless` };
  return {
    ...again,
    sideEffect: `${again.control?.detail ?? ''}; without the refused request: ${without.control?.detail ?? ''}`,
  };
}

/** The control failed, or showed the call alive, but not as it was. */
function spoiled({ control }: Observation): boolean {
  return control !== undefined && (!control.succeeded || control.impaired === true);
}

function breachOf(of: Case): Breach {
  const { operation, stage } = of;
  if (stage.name === 'own-call') return ownCall;
  if (operation === 'snatchpickup' && ownCallOf(of)) return duringOwnCall;
  if (stage.name === 'answerable-after-refusal') return answerableAfterRefusal;
  const state = stage.name === 'breach' ? stage.state : stage.name;
  const breach = (operation === 'phonepickup' ? phonepickupBreaches : snatchpickupBreaches)[state];
  if (!breach) throw new StageFailure(`the suite does not know how to bring about the state "${state}"`);
  return breach;
}
