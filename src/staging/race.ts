import type { Case, RaceBetween } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Exchange } from '../evidence/exchange';
import type { Observation } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';
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
  between: RaceBetween,
): Promise<Observation> {
  const within = between === 'two phonepickups';
  const cast = await lab.cast(
    within
      ? [{ role: 'picker' }, { role: 'colleague', optional: true }]
      : [{ role: 'picker' }, { role: 'called' }, { role: 'colleague' }],
  );
  const scene = new Scene(lab, operation, cast);
  await scene.ring(scene.ringing);
  const before = scene.logEnds();
  scene.moments.requestSent = now();
  const rivals: Readonly<Record<RaceBetween, () => Promise<Exchange>>> = {
    'two snatchpickups': () => scene.send({}, 'stimulus', { picker: scene.role('colleague') }),
    'snatchpickup and phonepickup': () =>
      sendPickup(lab, lab.contract.operations.phonepickup, { picker: scene.ringing }, {}, 'stimulus'),
    'two phonepickups': () => scene.send({}, 'stimulus'),
  };
  const rival = rivals[between];
  const stimuli = await Promise.all([scene.send({}, 'stimulus'), rival()]);
  if (stimuli.some(succeeded)) scene.moments.requestAccepted = now();
  await Promise.all(
    stimuli.filter(succeeded).map((exchange) => {
      const winner = [...cast.values()].find(({ id }) => id === exchange.agentId);
      return winner?.log.waitFor(
        ({ at, eventType }) =>
          at >= (scene.moments.requestSent ?? 0) && operation.trace.forbiddenAfterRefusal.includes(eventType),
        0,
        lab.site.events.deadlineMs,
      );
    }),
  );
  const everybody = [...cast.values()];
  noteWinner(scene, stimuli, before);
  await Promise.all(everybody.map(quiet));
  for (const session of everybody) await scene.reset(session);
  await scene.close();
  // What the ringing brings to the called agent is nobody's effect here.
  return scene.observation(of.id, stimuli, { ringingRepeats: true });
}

/** Whose the call is now: from the first of those that were answered with success. */
function noteWinner(scene: Scene, stimuli: readonly Exchange[], before: ReadonlyMap<AgentSession, number>): void {
  const won = stimuli.find(succeeded);
  const winner = [...scene.cast.values()].find(({ id }) => id === won?.agentId);
  if (!winner) return;
  if (winner === scene.ringing) scene.lab.calls.answered(winner, before.get(winner) ?? 0);
  else scene.pickedUp(before, winner);
}
