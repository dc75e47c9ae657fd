import type { Case } from '../cases/case';
import type { Exchange } from '../evidence/exchange';
import type { Control, Observation } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';
import { now } from '../gateway/clock';
import { outcomeOf, readEnvelope, succeeded } from '../gateway/envelope';
import { type Actors, sendPickup } from './pickup-request';
import type { Scene } from './scene';

/**
 * The stimulus while one prerequisite is broken, then `repair`, then the control: the same request must succeed as
 * soon as the prerequisite holds again. When the stimulus took effect the stage is cleared instead.
 */
export async function refusedThenControl(
  scene: Scene,
  of: Case,
  options: { actors?: Partial<Actors>; repair: () => Promise<void>; control?: () => Promise<Control> },
): Promise<Observation> {
  const stimulus = await scene.stimulate(of.stimulus, options.actors);
  if (claimsSuccess(scene, stimulus)) return clearStage(scene, of, stimulus);
  await scene.emptyAfter();
  const explainedFrom = now();
  await options.repair();
  const control = await (options.control ?? (() => scene.control()))();
  return finish(scene, of, stimulus, { control, explainedFrom });
}

/** Ends the control's call and fences everybody off. */
async function finish(scene: Scene, of: Case, stimulus: Exchange, extra: Partial<Observation>): Promise<Observation> {
  await endAllCalls(scene);
  await scene.close();
  return scene.observation(of.id, [stimulus], extra);
}

async function clearStage(scene: Scene, of: Case, stimulus: Exchange): Promise<Observation> {
  await Promise.race([scene.awaitTrace('request accepted'), scene.emptyAfter()]);
  await endAllCalls(scene);
  await scene.close();
  return scene.observation(of.id, [stimulus]);
}

async function endAllCalls(scene: Scene): Promise<void> {
  for (const session of new Set([scene.picker, scene.ringing])) if (session.signedIn) await scene.reset(session);
}

function claimsSuccess(scene: Scene, exchange: Exchange): boolean {
  return readEnvelope(exchange.response?.body ?? '').retcode === scene.operation.retcodes.success;
}

/** Shows that a call still rings at an agent: it answers it, by phonepickup or by its handset. */
export async function answeredBy(scene: Scene, session: AgentSession): Promise<Control> {
  const { lab } = scene;
  const from = session.log.end;
  const exchange = await sendPickup(lab, lab.contract.operations.phonepickup, { picker: session }, {}, 'control');
  if (!succeeded(exchange)) {
    const { id: agentId, phone } = session.agent;
    const outcome = await lab.driver.act('answer', { agentId, phone, kind: 'external' });
    if (!outcome.done)
      return {
        exchange,
        succeeded: false,
        detail: `agent ${session.id} could not answer its call: phonepickup got ${outcomeOf(exchange)}; ${outcome.reason}`,
      };
  }
  const [talking] = await Promise.all(
    ['AgentEvent_Talking', 'AgentOther_PhoneOffhook', ...scene.eventsOfAnswering()].map((event) =>
      scene.await(session, event, from),
    ),
  );
  return talking
    ? { exchange, succeeded: true, detail: `agent ${session.id} could answer its call afterwards` }
    : {
        exchange,
        succeeded: false,
        detail: `agent ${session.id} answered its call afterwards, but no AgentEvent_Talking came`,
      };
}
