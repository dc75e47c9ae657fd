import type { Agent } from '../agents';
import { success } from '../answer';
import type { Call } from '../calls';
import * as contents from '../event-contents';
import type { Gateway } from '../gateway';
import type { Hooks, Notice } from '../hooks';
import { notice } from '../notice';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';
import { knowingGateway } from './knowing-gateway';

const alerting = 'AgentOther_PhoneAlerting';
const release = 'AgentOther_PhoneRelease';
const info = 'AgentEvent_Incoming_CallInfo';

/** How long after the last one a phone that still rings is announced again, and behind Ringing it is announced at all. */
const againMs = 300;
/** How long an agent whose call is over is neither idle nor busy. */
const windingUpMs = 1000;

/** What the agent that is called hears when its phone begins to ring. */
function rings(change: (notices: Notice[], call: Call) => Notice[]): Hooks {
  return {
    events: (cause, notices) => (cause.kind === 'ring' ? change(notices, cause.call) : notices),
  };
}

/** As long as the phone rings at the agent that was called: not when it has taken the call back. */
function announcedAgain(): Hooks {
  return knowingGateway((gateway) => ({
    events(cause, notices) {
      const [one] = notices.filter(({ event }) => event.eventType === alerting);
      if (cause.kind !== 'ring' || !one) return notices;
      const { call } = cause;
      const again = () =>
        gateway()?.clock.after(againMs, () => {
          if (call.state !== 'alerting' || call.takenFrom) return;
          gateway()?.raise({ kind: 'extra' }, [one]);
          again();
        });
      again();
      return notices;
    },
  }));
}

/** The first pop knows the caller alone; the second one comes where the call rings still. */
function screenPopReplaced(): Hooks {
  return knowingGateway((gateway) =>
    rings((notices, call) => {
      if (call.kind !== 'external') return notices;
      const { placedTo } = call;
      const known = contents.incomingCallInfo(call);
      const { callId, caller } = known;
      gateway()?.clock.after(againMs, () => {
        if (call.state !== 'alerting' || call.holder !== placedTo) return;
        const all = { ...known, called: '4008000', skillName: 'sales', skillId: '2' };
        gateway()?.raise({ kind: 'extra' }, [notice(placedTo, info, all)]);
      });
      return [...notices, notice(placedTo, info, { callId, caller, called: call.called, skillName: '' })];
    }),
  );
}

/** An agent becomes idle a while after each call, and is not told. */
function idleLaterAfterCalls(): Hooks {
  const settling = new Map<string, number>();
  const states = /\/onlineagent\/([0-9]+)\/(saybusy|cancelbusy|sayfree)$/;
  return knowingGateway((gateway) => {
    const time = () => gateway()?.clock.now() ?? 0;
    const isSettling = (id: string | undefined) => time() < (settling.get(id ?? '') ?? 0);
    return {
      request(request) {
        if (isSettling(states.exec(request.path)?.[1])) request.path = '/';
      },
      events(cause, notices) {
        if (cause.kind !== 'ended' && cause.kind !== 'gave-up') return notices;
        for (const { to, event } of notices) if (event.eventType === release) settling.set(to.id, time() + windingUpMs);
        return notices.filter(({ event }) => event.eventType !== 'AgentState_Ready');
      },
      prerequisite: (x, name, holds) => holds && !(name === 'idle' && isSettling(x.agent?.id)),
      answer: (x, answer) =>
        x.operation?.name === 'agentstatus' && isSettling(x.agent?.id)
          ? success({ agentState: 7, isWorking: false })
          : answer,
    };
  });
}

/** Nobody answered until the exchange gave up. */
function ringsOut(change: (notices: Notice[], call: Call) => Notice[]): Hooks {
  return {
    events: (cause, notices) =>
      cause.kind === 'gave-up' && notices.some(({ event }) => event.eventType === 'AgentEvent_No_Answer')
        ? change(notices, cause.call)
        : notices,
  };
}

/** What is done some time after a phone had stopped ringing. */
function afterRingingOut(act: (gateway: Gateway, call: Call) => void): Hooks {
  return knowingGateway((gateway) =>
    ringsOut((notices, call) => {
      const known = gateway();
      known?.clock.after(againMs, () => act(known, call));
      return notices;
    }),
  );
}

/** Once, unless whom it is offered to has a call then. */
function offeredOnceMore(to: (call: Call, signedIn: Agent[]) => Agent | undefined): Hooks {
  const offered = new WeakSet<Call>();
  return afterRingingOut(({ calls, sessions }, call) => {
    const agent = to(call, [...sessions.signedIn]);
    if (!offered.has(call) && agent?.session && !agent.call) offered.add(calls.place('external', agent));
  });
}

/** To another agent that is idle, of the same group or not. */
const offeredToAnother = (ofSameGroup: boolean) => () =>
  offeredOnceMore(({ holder }, signedIn) =>
    signedIn.find(
      (agent) => (agent.group === holder.group) === ofSameGroup && agent !== holder && agent.state === 'idle',
    ),
  );

export const ringingDialects: readonly Dialect[] = [
  dialect(
    'ringing-announced-twice',
    'A9',
    'a phone that begins to ring is announced twice at once',
    rings((notices) => notices.flatMap((one) => (one.event.eventType === alerting ? [one, one] : [one]))),
  ),
  dialect(
    'ringing-announced-again-and-again',
    'A9',
    `a phone that rings is announced again every ${againMs} ms`,
    announcedAgain,
  ),
  dialect(
    'ringing-announced-late',
    'A9',
    `PhoneAlerting comes ${againMs} ms behind Busy`,
    rings((notices) => notices.map((one) => (one.event.eventType === alerting ? { ...one, delayMs: againMs } : one))),
  ),
  dialect(
    'screen-pops-at-ringing',
    'A9',
    'Incoming_CallInfo comes to the agent that is called when its phone rings, and to the one that answers',
    rings((notices, call) =>
      call.kind === 'external' ? [...notices, notice(call.holder, info, contents.incomingCallInfo(call))] : notices,
    ),
  ),
  dialect(
    'screen-pop-replaced',
    'A9',
    `Incoming_CallInfo comes when a phone rings, and another one after ${againMs} ms more, when skill and number are known`,
    screenPopReplaced,
  ),
  dialect('taken-like-unanswered', 'A10', 'the agent whose call is taken is told as if it had not answered, too', {
    events(cause, notices) {
      const taken = cause.kind === 'moved' ? cause.call.takenFrom : undefined;
      if (!taken) return notices;
      return [
        ...notices,
        notice(taken, 'AgentEvent_No_Answer', null),
        notice(taken, 'AgentEvent_Customer_Release', null),
        notice(taken, release, { phoneState: 3 }),
      ];
    },
  }),
  dialect(
    'idle-late-after-calls',
    'A14',
    `an agent becomes idle ${windingUpMs} ms after each of its calls, without any event`,
    idleLaterAfterCalls,
  ),
  dialect(
    'no-answer-offered-once-more',
    '',
    `a call that nobody answered rings at the same agent once more, ${againMs} ms later`,
    () => offeredOnceMore(({ holder }) => holder),
  ),
  dialect(
    'no-answer-offered-to-colleague',
    '',
    `a call that nobody answered rings at another agent of the group, ${againMs} ms later`,
    offeredToAnother(true),
  ),
  dialect(
    'no-answer-offered-to-other-group',
    '',
    `a call that nobody answered rings at an agent of another group, ${againMs} ms later`,
    offeredToAnother(false),
  ),
  dialect('no-answer-signs-out', '', `an agent that did not answer is signed out, ${againMs} ms later`, () =>
    afterRingingOut(({ sessions }, { holder }) => sessions.end(holder)),
  ),
  dialect(
    'no-answer-told-as-released',
    '',
    'an agent that did not answer is told that the caller hung up',
    ringsOut((notices, { holder }) =>
      notices.map((one) =>
        one.event.eventType === 'AgentEvent_No_Answer' ? notice(holder, 'AgentEvent_Customer_Release', null) : one,
      ),
    ),
  ),
  dialect(
    'no-answer-told-by-state',
    '',
    'an agent that did not answer is told nothing but what state it is in',
    ringsOut((notices) => notices.filter(({ event }) => event.eventType.startsWith('AgentState_'))),
  ),
];
