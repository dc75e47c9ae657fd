import { fence } from './fence';
import type { Scene } from './scene';

/** The phone rings until the caller gives up; then its agent is idle. */
export async function missCall(scene: Scene): Promise<void> {
  await scene.ring(scene.ringing);
  await scene.endCall('caller', scene.ringing);
  if (scene.callIsOver()) return;
  // No page promises an event of this: that the agent can become busy and idle shows it as well.
  const { proven } = await fence(scene.ringing, scene.lab.site.events.deadlineMs);
  scene.prove(`agent ${scene.ringing.id} is idle again`, proven);
}
