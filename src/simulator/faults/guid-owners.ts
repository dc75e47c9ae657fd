import type { Agent } from '../agents';
import type { Exchange } from '../exchange';
import type { Fault } from '../quirks';
import { asks, fault, inBoth } from './fault';

/** What a Guid that is refused because another agent owns it does to that one. */
const harms: readonly [name: string, text: string, does: (x: Exchange, owner: Agent) => void][] = [
  ['signs-its-owner-out', 'signs the other one out', (x, owner) => x.gateway.sessions.end(owner)],
  [
    'makes-its-owner-busy',
    'makes the other one busy',
    (_x, { session }) => {
      if (session) session.between = 'busy';
    },
  ],
];

/** Refused requests that have an effect on whoever owns the Guid. */
export const guidOwnerFaults: readonly Fault[] = inBoth((pickup) =>
  harms.map(([name, text, does]) =>
    fault(
      `${pickup.name}-foreign-guid-${name}`,
      `${pickup.ids}-GUID-2`,
      `a request with another agent's Guid is refused, and ${text}`,
      {
        answer(x, answer) {
          const owner = x.gateway.sessions.ownerOf(x.guid);
          if (asks(x, pickup) && x.refusedBy === 'guid' && owner !== undefined && owner !== x.agent) does(x, owner);
          return answer;
        },
      },
    ),
  ),
);
