import type { Case } from '../cases/case';
import type { SignInOptions } from '../gateway/agent-session';
import { outcomeOf, succeeded } from '../gateway/envelope';
import { answeredBy, proveAnswered } from './breach-scene';
import type { RoleName, Want } from './cast';
import { enableLinkage } from './linkage';
import { missCall } from './missed-call';
import type { Actors } from './pickup-request';
import { ringOut } from './ringing-time';
import type { Scene } from './scene';
import { NotLent, StageFailure } from './stage-failure';

/** A broken prerequisite that can be broken and mended around a single request, so that many share one ringing call. */
export interface SharedState {
  /** Before anything rings, or while the call rings that the control picks up. */
  when: 'before the call' | 'while it rings';
  wants?: readonly Want[];
  /** To enter it brings events like those of a pickup: what was sent before is judged by what came until then. */
  answersCall?: true;
  /** Who sends, or is named, instead of the usual ones. */
  actors?: (scene: Scene) => Partial<Actors>;
  enter?: (scene: Scene) => Promise<void>;
  leave?: (scene: Scene) => Promise<void>;
}

const givenUp: SharedState = { when: 'before the call', enter: missCall };

export const signOut = async (scene: Scene, who: RoleName) => {
  const session = scene.role(who);
  await scene.must(`agent ${session.id} signs out`, session.signOut());
};

export const signInAgain = async (scene: Scene, who: RoleName, options: SignInOptions = {}) => {
  const session = scene.role(who);
  await scene.lab.signIn(session, options);
  await enableLinkage(scene, session);
  if ((options.status ?? 4) === 4) await scene.lab.becomeIdle(session);
};

const signOutByForce = async (scene: Scene) => {
  const exchange = await scene.picker.signOutByForce();
  scene.surroundings.push(exchange);
  if (succeeded(exchange)) return;
  await signOut(scene, 'picker');
  await signInAgain(scene, 'picker');
  throw new NotLent(`the gateway does not let agent ${scene.picker.id} be signed out by force: ${outcomeOf(exchange)}`);
};

/** Busy for a reason of which a gateway may say that there is none such. */
const busyFor = (reason: 0 | 'none'): SharedState => ({
  when: 'while it rings',
  enter: async ({ picker, surroundings }) => {
    const exchange = await picker.sayBusy(reason);
    surroundings.push(exchange);
    if (!succeeded(exchange))
      throw new NotLent(`the gateway does not let agent ${picker.id} be busy like that: ${outcomeOf(exchange)}`);
  },
  leave: endBusy,
});

async function endBusy(scene: Scene): Promise<void> {
  await scene.must(`agent ${scene.picker.id} is no longer busy`, scene.picker.cancelBusy());
}

const busyBySignIn: SharedState = {
  when: 'while it rings',
  enter: async (scene) => {
    await signOut(scene, 'picker');
    try {
      await signInAgain(scene, 'picker', { status: 3 });
    } catch (error) {
      if (!(error instanceof StageFailure)) throw error;
      await signInAgain(scene, 'picker');
      throw new NotLent(`the gateway does not let agent ${scene.picker.id} sign in as busy: ${error.message}`);
    }
  },
  leave: async (scene) => {
    const { picker } = scene;
    const cancelled = await picker.cancelBusy();
    scene.surroundings.push(cancelled);
    if (!succeeded(cancelled)) await scene.must(`agent ${picker.id} is idle`, picker.sayFree());
  },
};

const colleagueSignedOut: SharedState = {
  when: 'while it rings',
  wants: [{ role: 'colleague' }],
  enter: (scene) => signOut(scene, 'colleague'),
  leave: (scene) => signInAgain(scene, 'colleague'),
};

const rangOut: SharedState = {
  when: 'before the call',
  enter: async (scene) => {
    try {
      await ringOut(scene);
    } catch (error) {
      if (error instanceof NotLent && scene.ringing.lost !== undefined)
        await signInAgain(scene, scene.operation.destWorkNo ? 'called' : 'picker');
      throw error;
    }
  },
};

const phonepickup: Readonly<Record<string, SharedState>> = {
  'signed-out': {
    when: 'before the call',
    enter: (scene) => signOut(scene, 'picker'),
    leave: (scene) => signInAgain(scene, 'picker'),
  },
  'signed-out-by-force': {
    when: 'before the call',
    enter: signOutByForce,
    leave: (scene) => signInAgain(scene, 'picker'),
  },
  'colleague-signed-out': colleagueSignedOut,
  'no-call': { when: 'before the call' },
  'caller-gave-up': givenUp,
  'rang-out': rangOut,
};

const snatchpickup: Readonly<Record<string, SharedState>> = {
  'no-call': { when: 'before the call' },
  'signed-out': {
    when: 'while it rings',
    enter: (scene) => signOut(scene, 'picker'),
    leave: (scene) => signInAgain(scene, 'picker'),
  },
  'signed-out-by-force': {
    when: 'while it rings',
    enter: signOutByForce,
    leave: (scene) => signInAgain(scene, 'picker'),
  },
  'picker-of-other-group': {
    when: 'while it rings',
    wants: [{ role: 'outsider' }],
    actors: (scene) => ({ picker: scene.role('outsider') }),
  },
  'called-signed-out': {
    when: 'before the call',
    enter: (scene) => signOut(scene, 'called'),
    leave: (scene) => signInAgain(scene, 'called'),
  },
  'caller-gave-up': givenUp,
  'rang-out': rangOut,
  'colleague-signed-out': colleagueSignedOut,
  'called-already-answered': {
    when: 'before the call',
    answersCall: true,
    enter: async (scene) => {
      const called = scene.ringing;
      await scene.ring(called);
      const answered = await answeredBy(scene, called);
      proveAnswered(scene, 'the called agent answered', answered);
    },
    leave: (scene) => scene.endCall('agent', scene.ringing),
  },
  'no-permission': {
    when: 'while it rings',
    wants: [{ role: 'unprivileged' }],
    actors: (scene) => ({ picker: scene.role('unprivileged') }),
  },
  busy: {
    when: 'while it rings',
    enter: async (scene) => {
      await scene.must(`agent ${scene.picker.id} becomes busy`, scene.picker.sayBusy());
    },
    leave: endBusy,
  },
  'busy-for-reason-0': busyFor(0),
  'busy-without-reason': busyFor('none'),
  'busy-by-sign-in': busyBySignIn,
  'wrapping-up': {
    when: 'while it rings',
    enter: async (scene) => {
      await signOut(scene, 'picker');
      await signInAgain(scene, 'picker', { status: 5 });
    },
    leave: async (scene) => {
      await scene.must(`agent ${scene.picker.id} ends its wrap-up`, scene.picker.sayFree());
    },
  },
  /** Not broken by itself: the colleague does the same as the usual picker could. */
  'colleague-instead': {
    when: 'while it rings',
    wants: [{ role: 'colleague' }],
    actors: (scene) => ({ picker: scene.role('colleague'), bystander: scene.picker }),
  },
  'colleague-busy': {
    when: 'while it rings',
    wants: [{ role: 'colleague' }],
    actors: (scene) => ({ picker: scene.role('colleague') }),
    enter: async (scene) => {
      const colleague = scene.role('colleague');
      await scene.must(`agent ${colleague.id} becomes busy`, colleague.sayBusy());
    },
    leave: async (scene) => {
      const colleague = scene.role('colleague');
      await scene.must(`agent ${colleague.id} is no longer busy`, colleague.cancelBusy());
    },
  },
  exchanged: {
    when: 'while it rings',
    actors: (scene) => ({ picker: scene.ringing, called: scene.picker }),
  },
};

/** How the case's broken prerequisite is broken on a shared call; undefined where it needs a stage of its own. */
export function sharedStateOf({ operation, stage }: Case): SharedState | undefined {
  if (stage.name !== 'breach') return undefined;
  return (operation === 'phonepickup' ? phonepickup : snatchpickup)[stage.state];
}

/** May the case share its ringing call with others? */
export function sharesItsCall(of: Case): boolean {
  return of.stage.name === 'ringing' || sharedStateOf(of) !== undefined;
}
