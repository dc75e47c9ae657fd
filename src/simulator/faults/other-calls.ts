import type { Agent } from '../agents';
import type { Call } from '../calls';
import type { Exchange } from '../exchange';
import type { Hooks } from '../hooks';
import type { Fault } from '../quirks';
import { asks, fault, inBoth, type Pickup, phonepickup, snatchpickup } from './fault';

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

/** Within group B alone; between groups all is as it should be. */
const withinGroupB = ({ agent, destination }: Exchange) => agent?.group === 'B' && destination?.group === 'B';

const ofGroups: readonly Fault[] = [
  fault(
    'snatchpickup-within-first-group-only',
    'SP-METHOD-1',
    'agents of another group than A cannot take calls of their own group',
    refuses(snatchpickup, withinGroupB),
  ),
  fault(
    'snatchpickup-within-other-group-does-nothing',
    'SP-METHOD-1 SP-RESPONSE-2',
    'within another group than A nothing is done and success answered',
    { execute: (x, perform) => (asks(x, snatchpickup) && withinGroupB(x) ? undefined : perform()) },
  ),
  fault('snatchpickup-while-busy-in-other-group', 'SP-PRE-6', 'a busy agent of another group than A picks up', {
    prerequisite: (x, name, holds) =>
      holds || (asks(x, snatchpickup) && name === 'idle' && withinGroupB(x) && x.agent?.state === 'busy'),
  }),
];

/** The call that was taken from the agent and rings at another one still. */
function takenFrom(agent: Agent | undefined, { gateway }: Exchange): Call | undefined {
  const calls = [...gateway.agents.inUse()].map(({ call }) => call);
  return agent?.call ? undefined : calls.find((call) => call?.takenFrom === agent && call?.state === 'alerting');
}

const asksForTakenCall: Hooks = {
  prerequisite: (x, name, holds) =>
    holds || (asks(x, phonepickup) && name === 'alerting' && takenFrom(x.agent, x) !== undefined),
};

const ofTakenCalls: readonly Fault[] = [
  fault(
    'phonepickup-of-taken-call-success',
    'PP-PRE-3 PP-RESPONSE-2',
    'the agent whose call another one took is answered success, as long as it rings there',
    asksForTakenCall,
  ),
  fault(
    'phonepickup-of-taken-call-answers-it',
    'PP-PRE-3',
    'the agent whose call another one took takes the phone of that one off the hook',
    {
      ...asksForTakenCall,
      execute(x, perform) {
        const call = asks(x, phonepickup) ? takenFrom(x.agent, x) : undefined;
        if (call) x.gateway.calls.lift(call, 'phonepickup', x);
        else perform();
      },
    },
  ),
  fault(
    'snatchpickup-from-former-holder',
    'SP-PRE-2',
    'by the ID of the agent that a call was taken from it is taken from the one where it rings now',
    {
      prerequisite: (x, name, holds) =>
        holds || (asks(x, snatchpickup) && name === 'called-ringing' && takenFrom(x.destination, x) !== undefined),
      execute(x, perform) {
        if (asks(x, snatchpickup)) x.destination = takenFrom(x.destination, x)?.holder ?? x.destination;
        perform();
      },
    },
  ),
];

/** Refused for what the pickup is not about, other calls, and the group that it is within; accepted for it, or for a call that is elsewhere. */
export const otherCallFaults: readonly Fault[] = [...ofColleagues, ofCallBefore, ...ofGroups, ...ofTakenCalls];
