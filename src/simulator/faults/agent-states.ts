import type { Agent } from '../agents';
import type { Call } from '../calls';
import type { Exchange } from '../exchange';
import type { Fault } from '../quirks';
import type { Session } from '../sessions';
import { asks, fault, inBoth, phonepickup, snatchpickup } from './fault';
import { refuses } from './other-calls';

const ofTheRingingAgent: Fault[] = [
  fault(
    'phonepickup-refuses-busy-agent',
    'PP-METHOD-1 PP-EVENT-1',
    'an agent that was busy before its phone rang is refused',
    refuses(phonepickup, (x) => x.session?.between === 'busy'),
  ),
  fault(
    'phonepickup-refuses-wrapping-up-agent',
    'PP-METHOD-1 PP-EVENT-1',
    'an agent that was wrapping up before its phone rang is refused',
    refuses(phonepickup, (x) => x.session?.between === 'wrap-up'),
  ),
  fault(
    'phonepickup-silent-for-busy-agent',
    'PP-EVENT-1 PP-EVENT-2',
    'a busy agent that took its phone off the hook is told nothing of it',
    {
      events: (cause, notices) =>
        cause.kind === 'answered' && cause.by === 'phonepickup' && cause.call.holder.session?.between === 'busy'
          ? notices.filter(({ to }) => to !== cause.call.holder)
          : notices,
    },
  ),
  fault(
    'snatchpickup-refuses-call-of-busy-agent',
    'SP-METHOD-1 SP-EVENT-1',
    'the call of an agent that was busy before its phone rang cannot be taken',
    refuses(snatchpickup, (x) => x.destination?.session?.between === 'busy'),
  ),
];

/** Idle although it is not: in one kind of call, or after one. */
function whileIn(what: string, text: string, when: (agent: Agent, call: Call) => boolean): Fault {
  return fault(`snatchpickup-while-${what}`, 'SP-PRE-6 SP-RESPONSE-2', `an agent picks up ${text}`, {
    prerequisite: (x, name, holds) =>
      holds ||
      (asks(x, snatchpickup) &&
        name === 'idle' &&
        x.agent?.call !== undefined &&
        x.agent !== x.destination &&
        when(x.agent, x.agent.call)),
  });
}

const ofTheAgentItself: Fault[] = [
  whileIn(
    'ringing-internally',
    'while its own phone rings with an internal call',
    (agent, call) => agent.alerting && call.kind === 'internal',
  ),
  whileIn(
    'ringing-with-taken-call',
    'while its own phone rings with a call that it took over',
    (agent, call) => agent.alerting && call.takenFrom !== undefined,
  ),
  whileIn(
    'dialling',
    'while it waits for an agent that it calls to answer',
    (agent, call) => call.from === agent && call.state === 'alerting',
  ),
  whileIn(
    'talking-to-calling-agent',
    'while it talks to an agent that called it',
    (agent, { from, state }) => from !== undefined && from !== agent && state === 'connected',
  ),
  whileIn(
    'talking-to-agent-it-called',
    'while it talks to an agent that it called',
    (agent, { from, state }) => from === agent && state === 'connected',
  ),
  whileIn(
    'talking-on-call-it-took-over',
    'while it talks on a call that it took over',
    (_agent, { takenFrom, state }) => takenFrom !== undefined && state === 'connected',
  ),
  fault(
    'snatchpickup-after-answering-by-handset',
    'SP-PRE-6 SP-RESPONSE-2',
    'an agent that lifted its handset picks up',
    () => {
      const byHandset = new WeakSet<Call>();
      return {
        prerequisite: (x, name, holds) =>
          holds ||
          (asks(x, snatchpickup) && name === 'idle' && x.agent?.call !== undefined && byHandset.has(x.agent.call)),
        events(cause, notices) {
          if (cause.kind === 'answered' && cause.by === 'handset') byHandset.add(cause.call);
          return notices;
        },
      };
    },
  ),
  fault('snatchpickup-while-wrapping-up-after-call', 'SP-PRE-6', 'an agent that wraps up a call picks up', () => {
    const talked = new WeakSet<Session>();
    return {
      prerequisite: (x, name, holds) =>
        holds ||
        (asks(x, snatchpickup) &&
          name === 'idle' &&
          x.agent?.state === 'wrap-up' &&
          x.session !== undefined &&
          talked.has(x.session)),
      events({ kind, call }, notices) {
        if (kind === 'ended' && call.holder.session) talked.add(call.holder.session);
        return notices;
      },
    };
  }),
];

const isDialling = ({ agent }: Exchange) => agent?.call?.from === agent && agent?.call?.state === 'alerting';

/** Its own phone was lifted before: to take that off the hook is accepted. */
const wasRefusedWhileDialling = (x: Exchange) => asks(x, phonepickup) && x.refusedBy !== undefined && isDialling(x);

/** The phone of an agent that calls another one does not alert. */
const ofTheCaller: Fault[] = [
  fault(
    'phonepickup-while-dialling',
    'PP-PRE-3 PP-RESPONSE-2',
    'for an agent that waits for another one to answer nothing is done and success answered',
    { prerequisite: (x, name, holds) => holds || (asks(x, phonepickup) && name === 'alerting' && isDialling(x)) },
  ),
  fault(
    'phonepickup-while-dialling-connects',
    'PP-PRE-3',
    'an agent that waits for another one to answer makes it answer',
    {
      prerequisite: (x, name, holds) => holds || (asks(x, phonepickup) && name === 'alerting' && isDialling(x)),
      execute(x, perform) {
        const call = x.agent?.call;
        if (asks(x, phonepickup) && isDialling(x) && call) x.gateway.calls.lift(call, 'phonepickup', x);
        else perform();
      },
    },
  ),
  fault(
    'phonepickup-while-dialling-refused-but-connects',
    'PP-PRE-3 PP-RESPONSE-2 PP-EVENT-4',
    'an agent that waits for another one to answer is refused, and makes it answer',
    {
      answer(x, answer) {
        const call = x.agent?.call;
        if (wasRefusedWhileDialling(x) && call) x.gateway.calls.lift(call, 'phonepickup', x);
        return answer;
      },
    },
  ),
  fault(
    'phonepickup-while-dialling-ends-call',
    'PP-PRE-3',
    'an agent that waits for another one to answer is refused, and its call ended',
    {
      answer(x, answer) {
        const call = x.agent?.call;
        if (wasRefusedWhileDialling(x) && call) x.gateway.calls.end(call);
        return answer;
      },
    },
  ),
];

/** Busy until it cancels that: its saying that it is free is answered with success, and forgotten. */
const ofFreedAgents: Fault[] = inBoth((pickup) => [
  fault(
    `${pickup.name}-refuses-agent-that-said-free`,
    `${pickup.ids}-METHOD-1`,
    'an agent that was busy and said that it is free counts as busy',
    () => {
      const busy = new WeakSet<Session>();
      return {
        ...refuses(pickup, ({ session }) => session !== undefined && busy.has(session)),
        answer(x, answer) {
          if (x.session && x.refusedBy === undefined) {
            if (x.operation?.name === 'saybusy') busy.add(x.session);
            if (x.operation?.name === 'cancelbusy') busy.delete(x.session);
          }
          return answer;
        },
      };
    },
  ),
]);

/** What an agent does meanwhile, and what the agent does whose phone rings. */
export const agentStateFaults: readonly Fault[] = [
  ...ofTheRingingAgent,
  ...ofTheAgentItself,
  ...ofTheCaller,
  ...ofFreedAgents,
];
