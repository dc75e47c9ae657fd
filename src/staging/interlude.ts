import type { RoleName, Want } from './cast';
import type { Actors } from './pickup-request';
import type { Scene } from './scene';
import { NotLent, StageFailure } from './stage-failure';

/** A moment in which a prerequisite is broken. */
export interface Moment {
  /** Its name in the description. */
  state: string;
  /** From the moment before it. */
  enter: (scene: Scene) => Promise<void>;
  /** Who sends, or is named, where it is not the usual one. */
  actors?: (scene: Scene) => Partial<Actors>;
}

/** What goes on while a call rings that the control picks up in the end; its moments break one prerequisite each. */
export interface Interlude {
  moments: readonly Moment[];
  wants: readonly Want[];
  /** Ends it where it stands, and sees its agents idle again; throws StageFailure where they are not what they were. */
  end: (scene: Scene, last: string) => Promise<void>;
}

/** Who takes part in all of them, and the two that every call needs. */
export function wantsOf(interludes: readonly Interlude[]): Want[] {
  const wants = new Map<RoleName, Want>([
    ['picker', { role: 'picker' }],
    ['called', { role: 'called' }],
  ]);
  for (const want of interludes.flatMap((each) => each.wants))
    if (!want.optional || !wants.has(want.role)) wants.set(want.role, want);
  return [...wants.values()];
}

/** Sets a stage. When that fails, nobody keeps a call or a state of it. */
export async function clearedOnFailure<T>(scene: Scene, stage: () => Promise<T>): Promise<T> {
  try {
    return await stage();
  } catch (error) {
    if (error instanceof StageFailure || error instanceof NotLent) await clear(scene);
    throw error;
  }
}

/** Ends whatever goes on; everybody begins anew afterwards. */
export async function clear(scene: Scene): Promise<void> {
  for (const session of scene.cast.values()) if (session.signedIn) await scene.reset(session);
  await scene.close();
  for (const session of scene.cast.values()) scene.lab.soil(session);
}
