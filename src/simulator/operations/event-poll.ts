import { type Answer, success, withMembers } from '../answer';
import type { PollOutcome } from '../events';
import type { Exchange } from '../exchange';
import type { Session } from '../sessions';
import { admit } from './admission';
import { operation } from './operation';

/** One event per answer, oldest first [cec_07_1274]. */
export const poll = operation('poll', 'GET', 'agentevent', undefined, handlePoll);
/** The heartbeat of push mode [cec_07_1204]. */
export const handshake = operation('handshake', 'POST', 'onlineagent', 'handshake', handleHandshake);

function handlePoll(x: Exchange): Answer | Promise<Answer> {
  const refused = admit(x);
  if (refused) return refused;
  const { session, gateway } = x;
  if (!session || session.push) return x.refuse('push-mode', '000-001', 'events are pushed to this agent');
  session.lastHeardOf = gateway.clock.now();
  const { clock, settings } = gateway;
  const outcome = session.queue.poll(settings.pollWaitMs, clock, (listener) => x.request.onGone(listener));
  return outcome instanceof Promise
    ? outcome.then((later) => pollAnswer(x, session, later))
    : pollAnswer(x, session, outcome);
}

function pollAnswer(x: Exchange, session: Session, outcome: PollOutcome): Answer {
  if (outcome === 'signed-out' || x.agent?.session !== session)
    return x.refuse('session', '100-006', 'the agent is not signed in');
  const empty: Answer = { status: 200, body: { message: '', retcode: '0' } };
  // Nobody is there to learn of a new Guid.
  if (outcome === 'gone') return empty;
  session.lastHeardOf = x.gateway.clock.now();
  if (outcome === 'nothing' && x.gateway.settings.renewWithEventsOnly) return empty;
  const answer = { ...empty, ...renewal(x, session) };
  if (outcome === 'nothing') return answer;
  return { ...withMembers(answer, { event: outcome }), undelivered: () => session.queue.putBack(outcome) };
}

function handleHandshake(x: Exchange): Answer {
  const refused = admit(x);
  if (refused) return refused;
  const { session } = x;
  if (!session) return x.refuse('session', '100-006', 'the agent is not signed in');
  session.lastHeardOf = x.gateway.clock.now();
  return { ...success(), ...renewal(x, session) };
}

/** AUTHMODE 2: once the interval has passed, the answer hands out the next Guid [cec_07_0005]. */
function renewal(x: Exchange, session: Session): { headers?: Record<string, string> } {
  const { clock, settings } = x.gateway;
  const { guids } = session;
  if (settings.authMode !== 2) return {};
  const now = clock.now();
  if (!settings.renewOnEveryPoll && now - guids.issuedAt < settings.guid.intervalMs) return {};
  return { headers: { 'Set-GUID': `JSESSIONID=${guids.renew(now, settings.guid.timeoutMs)}` } };
}
