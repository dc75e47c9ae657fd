import type { PickupStage } from '../cases/case';
import type { AgentSession } from '../gateway/agent-session';
import { succeeded } from '../gateway/envelope';
import { enableLinkage } from './linkage';
import type { Scene } from './scene';
import { NotLent, StageFailure } from './stage-failure';

type Occupation = NonNullable<PickupStage['ringingAgent']>;

/**
 * Makes the phone of a busy agent ring, or of one that wraps up. Throws NotLent where the gateway does not let the agent be
 * so, or the site does not let its phone ring then: no page says that it must. When the scene closes the agent is idle.
 */
export async function ringOccupied(scene: Scene, session: AgentSession, occupation: Occupation): Promise<void> {
  try {
    await occupy(scene, session, occupation);
    scene.beforeClose = () => free(session, occupation);
    await scene.ring(session);
  } catch (error) {
    if (!(error instanceof StageFailure) || session.lost !== undefined) throw error;
    await scene.reset(session);
    await scene.close();
    throw new NotLent(
      `the phone of agent ${session.id} cannot be made to ring while it is ${occupation}: ${error.message}`,
    );
  }
}

async function occupy(scene: Scene, session: AgentSession, occupation: Occupation): Promise<void> {
  if (occupation === 'busy') {
    await scene.must(`agent ${session.id} becomes busy`, session.sayBusy());
    return;
  }
  await scene.must(`agent ${session.id} signs out`, session.signOut());
  await scene.lab.signIn(session, { status: 5 });
  await enableLinkage(scene, session);
}

/** Idle again, as far as the gateway has not made it so itself, after the call. */
async function free(session: AgentSession, occupation: Occupation): Promise<void> {
  if (!session.signedIn || session.lost !== undefined) return;
  if (occupation === 'busy' && succeeded(await session.cancelBusy())) return;
  await session.sayFree();
}
