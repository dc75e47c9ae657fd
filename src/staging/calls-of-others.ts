import { answeredBy } from './breach-scene';
import { hangUp } from './hang-up';
import type { Interlude } from './interlude';

/** Another group's phone rings as well; after the refusal its agent can still answer, by phonepickup as before. */
export const callOfOtherGroup: Interlude = {
  wants: [{ role: 'outsider' }],
  moments: [
    {
      state: 'other-group',
      enter: (scene) => scene.aside(() => scene.ring(scene.role('outsider'))),
      actors: (scene) => ({ called: scene.role('outsider') }),
    },
  ],
  end: async (scene) => {
    const outsider = scene.role('outsider');
    const alive = await answeredBy(scene, outsider);
    scene.prove("the other group's call still rang", alive.succeeded && !alive.impaired, alive.detail);
    await scene.endAsideAndSeeIdle(outsider, () => hangUp(scene, outsider));
  },
};

/** Another agent is named than the one whose phone rings. */
export const nobodyCallsNamedAgent: Interlude = {
  wants: [{ role: 'colleague' }],
  moments: [
    {
      state: 'called-has-no-call',
      enter: async () => undefined,
      actors: (scene) => ({ called: scene.role('colleague') }),
    },
  ],
  end: async () => undefined,
};
