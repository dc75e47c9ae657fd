import type { Case } from '../cases/case';
import type { Observation } from '../evidence/observation';
import { now } from '../gateway/clock';
import { outcomeOf, succeeded } from '../gateway/envelope';
import { answeredByHandset, type Breach, nothing, type Play, refusedThenControl } from './breach-scene';
import { tellsOfRinging } from './call-events';
import { quiet } from './fence';
import { Scene } from './scene';
import { NotLent, StageFailure } from './stage-failure';

/** How each prerequisite of phonepickup is broken alone, by the state's name in the description. */
export const phonepickupBreaches: Readonly<Record<string, Breach>> = {
  'linkage-off': async (play, of) => {
    const afterAlerting = await linkageOff(play, of, 'after alerting').catch(notSet);
    if (typeof afterAlerting !== 'string' && (afterAlerting.control?.succeeded ?? true)) return afterAlerting;
    return linkageOff(play, of, 'before the call');
  },

  'already-picked-up': async (play, of) => {
    const scene = await standard(play);
    await scene.ring(scene.picker);
    const firstSentAt = now();
    const logEnds = scene.logEnds();
    const first = await scene.send({}, 'control');
    scene.surroundings.push(first);
    scene.prove('the call was picked up once', succeeded(first));
    await scene.awaitTrace('request accepted');
    scene.pickedUp(logEnds);
    await scene.lab.calls.settle([scene.picker]);
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

  'other-phone': async (play, of) => {
    const cast = await play.lab.cast([{ role: 'otherPhone' }, { role: 'colleague', optional: true }]);
    const other = cast.get('otherPhone');
    const colleague = cast.get('colleague');
    if (!other) throw new StageFailure('no agent with another phone');
    const scene = new Scene(
      play.lab,
      play.operation,
      new Map([['picker', other], ...(colleague ? [['colleague', colleague] as const] : [])]),
      play.dry,
    );
    const from = other.log.end;
    await scene.ringUnseen(other);
    // A phone may ring a while after its call was placed, and no page promises an event of that.
    const { deadlineMs } = play.lab.site.events;
    const until = now() + deadlineMs;
    await other.awaitEvent('a phone that cannot be linked rings', tellsOfRinging, from, deadlineMs);
    return refusedThenControl(scene, of, {
      repair: nothing,
      control: () => answeredByHandset(scene, scene.picker, until),
    });
  },
};

async function standard(play: Play): Promise<Scene> {
  return new Scene(
    play.lab,
    play.operation,
    await play.lab.cast([{ role: 'picker' }, { role: 'colleague', optional: true }]),
    play.dry,
  );
}

/** The linkage goes off while the phone alerts already; where a gateway does not let it, before the call. */
async function linkageOff(play: Play, of: Case, when: 'after alerting' | 'before the call'): Promise<Observation> {
  const scene = await standard(play);
  const { picker } = scene;
  const off = async () => {
    const exchange = await picker.setLinkage(false);
    scene.surroundings.push(exchange);
    if (!succeeded(exchange))
      throw new NotLent(
        `the gateway does not let agent ${picker.id} switch its phone linkage off: ${outcomeOf(exchange)}`,
      );
    if (picker.linkageFailed !== undefined)
      throw new NotLent(`agent ${picker.id} could not switch its phone linkage off: ${picker.linkageFailed}`);
  };
  if (when === 'before the call') {
    await off();
    await scene.ringUnseen(picker);
  } else {
    await scene.ring(picker);
    await off();
  }
  let linked = true;
  const enable = async () => {
    const exchange = await picker.setLinkage(true);
    scene.surroundings.push(exchange);
    linked = picker.linkageRefused === undefined;
    if (when === 'after alerting')
      scene.prove(`agent ${picker.id} enables its phone linkage`, linked, picker.linkageRefused);
    return undefined;
  };
  const seen = await refusedThenControl(scene, of, {
    repair: enable,
    // Where linkage cannot be changed while a phone rings, the handset shows that this one did.
    control: () => (linked ? scene.control() : answeredByHandset(scene, picker)),
  });
  if (!linked) scene.lab.soil(picker);
  return seen;
}

function notSet(error: unknown): string {
  if (error instanceof StageFailure || error instanceof NotLent) return error.message;
  throw error;
}
