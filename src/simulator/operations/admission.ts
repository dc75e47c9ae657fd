import type { Answer } from '../answer';
import { readId } from '../editions';
import type { Exchange } from '../exchange';

/** The checks that come before an operation's own, each giving its refusal or nothing. */
export function readAgentId(x: Exchange, retcode = '000-002'): Answer | undefined {
  const { gateway } = x;
  const id = gateway.hooks.agentId(x, readId(x.agentIdText, gateway.settings.range));
  if (id === undefined) return x.refuse('agentid', retcode, 'agentid is invalid');
  x.agent = gateway.agents.find(id);
  return undefined;
}

/** Signed in, with the agent's own Guid and, where the site wants them, its cookies. */
export function authenticate(x: Exchange): Answer | undefined {
  const { session, gateway } = x;
  if (!session) return x.refuse('session', '100-006', 'the agent is not signed in');
  const { settings } = gateway;
  if (!gateway.hooks.guid(x, guidMatches(x)))
    return x.refuse('guid', settings.guidRefusal, 'the authentication is not valid');
  if (settings.cookies === 'required') {
    const sent = (x.request.headers.cookie ?? '').split(/;\s*/);
    const complete = session.cookies.every((cookie) => sent.includes(cookie));
    if (!complete) return x.refuse('cookies', '100-006', 'the agent is not signed in at this node');
  }
  return undefined;
}

function guidMatches(x: Exchange): boolean {
  const { guid, session, gateway } = x;
  if (x.operation?.name === 'snatchpickup') {
    const { snatchpickupGuid } = gateway.settings;
    if (snatchpickupGuid === 'ignored' || (snatchpickupGuid === 'optional' && guid === undefined)) return true;
  }
  return guid !== undefined && session?.guids.accepts(guid, gateway.clock.now()) === true;
}

/** The agent's session of an operation that only needs a signed-in agent, or the refusal. */
export function admit(x: Exchange): Answer | undefined {
  return readAgentId(x) ?? authenticate(x);
}
