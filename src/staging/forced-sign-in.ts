import type { AgentSession } from '../gateway/agent-session';
import type { Lab } from './lab';
import { NotLent, SignInRefused } from './stage-failure';

/**
 * Replaces an agent's session by force. Where the gateway refuses that, the agent signs out, in again in the ordinary way,
 * and the reason comes back: only what is about a session replaced by force lacks something then.
 */
export async function replaceByForce(lab: Lab, session: AgentSession): Promise<NotLent | undefined> {
  try {
    await lab.signIn(session, { force: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    await session.signOut();
    await lab.signIn(session);
    return new NotLent(`the gateway does not let agent ${session.id} sign in by force: ${error.outcome}`);
  }
}
