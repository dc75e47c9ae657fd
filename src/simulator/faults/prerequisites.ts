import type { Agent, AgentState } from '../agents';
import { success, withMembers } from '../answer';
import type { Call } from '../calls';
import type { Exchange } from '../exchange';
import type { Cause, Hooks } from '../hooks';
import type { Fault } from '../quirks';
import { asks, effect, fault, inBoth, type Pickup, phonepickup, snatchpickup } from './fault';

/** The prerequisite counts as kept where `when` says so, whatever the agent's state. */
function ignores(pickup: Pickup, names: string[], when: (x: Exchange) => boolean = () => true) {
  return {
    prerequisite: (x: Exchange, name: string, holds: boolean) =>
      holds || (asks(x, pickup) && names.includes(name) && when(x)),
  };
}

/** Agents whose phone rang last and was not answered. */
function ignoresGivingUp(pickup: Pickup, name: string, whose: (x: Exchange) => Agent | undefined) {
  return () => {
    const gaveUp = new Set<Agent>();
    return {
      ...ignores(pickup, [name], (x) => {
        const agent = whose(x);
        return agent !== undefined && !agent.call && gaveUp.has(agent);
      }),
      events<N>(cause: Cause, notices: N[]): N[] {
        if (cause.kind === 'gave-up') gaveUp.add(cause.call.holder);
        if (cause.kind === 'ring') gaveUp.delete(cause.call.holder);
        return notices;
      },
    };
  };
}

/** The agent's last session ended by a forced sign-out. */
function wasForcedOut() {
  const forcedOut = new Set<string>();
  return {
    forcedOut,
    noted(x: Exchange): void {
      if (x.operation?.name === 'forcelogout' && !x.refusedBy && x.agent) forcedOut.add(x.agent.id);
      if (x.operation?.name === 'sign-in' && !x.refusedBy && x.agent) forcedOut.delete(x.agent.id);
    },
  };
}

const notSignedIn = inBoth((pickup) => [
  fault(
    `${pickup.name}-never-signed-in-agent-gets-100-007`,
    `${pickup.ids}-PRE-1`,
    'an agent that never signed in is refused with 100-007',
    {
      answer: (x, answer) =>
        asks(x, pickup) && x.refusedBy === 'session' && (x.agent?.formerGuids.length ?? 0) === 0
          ? withMembers(answer, { retcode: '100-007' })
          : answer,
    },
  ),
  fault(
    `${pickup.name}-forced-out-agent-gets-100-007`,
    `${pickup.ids}-PRE-1`,
    'an agent that was signed out by force is refused with 100-007',
    () => {
      const { forcedOut, noted } = wasForcedOut();
      return {
        answer(x, answer) {
          noted(x);
          const concerned = asks(x, pickup) && x.refusedBy === 'session' && forcedOut.has(x.agent?.id ?? '');
          return concerned ? withMembers(answer, { retcode: '100-007' }) : answer;
        },
      };
    },
  ),
  fault(
    `${pickup.name}-forced-out-agent-succeeds`,
    `${pickup.ids}-PRE-1 ${pickup.ids}-RESPONSE-2`,
    'for an agent that was signed out by force nothing is done and success answered',
    () => {
      const { forcedOut, noted } = wasForcedOut();
      return {
        answer(x, answer) {
          noted(x);
          const concerned = asks(x, pickup) && x.refusedBy === 'session' && forcedOut.has(x.agent?.id ?? '');
          return concerned ? success() : answer;
        },
      };
    },
  ),
  fault(
    `${pickup.name}-signed-out-agent-succeeds`,
    `${pickup.ids}-PRE-1 ${pickup.ids}-RESPONSE-2`,
    'for a signed-out agent nothing is done and success answered',
    {
      answer: (x, answer) => (asks(x, pickup) && x.refusedBy === 'session' ? success() : answer),
    },
  ),
  fault(
    `${pickup.name}-signed-out-agent-gets-100-007`,
    `${pickup.ids}-PRE-1`,
    'a signed-out agent is refused with 100-007',
    {
      answer: (x, answer) =>
        asks(x, pickup) && x.refusedBy === 'session' ? withMembers(answer, { retcode: '100-007' }) : answer,
    },
  ),
]);

const ofPhonepickup: Fault[] = [
  fault(
    'phonepickup-needs-pickup-permission',
    'PP-METHOD-1',
    'an agent without the group pickup permission may not take its own phone off the hook',
    { prerequisite: (x, name, holds) => holds && !(name === 'alerting' && x.agent?.mayPickUp === false) },
  ),
  fault(
    'phonepickup-refuses-taken-call',
    'PP-METHOD-1 PP-EVENT-1',
    'a call that was taken over cannot be answered by phonepickup',
    { prerequisite: (x, name, holds) => holds && !(name === 'alerting' && x.agent?.call?.takenFrom !== undefined) },
  ),
  fault(
    'phonepickup-refuses-internal-call',
    'PP-METHOD-1 PP-EVENT-1',
    'an internal call cannot be answered by phonepickup',
    {
      prerequisite: (x, name, holds) => holds && !(name === 'alerting' && x.agent?.call?.kind === 'internal'),
    },
  ),
  fault('phonepickup-delete-disables-linkage', 'PP-METHOD-2', 'DELETE is refused, and switches the phone linkage off', {
    answer(x, answer) {
      if (asks(x, phonepickup) && x.request.method === 'DELETE')
        for (const agent of x.gateway.sessions.signedIn)
          if (agent.id === x.agentIdText && agent.session) agent.session.linkage = false;
      return answer;
    },
  }),
  fault('phonepickup-without-linkage', 'PP-PRE-2', 'works without phone linkage', ignores(phonepickup, ['linkage'])),
  fault(
    'phonepickup-without-any-ring',
    'PP-PRE-3 PP-RESPONSE-2',
    'before any call success is answered',
    ignores(phonepickup, ['alerting'], (x) => !x.agent?.call),
  ),
  fault(
    'phonepickup-twice',
    'PP-PRE-3 PP-RESPONSE-2',
    'a second pickup of the same call answers success',
    ignores(phonepickup, ['alerting'], (x) => x.agent?.call?.state === 'connected'),
  ),
  fault(
    'phonepickup-after-giving-up',
    'PP-PRE-3 PP-RESPONSE-2',
    'after the caller gave up success is answered',
    ignoresGivingUp(phonepickup, 'alerting', (x) => x.agent),
  ),
  fault(
    'phonepickup-of-other-phone',
    'PP-PRE-4',
    'works with a phone that is no eSpace 7910',
    ignores(phonepickup, ['phone-model']),
  ),
  fault(
    'phonepickup-without-linkage-refused-but-executes',
    'PP-PRE-2 PP-RESPONSE-2 PP-EVENT-4',
    'without linkage it is refused, and executes',
    executesRefused(phonepickup, ['linkage']),
  ),
  fault(
    'phonepickup-of-other-phone-refused-but-executes',
    'PP-PRE-4 PP-RESPONSE-2 PP-EVENT-4',
    'with another phone it is refused, and executes',
    executesRefused(phonepickup, ['phone-model']),
  ),
];

const whileIn = (state: AgentState) =>
  ignores(snatchpickup, ['idle'], (x) => x.agent?.state === state && x.agent !== x.destination);

/** Busy by a request like this, and by no later one. */
function whileBusyAs(became: (x: Exchange) => boolean): Hooks {
  const such = new WeakSet<object>();
  return {
    ...ignores(snatchpickup, ['idle'], ({ agent }) => agent?.state === 'busy' && such.has(agent.session ?? agent)),
    answer(x, answer) {
      const sets = x.operation?.name === 'sign-in' || x.operation?.name === 'saybusy';
      if (sets && x.session && x.refusedBy === undefined) such[became(x) ? 'add' : 'delete'](x.session);
      return answer;
    },
  };
}

const ofSnatchpickup: Fault[] = [
  fault(
    'snatchpickup-needs-permission-of-called-agent',
    'SP-METHOD-1',
    'the agent that is called must have the group pickup permission, too',
    { prerequisite: (x, name, holds) => holds && !(name === 'permission' && x.destination?.mayPickUp === false) },
  ),
  fault(
    'snatchpickup-by-other-group',
    'SP-PRE-4',
    'agents of group B may pick up calls of group A',
    ignores(snatchpickup, ['same-group'], (x) => x.agent?.group === 'B' && x.destination?.group === 'A'),
  ),
  fault(
    'snatchpickup-without-any-ring',
    'SP-PRE-2 SP-RESPONSE-2',
    'where the called agent has no call success is answered',
    ignores(snatchpickup, ['called-ringing'], (x) => x.destination?.session !== undefined && !x.destination.call),
  ),
  fault(
    'snatchpickup-of-answered-call',
    'SP-PRE-2',
    'a call that was answered already is taken from the talking agent',
    ignores(snatchpickup, ['called-ringing'], (x) => x.destination?.call?.state === 'connected'),
  ),
  fault(
    'snatchpickup-after-giving-up',
    'SP-PRE-2 SP-RESPONSE-2',
    'after the caller gave up success is answered',
    ignoresGivingUp(snatchpickup, 'called-ringing', (x) => x.destination),
  ),
  fault(
    'snatchpickup-from-signed-out-agent',
    'SP-PRE-2 SP-RESPONSE-2',
    'where the called agent is signed out success is answered',
    ignores(
      snatchpickup,
      ['called-signed-in', 'called-ringing', 'same-group'],
      (x) => x.destination?.session === undefined,
    ),
  ),
  fault(
    'snatchpickup-of-internal-call',
    'SP-PRE-3',
    'an internal call is picked up',
    ignores(snatchpickup, ['external']),
  ),
  fault(
    'snatchpickup-from-other-group',
    'SP-PRE-4',
    'calls of other groups are picked up',
    ignores(snatchpickup, ['same-group']),
  ),
  fault(
    'snatchpickup-without-permission',
    'SP-PRE-5',
    'the group pickup permission is not asked for',
    ignores(snatchpickup, ['permission']),
  ),
  ...(
    [
      ['internal-call', 'SP-PRE-3', 'external', 'for an internal call'],
      ['other-group', 'SP-PRE-4', 'same-group', 'for a call of another group'],
      ['missing-permission', 'SP-PRE-5', 'permission', 'for an agent without permission'],
    ] as const
  ).map(([name, requirement, refusedBy, text]) =>
    fault(
      `snatchpickup-of-${name}-answers-success`,
      `${requirement} SP-RESPONSE-2`,
      `${text} nothing is done and success answered`,
      {
        answer: (x, answer) => (asks(x, snatchpickup) && x.refusedBy === refusedBy ? success() : answer),
      },
    ),
  ),
  fault('snatchpickup-while-busy', 'SP-PRE-6', 'a busy agent picks up', whileIn('busy')),
  fault('snatchpickup-while-busy-by-sign-in', 'SP-PRE-6', 'an agent that is busy since its sign-in picks up', () =>
    whileBusyAs((x) => x.operation?.name === 'sign-in'),
  ),
  fault('snatchpickup-while-busy-for-reason-0', 'SP-PRE-6', 'an agent that is busy for the reason 0 picks up', () =>
    whileBusyAs((x) => x.operation?.name === 'saybusy' && x.queryValues('reason')[0] === '0'),
  ),
  fault('snatchpickup-while-busy-without-reason', 'SP-PRE-6', 'an agent that is busy without a reason picks up', () =>
    whileBusyAs((x) => x.operation?.name === 'saybusy' && x.queryValues('reason').length === 0),
  ),
  fault('snatchpickup-while-wrapping-up', 'SP-PRE-6', 'an agent that wraps up picks up', whileIn('wrap-up')),
  fault(
    'snatchpickup-while-ringing',
    'SP-PRE-6 SP-RESPONSE-2',
    'an agent that rings itself answers success, and the call is lost',
    whileIn('ringing'),
  ),
  fault(
    'snatchpickup-while-talking',
    'SP-PRE-6 SP-RESPONSE-2',
    'an agent that talks answers success, and the call is lost',
    whileIn('talking'),
  ),
  ...['external', 'same-group', 'permission', 'idle'].flatMap((name) => [
    fault(
      `snatchpickup-refused-by-${name}-but-executes`,
      'SP-PRE-7 SP-RESPONSE-2 SP-EVENT-8',
      `refused by the prerequisite ${name}, it takes the call over all the same`,
      executesRefused(snatchpickup, [name]),
    ),
    fault(
      `snatchpickup-refused-by-${name}-ends-call`,
      'SP-PRE-7 SP-EVENT-8',
      `refused by the prerequisite ${name}, it ends the call`,
      {
        answer(x, answer) {
          const call = x.destination?.call;
          if (asks(x, snatchpickup) && x.refusedBy === name && call?.state === 'alerting') x.gateway.calls.end(call);
          return answer;
        },
      },
    ),
    fault(
      `snatchpickup-refused-by-${name}-blocks-call`,
      'SP-PRE-7',
      `refused by the prerequisite ${name}, it leaves a call ringing that no pickup can reach`,
      () => {
        const blocked = new WeakSet<Call>();
        return {
          prerequisite: (x, prerequisite, holds) => {
            const call = prerequisite === 'alerting' ? x.agent?.call : x.destination?.call;
            const asksForRing = prerequisite === 'alerting' || prerequisite === 'called-ringing';
            return holds && !(asksForRing && call !== undefined && blocked.has(call));
          },
          answer(x, answer) {
            const call = x.destination?.call;
            if (asks(x, snatchpickup) && x.refusedBy === name && call) blocked.add(call);
            return answer;
          },
        };
      },
    ),
  ]),
  fault('snatchpickup-refused-answers-call', 'SP-PRE-7 SP-EVENT-8', 'a refused pickup makes the called phone answer', {
    answer(x, answer) {
      const call = x.destination?.call;
      const byPrerequisite = ['same-group', 'permission', 'idle'].includes(x.refusedBy ?? '');
      if (asks(x, snatchpickup) && byPrerequisite && call?.state === 'alerting') x.gateway.calls.lift(call, 'handset');
      return answer;
    },
  }),
];

function executesRefused(pickup: Pickup, names: string[]) {
  return {
    answer<A>(x: Exchange, answer: A): A {
      if (asks(x, pickup) && x.refusedBy !== undefined && names.includes(x.refusedBy)) effect(x);
      return answer;
    },
  };
}

/** Between the prerequisites and the effect lies a gap in which a second request sees the old state. */
const gapMs = 8;

function withGap(pickup: Pickup, then: (x: Exchange, call: Call | undefined, perform: () => void) => void) {
  return {
    execute(x: Exchange, perform: () => void): void | Promise<void> {
      if (!asks(x, pickup)) return perform();
      const call = pickup === phonepickup ? x.agent?.call : x.destination?.call;
      return new Promise((resolve) => {
        x.gateway.clock.after(gapMs, () => {
          then(x, call, perform);
          resolve();
        });
      });
    },
  };
}

const races: Fault[] = [
  fault(
    'snatchpickup-race-both-succeed',
    'SP-PRE-8 SP-RESPONSE-2',
    'two agents that reach for one call at once both get success, the first the call',
    withGap(snatchpickup, (_x, _call, perform) => perform()),
  ),
  fault(
    'snatchpickup-race-both-get-the-call',
    'SP-PRE-8',
    'two agents that reach for one call at once both get success, each the call after the other',
    withGap(snatchpickup, (x, call, perform) => {
      if (call && x.agent && call.holder !== x.destination && call.state !== 'ended')
        x.gateway.calls.move(call, x.agent, x);
      else perform();
    }),
  ),
  fault(
    'phonepickup-race-both-succeed',
    'PP-PRE-3 PP-RESPONSE-2',
    'two pickups of one call at once both get success',
    withGap(phonepickup, (_x, _call, perform) => perform()),
  ),
];

export const prerequisiteFaults: readonly Fault[] = [...notSignedIn, ...ofPhonepickup, ...ofSnatchpickup, ...races];
