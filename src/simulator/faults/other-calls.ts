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
const ofColleagues: readonly Fault[] = inBoth((pickup) => [
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

const ofCallBefore = fault(
  'phonepickup-refused-after-giving-up',
  'PP-METHOD-1',
  'once a caller gave up, the next call of that phone cannot be picked up',
  () => {
    const missed = new WeakSet<object>();
    return {
      ...refuses(phonepickup, ({ session }) => session !== undefined && missed.has(session)),
      events({ kind, call }, notices) {
        const { session } = call?.holder ?? {};
        if (kind === 'gave-up' && session) missed.add(session);
        if (kind === 'answered' && session) missed.delete(session);
        return notices;
      },
    };
  },
);

/** Refused for calls that the pickup is not about. */
export const otherCallFaults: readonly Fault[] = [...ofColleagues, ofCallBefore];
