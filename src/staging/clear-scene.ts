import type { Scene } from './scene';
import { NotLent, StageFailure } from './stage-failure';

/** Sets a stage. When that fails, nobody keeps a call or a state of it. */
export async function clearedOnFailure<T>(scene: Scene, stage: () => Promise<T>): Promise<T> {
  try {
    return await stage();
  } catch (error) {
    if (error instanceof StageFailure || error instanceof NotLent) await clearScene(scene);
    throw error;
  }
}

/** Ends whatever goes on. What a request changed may outlast the call, and would be blamed on the next one: everybody begins anew. */
export async function clearScene(scene: Scene): Promise<void> {
  for (const session of scene.cast.values()) if (session.signedIn) await scene.reset(session);
  await scene.close();
  for (const session of scene.cast.values()) scene.lab.soil(session);
}
