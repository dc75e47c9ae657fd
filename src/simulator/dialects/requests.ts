import { refusal, retcodeOf, success } from '../answer';
import { readId } from '../editions';
import type { Hooks } from '../hooks';
import { notice } from '../notice';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';
import { notServedDialects } from './not-served';

/** How long an agent is neither idle nor busy after its sign-in, in milliseconds. */
const settlingMs = 1000;
/** What the state is then, where it is asked for. */
const handlesCall = success({ agentState: 7, isWorking: false });

/** An agent becomes idle a while after its sign-in, and is not told. */
function idleLater(): Hooks {
  const settling = new Set<string>();
  const states = /\/onlineagent\/([0-9]+)\/(saybusy|cancelbusy|sayfree)$/;
  return {
    request(request) {
      if (settling.has(states.exec(request.path)?.[1] ?? '')) request.path = '/';
    },
    events: (cause, notices) =>
      cause.kind === 'signed-in' ? notices.filter((one) => one.event.eventType !== 'AgentState_Ready') : notices,
    answer(x, answer) {
      const { agent, gateway } = x;
      if (x.operation?.name === 'agentstatus' && settling.has(agent?.id ?? '')) return handlesCall;
      const signsIn = x.operation?.name === 'sign-in' || x.operation?.name === 'forcelogin';
      if (!signsIn || x.refusedBy || agent?.session?.between !== 'idle') return answer;
      settling.add(agent.id);
      gateway.clock.after(settlingMs, () => settling.delete(agent.id));
      return answer;
    },
    prerequisite: (x, name, holds) => holds && !(name === 'idle' && settling.has(x.agent?.id ?? '')),
  };
}

/** For a while after its sign-out an agent cannot sign in again. */
function signInRefusedAfterSignOut(retcode: string, text: string): Hooks {
  const ended = new Map<string, number>();
  return {
    answer(x, answer) {
      const { agent, gateway, operation } = x;
      if (!agent || retcodeOf(answer) !== '0') return answer;
      if (operation?.name === 'logout' || operation?.name === 'forcelogout') ended.set(agent.id, gateway.clock.now());
      if (operation?.name !== 'sign-in' || gateway.clock.now() - (ended.get(agent.id) ?? 0) >= settlingMs)
        return answer;
      gateway.sessions.end(agent);
      return refusal(retcode, text);
    },
  };
}

/** The gateway cannot place an internal call at once; asked once more it does. */
function firstInternalCallRefused(): Hooks {
  let asked = false;
  return {
    request(request) {
      if (!request.path.endsWith('/callinner')) return;
      if (!asked) request.path = '/';
      asked = true;
    },
  };
}

/** An agent that is idle may end its being busy as well, and is told that it did. */
const cancelsBusyAtAnyTime: Hooks = {
  answer(x, answer) {
    const { agent, gateway } = x;
    const concerned = x.operation?.name === 'cancelbusy' && x.refusedBy === 'state' && agent?.state === 'idle';
    if (!concerned) return answer;
    gateway.raise({ kind: 'state-set', exchange: x }, [notice(agent, 'AgentState_CancelNotReady_Success', null)]);
    return success();
  },
};

/** Whoever talked is not idle afterwards, until it ends that. */
const afterCalls = (state: 'busy' | 'wrap-up', eventType: string, content: object | null = null): Hooks => ({
  events({ kind, call }, notices) {
    if (kind !== 'ended' || !call.holder.session) return notices;
    call.holder.session.between = state;
    return notices.map((one) =>
      one.to === call.holder && one.event.eventType === 'AgentState_Ready'
        ? { ...one, event: { ...one.event, eventType, content } }
        : one,
    );
  },
});

export const requestDialects: readonly Dialect[] = [
  ...notServedDialects,
  dialect(
    'cancel-busy-at-any-time',
    'A14',
    'an agent that is not busy may end its being busy, and is told that it did',
    cancelsBusyAtAnyTime,
  ),
  dialect(
    'busy-after-calls',
    'A14',
    'an agent is busy after a call, until it ends that',
    afterCalls('busy', 'AgentState_SetNotReady_Success', { reason: '200' }),
  ),
  dialect(
    'wrap-up-after-calls',
    'A14',
    'an agent wraps up after a call, whatever it signed in with, until it ends that',
    afterCalls('wrap-up', 'AgentState_Work'),
  ),
  dialect(
    'first-internal-call-refused',
    'A8',
    'the first internal call that is asked for is refused',
    firstInternalCallRefused,
  ),
  dialect(
    'idle-late-after-sign-in',
    'A14',
    `an agent becomes idle ${settlingMs} ms after its sign-in, without any event`,
    idleLater,
  ),
  dialect(
    'signed-in-for-a-while-after-sign-out',
    'A14',
    `for ${settlingMs} ms after its sign-out an agent cannot sign in again: 100-002`,
    () => signInRefusedAfterSignOut('100-002', 'the agent has logged in'),
  ),
  dialect(
    'sign-in-soon-after-sign-out-refused',
    'A8 A14',
    `for ${settlingMs} ms after its sign-out an agent cannot sign in again: 100-015`,
    () => signInRefusedAfterSignOut('100-015', 'not possible yet'),
  ),
  dialect('idle-after-every-call', '', 'no agent wraps up after a call, whatever it signed in with', {
    request(request) {
      request.body = request.body.replace('"autoenteridle":false', '"autoenteridle":true');
    },
  }),
  dialect('any-content-type', 'A4', 'a missing or other Content-Type is taken for the documented one', {
    settings(settings) {
      settings.contentType = 'any';
    },
  }),
  dialect('content-type-refused-with-415', 'A4 A7', 'a missing or other Content-Type gets HTTP 415 and an empty body', {
    settings(settings) {
      settings.contentType = 'documented';
    },
    answer: (x, answer) => (x.refusedBy === 'content-type' ? { status: 415 } : answer),
  }),
  dialect('body-refused', '', 'a pickup with a message body is refused', {
    settings(settings) {
      settings.pickupBody = 'refused';
    },
  }),
  dialect('phones-ring-late', 'A14', 'a phone begins to ring 2 s after the call was placed', {
    settings(settings) {
      settings.ringsAfterMs = 2000;
    },
  }),
  dialect('encoded-slashes-read', 'A5', 'a slash that is percent-encoded divides the path like any other', {
    request(request) {
      request.path = request.path.replaceAll(/%2f/gi, '/');
    },
  }),
  dialect('leading-zeros-read', 'A5', 'an agent ID with leading zeros is read as the number', {
    agentId: (x, id) => id ?? readId(x.agentIdText.replace(/^0+/, ''), x.gateway.settings.range),
  }),
  dialect(
    'ids-with-blanks-and-plus-read',
    'A5',
    'an agent ID with blanks around it or a plus sign is read as the number',
    {
      agentId: (x, id) => id ?? readId(x.agentIdText.trim().replace(/^\+/, ''), x.gateway.settings.range),
    },
  ),
  dialect('snatchpickup-guid-optional', 'A2', 'snatchpickup works without Guid; one that is sent must match', {
    settings(settings) {
      settings.snatchpickupGuid = 'optional';
    },
  }),
  dialect(
    'snatchpickup-guid-ignored',
    'A2',
    'snatchpickup is not authenticated at all',
    {
      settings(settings) {
        settings.snatchpickupGuid = 'ignored';
      },
    },
    ['SP-GUID-2'],
  ),
  dialect('cookies-required', '', 'later calls need both cookies of the sign-in, as behind a load balancer', {
    settings(settings) {
      settings.cookies = 'required';
    },
  }),
  dialect('phonepickup-over-https-only', 'A3', 'phonepickup is not served over plain HTTP: 404', {
    request(request) {
      if (!request.secure && request.path.endsWith('/phonepickup')) request.path = '/';
    },
  }),
  dialect(
    'alerting-event-required',
    '',
    'phonepickup is refused where linkage came on only after the phone began to ring',
    () => {
      const linked = new WeakSet<object>();
      return {
        events(cause, notices) {
          if ((cause.kind === 'ring' || cause.kind === 'moved') && cause.call.holder.session?.linkage)
            linked.add(cause.call);
          return notices;
        },
        prerequisite: (x, name, holds) =>
          holds &&
          !(
            name === 'alerting' &&
            x.agent?.alerting &&
            x.agent.call?.from !== x.agent &&
            !linked.has(x.agent.call ?? x)
          ),
      };
    },
  ),
];
