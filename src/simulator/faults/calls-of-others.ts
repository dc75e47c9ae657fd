import type { Agent } from '../agents';
import type { Exchange } from '../exchange';
import type { Hooks } from '../hooks';
import type { Fault } from '../quirks';
import { asks, fault, inBoth, type Pickup, phonepickup } from './fault';

/** Refused for something that no prerequisite mentions. */
export function refuses(pickup: Pickup, when: (x: Exchange) => boolean): Hooks {
  const name = pickup === phonepickup ? 'alerting' : 'called-ringing';
  return { prerequisite: (x, asked, holds) => holds && !(asks(x, pickup) && asked === name && when(x)) };
}

function groupOf({ agent, gateway }: Exchange): Agent[] {
  return [...gateway.agents.inUse()].filter(({ group }) => group === agent?.group);
}

/** What others of the group do meanwhile stands in the way. */
export const callsOfOthersFaults: readonly Fault[] = inBoth((pickup) => [
  fault(
    `${pickup.name}-refused-while-colleague-talks`,
    `${pickup.ids}-METHOD-1`,
    'while another agent of the group talks every pickup is refused',
    refuses(pickup, (x) => groupOf(x).some(({ call }) => call?.state === 'connected' && call !== x.agent?.call)),
  ),
  fault(
    `${pickup.name}-refused-while-two-ring`,
    `${pickup.ids}-METHOD-1`,
    'while two phones of the group ring every pickup is refused',
    refuses(pickup, (x) => groupOf(x).filter(({ alerting }) => alerting).length > 1),
  ),
]);
