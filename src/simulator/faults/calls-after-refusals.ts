import type { Agent } from '../agents';
import type { Call } from '../calls';
import type { Exchange } from '../exchange';
import type { Hooks } from '../hooks';
import type { Fault } from '../quirks';
import { at, content } from './event-changes';
import { asks, fault, phonepickup, snatchpickup } from './fault';
import { refuses } from './other-calls';

/** Notes every call that a snatchpickup reached for in vain, and who asked for it last. */
function noting(refused: WeakMap<Call, Agent>, refusedBy?: string): Required<Pick<Hooks, 'answer'>> {
  return {
    answer(x: Exchange, answer) {
      const call = x.destination?.call;
      const concerned =
        asks(x, snatchpickup) && x.refusedBy !== undefined && (refusedBy ?? x.refusedBy) === x.refusedBy;
      if (concerned && call && x.agent) refused.set(call, x.agent);
      return answer;
    },
  };
}

/** Behind a refusal of this kind the agent that is named cannot pick its call up. */
function silencesPhonepickup(refusedBy: string, text: string): Fault {
  return fault(
    `snatchpickup-refused-for-${refusedBy.toLowerCase()}-stops-phonepickup`,
    'SP-PRE-7',
    `after a snatchpickup that is refused ${text} the called agent's own phonepickup is refused`,
    () => {
      const spoiled = new WeakSet<Call>();
      return {
        ...refuses(phonepickup, ({ agent }) => agent?.call !== undefined && spoiled.has(agent.call)),
        answer(x, answer) {
          const [named] = /[0-9]+/.exec(x.queryValues('destWorkNo')[0] ?? '') ?? [];
          const call = (x.destination ?? x.gateway.agents.find(named))?.call;
          if (asks(x, snatchpickup) && x.refusedBy === refusedBy && call) spoiled.add(call);
          return answer;
        },
      };
    },
  );
}

/** What a refused snatchpickup leaves behind at a call that others than the refused agent deal with. */
export const callAfterRefusalFaults: readonly Fault[] = [
  fault(
    'snatchpickup-refused-reserves-call',
    'SP-PRE-7',
    'after a refused pickup no other agent than the refused one can take the call',
    () => {
      const refused = new WeakMap<Call, Agent>();
      return {
        ...noting(refused),
        prerequisite(x, name, holds) {
          const call = asks(x, snatchpickup) && name === 'called-ringing' ? x.destination?.call : undefined;
          return holds && (call === undefined || (refused.get(call) ?? x.agent) === x.agent);
        },
      };
    },
  ),
  fault(
    'snatchpickup-refused-silences-handset',
    'SP-PRE-7',
    'after a refused pickup lifting the handset answers the call without any event',
    () => {
      const refused = new WeakMap<Call, Agent>();
      return {
        ...noting(refused),
        ...at(
          (cause) => cause.kind === 'answered' && cause.by === 'handset' && refused.has(cause.call),
          () => [],
        ),
      };
    },
  ),
  fault(
    'snatchpickup-refused-for-group-becomes-caller',
    'SP-PRE-7',
    'a pickup that is refused for its group puts the agent that asked in the place of the caller',
    () => {
      const refused = new WeakMap<Call, Agent>();
      return {
        ...noting(refused, 'same-group'),
        ...at(
          (cause) => cause.kind === 'answered' && refused.has(cause.call),
          content('AgentEvent_Talking', (told, { call }) => ({
            ...told,
            caller: (call && refused.get(call)?.phone) ?? told.caller,
          })),
        ),
      };
    },
  ),
  silencesPhonepickup('destWorkNo', 'for its destWorkNo'),
  silencesPhonepickup('method', 'for its method'),
  silencesPhonepickup('session', 'because the agent that asks is not signed in'),
];
