import type { Case, RaceBetween } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Exchange } from '../evidence/exchange';
import type { Observation } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';
import { now } from '../gateway/clock';
import { succeeded } from '../gateway/envelope';
import { quiet } from './fence';
import type { Lab } from './lab';
import { type Actors, sendPickup } from './pickup-request';
import { Scene } from './scene';

/** Two agents reach for one ringing call in the same instant; once more, the other way round, where it rings again then. */
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
  scene.moments.requestSent = now();
  const pickUp = (picker: AgentSession) =>
    sendPickup(lab, lab.contract.operations.phonepickup, { picker }, {}, 'stimulus');
  const snatch = (actors: Partial<Actors>) => scene.send({}, 'stimulus', actors);
  const rivals: Readonly<Record<RaceBetween, () => Promise<Exchange>>> = {
    'two snatchpickups': () => snatch({ picker: scene.role('colleague') }),
    'snatchpickup and phonepickup': () => pickUp(scene.ringing),
    'two phonepickups': () => scene.send({}, 'stimulus'),
  };
  const stimuli = await run(scene, () => [scene.send({}, 'stimulus'), rivals[between]()]);
  const { picker } = scene;
  // Taken over, it rings again: the one that was sent first is sent last now.
  if (between === 'snatchpickup and phonepickup' && isWonBy(picker, stimuli))
    stimuli.push(
      ...(await run(scene, () => [pickUp(picker), snatch({ picker: scene.role('colleague'), called: picker })])),
    );
  const everybody = [...cast.values()];
  for (const session of everybody) await scene.reset(session);
  await scene.close();
  // What the ringing brings to the called agent is nobody's effect here.
  return scene.observation(of.id, stimuli, { ringingRepeats: true });
}

/** Sends at once, and waits until those that succeeded are seen to have. */
async function run(scene: Scene, send: () => Promise<Exchange>[]): Promise<Exchange[]> {
  const { cast, lab, moments, operation } = scene;
  const before = scene.logEnds();
  const sent = now();
  const stimuli = await Promise.all(send());
  if (stimuli.some(succeeded)) moments.requestAccepted ??= now();
  await Promise.all(
    stimuli
      .filter(succeeded)
      .map((exchange) =>
        sender(scene, exchange)?.log.waitFor(
          ({ at, eventType }) => at >= sent && operation.trace.forbiddenAfterRefusal.includes(eventType),
          0,
          lab.site.events.deadlineMs,
        ),
      ),
  );
  noteWinner(scene, stimuli, before);
  await Promise.all([...cast.values()].map(quiet));
  return stimuli;
}

function sender({ cast }: Scene, { agentId }: Exchange): AgentSession | undefined {
  return [...cast.values()].find(({ id }) => id === agentId);
}

function isWonBy({ id }: AgentSession, stimuli: readonly Exchange[]): boolean {
  const won = stimuli.filter(succeeded);
  return won.length === 1 && won[0]?.agentId === id;
}

/** Whose the call is now: from the first of those that were answered with success. */
function noteWinner(scene: Scene, stimuli: readonly Exchange[], before: ReadonlyMap<AgentSession, number>): void {
  const { calls } = scene.lab;
  const won = stimuli.find(succeeded);
  const winner = won && sender(scene, won);
  if (!winner) return;
  const [holder = scene.ringing] = [...scene.cast.values()].filter((session) => calls.has(session));
  if (winner === holder) calls.answered(winner, before.get(winner) ?? 0);
  else {
    calls.pickedUpBy(winner, scene.operation.name);
    calls.taken(holder, before.get(holder) ?? 0, winner);
  }
}
