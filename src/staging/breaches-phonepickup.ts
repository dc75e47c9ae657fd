import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Observation } from '../evidence/observation';
import { now } from '../gateway/clock';
import { succeeded } from '../gateway/envelope';
import { answeredBy, refusedThenControl } from './breach-scene';
import { quiet } from './fence';
import type { Lab } from './lab';
import { Scene } from './scene';
import { StageFailure } from './stage-failure';

type Breach = (lab: Lab, operation: OperationContract, of: Case) => Promise<Observation>;

/** How each prerequisite of phonepickup is broken alone, by the state's name in the description. */
export const phonepickupBreaches: Readonly<Record<string, Breach>> = {
  'signed-out': async (lab, operation, of) => {
    const scene = await standard(lab, operation);
    const { picker } = scene;
    await scene.must(`agent ${picker.id} signs out`, picker.signOut());
    return refusedThenControl(scene, of, {
      repair: async () => {
        await lab.signIn(picker);
        await scene.must(`agent ${picker.id} enables its phone linkage`, picker.setLinkage(true));
        await scene.ring(picker);
      },
    });
  },

  'linkage-off': async (lab, operation, of) => {
    const afterAlerting = await linkageOff(lab, operation, of, 'after alerting').catch(inconclusive);
    if (typeof afterAlerting !== 'string' && (afterAlerting.control?.succeeded ?? true)) return afterAlerting;
    return linkageOff(lab, operation, of, 'before the call');
  },

  'no-call': async (lab, operation, of) => {
    const scene = await standard(lab, operation);
    return refusedThenControl(scene, of, { repair: () => scene.ring(scene.picker) });
  },

  'already-picked-up': async (lab, operation, of) => {
    const scene = await standard(lab, operation);
    await scene.ring(scene.picker);
    const firstSentAt = now();
    const first = await scene.send({}, 'control');
    scene.surroundings.push(first);
    scene.prove('the call was picked up once', succeeded(first));
    await scene.awaitTrace('request accepted');
    await quiet(scene.picker);
    const before = scene.events();
    const stimulus = await scene.stimulate(of.stimulus);
    await quiet(scene.picker);
    await scene.endCall('agent', scene.picker);
    await scene.close();
    // The first pickup is the control: its events are explained, those that follow the stimulus are not.
    const events = scene.events().filter((event) => !before.includes(event));
    return scene.observation(of.id, [stimulus], {
      events,
      control: { exchange: first, succeeded: true, detail: 'the same request had just picked the call up' },
      explainedFrom: scene.moments.callEnded ?? firstSentAt,
    });
  },

  'caller-gave-up': async (lab, operation, of) => {
    const scene = await standard(lab, operation);
    await scene.ring(scene.picker);
    await scene.endCall('caller', scene.picker);
    scene.prove('the agent was told that the call is over', scene.callIsOver());
    return refusedThenControl(scene, of, { repair: () => scene.ring(scene.picker) });
  },

  'other-phone': async (lab, operation, of) => {
    const cast = await lab.cast([{ role: 'otherPhone' }, { role: 'colleague', optional: true }]);
    const other = cast.get('otherPhone');
    const colleague = cast.get('colleague');
    if (!other) throw new StageFailure('no agent with another phone');
    const scene = new Scene(
      lab,
      operation,
      new Map([['picker', other], ...(colleague ? [['colleague', colleague] as const] : [])]),
    );
    await scene.ringUnseen(other);
    return refusedThenControl(scene, of, { repair: async () => undefined, control: () => answeredByHandset(scene) });
  },
};

async function standard(lab: Lab, operation: OperationContract): Promise<Scene> {
  return new Scene(lab, operation, await lab.cast([{ role: 'picker' }, { role: 'colleague', optional: true }]));
}

/** The linkage goes off while the phone alerts already; where a gateway does not let it, before the call. */
async function linkageOff(
  lab: Lab,
  operation: OperationContract,
  of: Case,
  when: 'after alerting' | 'before the call',
): Promise<Observation> {
  const scene = await standard(lab, operation);
  const { picker } = scene;
  const off = () => scene.must(`agent ${picker.id} disables its phone linkage`, picker.setLinkage(false));
  if (when === 'before the call') {
    await off();
    await scene.ringUnseen(picker);
  } else {
    await scene.ring(picker);
    await off();
  }
  return refusedThenControl(scene, of, {
    repair: async () => {
      await scene.must(`agent ${picker.id} enables its phone linkage`, picker.setLinkage(true));
    },
  });
}

async function answeredByHandset(scene: Scene) {
  const control = await answeredBy(scene, scene.picker);
  return { ...control, detail: control.succeeded ? 'the handset could answer the call afterwards' : control.detail };
}

function inconclusive(error: unknown): string {
  if (error instanceof StageFailure) return error.message;
  throw error;
}
