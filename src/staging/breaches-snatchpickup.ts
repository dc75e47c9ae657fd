import type { Case } from '../cases/case';
import { outcomeOf } from '../gateway/envelope';
import {
  answeredBy,
  answeredByHandsetFirst,
  type Breach,
  nothing,
  type Play,
  proveAnswered,
  refusedThenControl,
} from './breach-scene';
import type { RoleName, Want } from './cast';
import { clearedOnFailure } from './clear-scene';
import { Scene } from './scene';

/** How each prerequisite of snatchpickup is broken alone, by the state's name in the description. */
export const snatchpickupBreaches: Readonly<Record<string, Breach>> = {
  'called-has-no-call': async (play, of) => {
    // Somebody else's phone rings meanwhile, where the site lends a third agent: it is not the one that is named.
    const cast = await play.lab.cast([{ role: 'picker' }, { role: 'called' }, { role: 'colleague', optional: true }]);
    const [named, other] = [cast.get('called'), cast.get('colleague')];
    if (!named || !other) {
      const scene = new Scene(play.lab, play.operation, cast, play.dry);
      return refusedThenControl(scene, of, { repair: async () => nothing(await scene.ring(scene.ringing)) });
    }
    const exchanged = new Map(cast).set('called', other).set('colleague', named);
    const scene = new Scene(play.lab, play.operation, exchanged, play.dry);
    await scene.ring(other);
    return refusedThenControl(scene, of, { actors: { called: named }, repair: nothing });
  },

  'internal-call': async (play, of) => {
    const scene = await standard(play, [{ role: 'colleague' }]);
    const called = scene.ringing;
    await scene.ringInternally(called, scene.role('colleague'));
    return refusedThenControl(scene, of, {
      repair: async () => {
        const alive = await answeredBy(scene, called);
        proveAnswered(scene, 'the internal call still rang', alive);
        await scene.endCall('agent', called);
        await scene.ring(called);
        return alive;
      },
    });
  },

  'other-group': async (play, of) => {
    const scene = await standard(play, [{ role: 'outsider' }]);
    const outsider = scene.role('outsider');
    await scene.ring(outsider);
    return refusedThenControl(scene, of, {
      actors: { called: outsider },
      repair: async () => {
        const alive = await answeredBy(scene, outsider);
        proveAnswered(scene, "the other group's call still rang", alive);
        await scene.endCall('agent', outsider);
        await scene.ring(scene.ringing);
        return alive;
      },
    });
  },
};

/** An agent names itself while its own phone rings; afterwards it can still answer. */
export const ownCall: Breach = async (play, of) => {
  const scene = await standard(play);
  const { picker } = scene;
  await scene.ring(picker);
  return refusedThenControl(scene, of, {
    actors: { called: picker },
    repair: nothing,
    control: () => answeredByHandsetFirst(scene, picker),
  });
};

/** Who may not pick up either, where the site lends such agents. */
const MAY_NOT: readonly Want[] = [
  { role: 'unprivileged', optional: true },
  { role: 'outsider', optional: true },
];

/** Refused pickups, the last by an agent that is busy; then the called agent answers. */
export const answerableAfterRefusal: Breach = async (play, of) => {
  const scene = await standard(play, MAY_NOT);
  const { picker } = scene;
  await clearedOnFailure(scene, async () => {
    await scene.must(`agent ${picker.id} becomes busy`, picker.sayBusy());
    await scene.ring(scene.ringing);
    if (!play.dry) for (const { role } of MAY_NOT) await alsoRefused(scene, of, role);
  });
  const seen = await refusedThenControl(scene, of, {
    repair: nothing,
    control: () => answeredBy(scene, scene.ringing),
  });
  // What keeps it from answering may be its session's.
  if (!seen.control?.succeeded || seen.control.impaired) scene.lab.soil(scene.ringing);
  return seen;
};

/** Whether these are refused at all is what other cases are about. */
async function alsoRefused(scene: Scene, { stimulus }: Case, role: RoleName): Promise<void> {
  const picker = scene.cast.get(role);
  if (!picker) return;
  const exchange = await scene.send(stimulus, 'stimulus', { picker });
  scene.surroundings.push(exchange);
  const accepted = scene.claimsSuccess(exchange);
  scene.prove(`agent ${picker.id}, which may not pick up, is refused`, !accepted, outcomeOf(exchange));
}

async function standard(play: Play, more: readonly Want[] = []): Promise<Scene> {
  const wants: Want[] = [{ role: 'picker' }, { role: 'called' }, ...more];
  if (!more.some(({ role }: { role: RoleName }) => role === 'colleague'))
    wants.push({ role: 'colleague', optional: true });
  return new Scene(play.lab, play.operation, await play.lab.cast(wants), play.dry);
}
