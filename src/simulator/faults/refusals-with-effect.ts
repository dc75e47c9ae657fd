import type { Agent } from '../agents';
import type { Exchange } from '../exchange';
import type { Fault } from '../quirks';
import { asks, fault, inBoth, type Pickup, phonepickup, snatchpickup } from './fault';

/** A refused request that concerns an agent, and what it does to it. */
type Concerned = (x: Exchange) => Agent | undefined;

const named: Concerned = (x) => x.gateway.agents.find(x.agentIdText);
const ownerOfGuid: Concerned = (x) => x.gateway.sessions.ownerOf(x.guid);

function afterRefusal(
  pickup: Pickup,
  when: (x: Exchange) => boolean,
  whose: Concerned,
  change: (agent: Agent) => void,
) {
  return {
    answer<A>(x: Exchange, answer: A): A {
      const agent = asks(x, pickup) && x.refusedBy !== undefined && when(x) ? whose(x) : undefined;
      if (agent) change(agent);
      return answer;
    },
  };
}

function unlink({ session }: Agent): void {
  if (session) session.linkage = false;
}

function beginWrapUp({ session }: Agent): void {
  if (session) session.between = 'wrap-up';
}

const byMethod = (method: string) => (x: Exchange) => x.refusedBy === 'method' && x.request.method === method;
const refusedFor = (reason: string) => (x: Exchange) => x.refusedBy === reason;
const byGuid = (x: Exchange) => x.refusedBy === 'guid' && Boolean(x.guid);
const withoutGuid = (x: Exchange) => x.refusedBy === 'guid' && !x.guid;
const byDeadGuid = (x: Exchange) =>
  byGuid(x) &&
  (x.session?.guids.all().includes(x.guid ?? '') === true ||
    x.agent?.formerGuids.some(({ guid }) => guid === x.guid) === true);

/** Phonepickups that are refused, and let an agent begin to wrap up: seen where it is to take a call over. */
const wrappingUp: readonly Fault[] = (
  [
    ['put', 'METHOD-2', 'PUT is refused, and lets the agent', byMethod('PUT'), named],
    ['head', 'METHOD-2', 'HEAD is refused, and lets the agent', byMethod('HEAD'), named],
    ['trace', 'METHOD-2', 'TRACE is refused, and lets the agent', byMethod('TRACE'), named],
    ['missing-guid', 'GUID-1', 'a request without Guid is refused, and lets the named agent', withoutGuid, named],
    ['wrong-guid', 'GUID-2', 'a wrong Guid is refused, and lets the named agent', byGuid, named],
    ['foreign-guid', 'GUID-2', "another agent's Guid is refused, and lets that agent", byGuid, ownerOfGuid],
    [
      'invalid-agent-id',
      'URI-3',
      'an agent ID that is none is refused, and lets the agent whose Guid it is',
      refusedFor('agentid'),
      ownerOfGuid,
    ],
    ['no-call', 'PRE-3', 'an agent whose phone does not ring is refused, and does', refusedFor('alerting'), named],
  ] as const
).map(([what, breaks, text, when, whose]) =>
  fault(
    `phonepickup-${what}-begins-wrap-up`,
    `PP-${breaks}`,
    `${text} begin to wrap up`,
    afterRefusal(phonepickup, when, whose, beginWrapUp),
  ),
);

/** Takeovers that are refused for who asks, and leave the agent whose call they name without linkage. */
const unlinkingTheCalled: readonly Fault[] = (
  [
    ['permission', 'without-permission', 'without permission'],
    ['same-group', 'by-other-group', 'by an agent of another group'],
  ] as const
).map(([reason, what, text]) =>
  fault(
    `snatchpickup-${what}-switches-linkage-of-called-off`,
    'SP-PRE-7',
    `a takeover ${text} is refused, and switches the called agent's phone linkage off`,
    afterRefusal(snatchpickup, refusedFor(reason), ({ destination }) => destination, unlink),
  ),
);

/** Refused requests after which an agent is no longer what it was before. */
export const refusalWithEffectFaults: readonly Fault[] = [
  ...wrappingUp,
  ...unlinkingTheCalled,
  ...inBoth((pickup) => [
    fault(
      `${pickup.name}-get-begins-wrap-up`,
      `${pickup.ids}-METHOD-2`,
      'GET is refused, and lets the agent begin to wrap up',
      afterRefusal(pickup, byMethod('GET'), named, beginWrapUp),
    ),
    fault(
      `${pickup.name}-wrong-guid-switches-linkage-off`,
      `${pickup.ids}-GUID-2`,
      "a wrong Guid is refused, and switches the named agent's phone linkage off",
      afterRefusal(pickup, byGuid, named, unlink),
    ),
    fault(
      `${pickup.name}-dead-guid-switches-linkage-off`,
      pickup.ids === 'PP' ? 'PP-GUID-5' : 'SP-GUID-2',
      "a dead Guid is refused, and switches the agent's phone linkage off",
      afterRefusal(pickup, byDeadGuid, named, unlink),
    ),
    fault(
      `${pickup.name}-wrong-guid-switches-linkage-of-owner-off`,
      `${pickup.ids}-GUID-2`,
      "another agent's Guid is refused, and switches that agent's phone linkage off",
      afterRefusal(pickup, byGuid, ownerOfGuid, unlink),
    ),
    fault(
      `${pickup.name}-options-switches-linkage-off`,
      `${pickup.ids}-METHOD-2`,
      "OPTIONS is answered as it should be, and switches the agent's phone linkage off",
      afterRefusal(pickup, byMethod('OPTIONS'), named, unlink),
    ),
  ]),
];
