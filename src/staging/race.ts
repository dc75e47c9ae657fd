import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Observation } from '../evidence/observation';
import { now } from '../gateway/clock';
import { succeeded } from '../gateway/envelope';
import { quiet } from './fence';
import type { Lab } from './lab';
import { sendPickup } from './pickup-request';
import { Scene } from './scene';

/** Two agents reach for one ringing call in the same instant. */
export async function observeRace(
  lab: Lab,
  operation: OperationContract,
  of: Case,
  between: 'two snatchpickups' | 'snatchpickup and phonepickup',
): Promise<Observation> {
  const cast = await lab.cast([{ role: 'picker' }, { role: 'called' }, { role: 'colleague' }]);
  const scene = new Scene(lab, operation, cast);
  await scene.ring(scene.ringing);
  scene.moments.requestSent = now();
  const rival =
    between === 'two snatchpickups'
      ? () => scene.send({}, 'stimulus', { picker: scene.role('colleague') })
      : () => sendPickup(lab, lab.contract.operations.phonepickup, { picker: scene.ringing }, {}, 'stimulus');
  const stimuli = await Promise.all([scene.send({}, 'stimulus'), rival()]);
  if (stimuli.some(succeeded)) scene.moments.requestAccepted = now();
  await Promise.all([scene.picker, scene.role('colleague'), scene.ringing].map(quiet));
  for (const session of new Set([scene.picker, scene.role('colleague'), scene.ringing])) await scene.reset(session);
  await scene.close();
  return scene.observation(of.id, stimuli);
}
