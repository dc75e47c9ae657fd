import type { RoleName, Want } from './cast';
import type { Actors } from './pickup-request';
import type { Scene } from './scene';

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
