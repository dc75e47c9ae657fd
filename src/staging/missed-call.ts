import type { Scene } from './scene';

/** The phone rings until the caller gives up; then its agent is idle. */
export async function missCall(scene: Scene): Promise<void> {
  await scene.ring(scene.ringing);
  await scene.endCall('caller', scene.ringing);
  if (!scene.callIsOver()) await scene.seeIdle(scene.ringing);
}
