import type { Exchange } from '../exchange';
import type { Hooks } from '../hooks';
import type { Fault } from '../quirks';
import { asks, fault, type Pickup, phonepickup, snatchpickup } from './fault';

/** Refused for a state of the agent whose phone rings, which no prerequisite mentions. */
function refuses(pickup: Pickup, when: (x: Exchange) => boolean): Hooks {
  const name = pickup === phonepickup ? 'alerting' : 'called-ringing';
  return { prerequisite: (x, asked, holds) => holds && !(asks(x, pickup) && asked === name && when(x)) };
}

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

/** What an agent does, and does not, while a state lasts that only agents know of themselves. */
export const agentStateFaults: readonly Fault[] = [...ofTheRingingAgent];
