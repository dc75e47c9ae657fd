import { answeredBy, answeredByHandset, proveAnswered } from './breach-scene';
import { ALERTING } from './call-events';
import { BUSY, quiet } from './fence';
import { hangUp } from './hang-up';
import type { Interlude } from './interlude';
import type { Actors } from './pickup-request';
import type { Scene } from './scene';
import { signInAgain, signOut } from './shared-states';
import { NotLent } from './stage-failure';

export const AFTER_CALL = 'wrapping-up-after-call';
const WRAPS_UP = 'AgentState_Work';
/** What an agent is told that it does after a call. */
const NEXT_STATES = [WRAPS_UP, 'AgentState_Ready', BUSY];

/** The picker's own phone rings, with a call that nobody is to pick up. */
async function ringItself(scene: Scene): Promise<void> {
  const { picker, lab } = scene;
  const from = picker.log.end;
  await scene.aside(() => scene.ring(picker));
  lab.calls.mayPopUp(picker, from);
}

const fromOutside: Interlude = {
  wants: [{ role: 'colleague', optional: true }],
  moments: [
    { state: 'ringing-itself', enter: ringItself },
    {
      state: 'talking',
      enter: async (scene) => {
        const answered = await answeredBy(scene, scene.picker);
        proveAnswered(scene, 'the agent talks', answered);
      },
    },
  ],
  end: async (scene, last) => {
    const { picker } = scene;
    await scene.endAsideAndSeeIdle(picker, () =>
      last === 'talking' ? hangUp(scene, picker) : scene.drive('hangup', picker),
    );
  },
};

/** The same with an agent that is not idle at once when its call is over. */
const thenWrappingUp: Interlude = {
  ...fromOutside,
  moments: [
    {
      state: 'ringing-itself',
      enter: async (scene) => {
        await signOut(scene, 'picker');
        await signInAgain(scene, 'picker', { wrapUpAfterCalls: true });
        await ringItself(scene);
      },
    },
    ...fromOutside.moments.slice(1),
    {
      state: AFTER_CALL,
      enter: async (scene) => {
        const { picker } = scene;
        const from = picker.log.end;
        scene.lab.calls.over(picker);
        await hangUp(scene, picker);
        await scene.lab.calls.settle([picker]);
        const { deadlineMs } = scene.lab.site.events;
        const next = await picker.log.waitFor(({ eventType }) => NEXT_STATES.includes(eventType), from, deadlineMs);
        if (next?.eventType === WRAPS_UP) return;
        throw new NotLent(`agent ${picker.id} does not wrap up after a call: no ${WRAPS_UP} came`);
      },
    },
  ],
  end: async (scene, last) => {
    if (scene.lab.calls.has(scene.picker)) await fromOutside.end(scene, last);
    await signOut(scene, 'picker');
    await signInAgain(scene, 'picker');
  },
};

const internal: Interlude = {
  wants: [{ role: 'colleague' }],
  moments: [
    {
      state: 'ringing-internally',
      enter: async (scene) => {
        const caller = scene.role('colleague');
        scene.beforeClose = async () => void (scene.lab.calls.has(caller) && (await caller.release('clean-up')));
        await scene.aside(() => scene.ringInternally(scene.picker, caller));
      },
    },
    { state: 'dialling', enter: async () => undefined, actors: byTheCaller },
    {
      state: 'talking-internally',
      enter: async (scene) => {
        const answered = await answeredBy(scene, scene.picker);
        proveAnswered(scene, 'the agent talks to another one', answered);
      },
    },
    { state: 'talking-to-agent-it-called', enter: async () => undefined, actors: byTheCaller },
  ],
  end: async (scene) => {
    const { picker } = scene;
    const caller = scene.role('colleague');
    await scene.endAsideAndSeeIdle(picker, () => hangUp(scene, caller));
    await scene.lab.calls.settle([caller]);
    await scene.seeIdle(caller);
  },
};

function byTheCaller(scene: Scene): Partial<Actors> {
  return { picker: scene.role('colleague') };
}

const takenOver: Interlude = {
  wants: [{ role: 'colleague' }],
  moments: [
    {
      state: 'ringing-with-taken-call',
      enter: async (scene) => {
        const { picker, lab } = scene;
        const colleague = scene.role('colleague');
        await scene.aside(() => scene.ring(colleague));
        const [from, robbedFrom] = [picker.log.end, colleague.log.end];
        const taking = scene.send({}, 'stage', { picker, called: colleague });
        await scene.must(`agent ${picker.id} takes the call of agent ${colleague.id}`, taking);
        lab.calls.pickedUpBy(picker, scene.operation.name);
        lab.calls.taken(colleague, robbedFrom, picker);
        const alerting = await scene.await(picker, ALERTING, from);
        scene.prove(`the phone of agent ${picker.id} is alerting with it`, alerting !== undefined);
        await lab.calls.settle(scene.cast.values());
        // What the other one is told of it no page says.
        await quiet(colleague);
      },
    },
    {
      state: 'talking-on-taken-call',
      enter: async (scene) => {
        const answered = await answeredByHandset(scene, scene.picker);
        proveAnswered(scene, 'the agent talks', answered);
      },
    },
  ],
  end: (scene) => scene.endAsideAndSeeIdle(scene.picker, () => scene.drive('hangup', scene.picker)),
};

/** The picker's own calls, each with the moments in which it is not idle; the first goes on when it is over, where `afterCall`. */
export function ownCalls(afterCall: boolean): Interlude[] {
  return [afterCall ? thenWrappingUp : fromOutside, internal, takenOver];
}
