import { type Breach, refusedThenControl } from './breach-scene';
import { clearedOnFailure } from './clear-scene';
import { wantsOf } from './interlude';
import { ownCallOf } from './interludes';
import { Scene } from './scene';
import { StageFailure } from './stage-failure';

/** The agent's own call up to the case's moment, and only then the call that it reaches for. */
export const duringOwnCall: Breach = async ({ lab, operation, dry }, of) => {
  const call = ownCallOf(of);
  const moment = call?.moments.at(-1);
  if (!call || !moment) throw new StageFailure(`no call of its own belongs to ${of.id}`);
  const scene = new Scene(lab, operation, await lab.cast(wantsOf([call])), dry);
  await clearedOnFailure(scene, async () => {
    for (const each of call.moments) await each.enter(scene);
    await scene.ring(scene.ringing);
  });
  const actors = moment.actors?.(scene) ?? {};
  return refusedThenControl(scene, of, {
    actors,
    repair: async () => {
      await call.end(scene, moment.state);
      return undefined;
    },
  });
};
