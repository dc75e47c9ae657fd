import { type Answer, success } from '../answer';
import type { Exchange } from '../exchange';
import { admit } from './admission';
import { operation } from './operation';

/** [cec_07_1219]: refused while the phone rings or the agent talks. */
export const signOut = operation('logout', 'DELETE', 'onlineagent', 'logout', (x) => handleSignOut(x, false));
/** [cec_07_1220]: drops the call as well. */
export const signOutByForce = operation('forcelogout', 'DELETE', 'onlineagent', 'forcelogout', (x) =>
  handleSignOut(x, true),
);

function handleSignOut(x: Exchange, force: boolean): Answer {
  const refused = admit(x);
  if (refused) return refused;
  if (x.agent?.call && !force) return x.refuse('state', '100-007', 'the agent is talking or answering');
  if (x.agent) x.gateway.sessions.end(x.agent);
  return success();
}
