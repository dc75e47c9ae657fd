import type { Exchange } from '../exchange';
import type { Fault } from '../quirks';
import type { Session } from '../sessions';
import { asks, effect, fault, inBoth, phonepickup, snatchpickup } from './fault';

type Loose = (guid: string, session: Session, x: Exchange) => boolean;

/** Guids that are taken for the agent's own although they are not. */
const loose: readonly [name: string, breaks: string, text: string, accepts: Loose][] = [
  ['any-guid-accepted', 'GUID-2 PP-GUID-5', 'any Guid at all is accepted', (guid) => guid !== ''],
  [
    'guid-of-any-agent-accepted',
    'GUID-2',
    "every signed-in agent's Guid is accepted",
    (guid, _session, x) => x.gateway.sessions.ownerOf(guid) !== undefined,
  ],
  [
    'guid-of-other-group-accepted',
    'GUID-2',
    'the Guid of any agent of another group is accepted',
    (guid, _session, x) => {
      const owner = x.gateway.sessions.ownerOf(guid);
      return owner !== undefined && owner.group !== x.agent?.group;
    },
  ],
  [
    'guid-by-prefix',
    'GUID-2',
    'the beginning of the Guid is enough',
    (guid, { guids }) => guid.length >= 8 && guids.current.startsWith(guid),
  ],
  [
    'guid-with-more-behind',
    'GUID-2',
    'the Guid may go on after its end',
    (guid, { guids }) => guid.startsWith(guids.current),
  ],
  [
    'guid-by-first-block',
    'GUID-2',
    'only the first eight characters of a Guid are compared',
    (guid, { guids }) => guid.slice(0, 8) === guids.current.slice(0, 8),
  ],
  [
    'guid-in-any-case',
    'GUID-2',
    'the case of the letters in a Guid does not count',
    (guid, { guids }) => guid.toLowerCase() === guids.current.toLowerCase(),
  ],
  [
    'guid-after-sign-out',
    'GUID-5',
    'a Guid of a session that ended by sign-out still works',
    (guid, _session, x) =>
      x.agent?.formerGuids.some((former) => former.guid === guid && former.over === 'signed-out') === true,
  ],
  [
    'guid-after-forced-sign-in',
    'GUID-5',
    'a Guid that a forced sign-in replaced still works',
    (guid, _session, x) =>
      x.agent?.formerGuids.some((former) => former.guid === guid && former.over === 'taken-over') === true,
  ],
  [
    'renewed-guid-after-forced-sign-in',
    'GUID-5',
    'a Guid that came by a renewal survives a forced sign-in',
    (guid, _session, x) =>
      x.agent?.formerGuids.some((former) => former.guid === guid && former.over === 'taken-over' && former.renewed) ===
      true,
  ],
  [
    'renewed-guid-after-timeout',
    'GUID-5',
    'AUTHMODE 2: a replaced Guid never dies where it came by a renewal',
    (guid, { guids }) => guid !== guids.first && guids.all().includes(guid),
  ],
  [
    'guid-of-signed-out-agent-accepted',
    'GUID-2',
    'the last Guid of any agent that signed out is accepted',
    (guid, _session, x) =>
      [...x.gateway.agents.inUse()].some(
        (each) => each !== x.agent && !each.session && each.formerGuids.some((former) => former.guid === guid),
      ),
  ],
  [
    'guid-after-timeout',
    'GUID-5',
    'AUTHMODE 2: a replaced Guid never dies',
    (guid, { guids }) => guids.all().includes(guid),
  ],
];

const accepting: Fault[] = inBoth((pickup) =>
  loose.map(([name, requirement, text, accepts]) =>
    fault(`${pickup.name}-${name}`, pickup === phonepickup ? `PP-${requirement}` : 'SP-GUID-2', text, {
      guid: (x, accepted) =>
        accepted ||
        (asks(x, pickup) && x.guid !== undefined && x.session !== undefined && accepts(x.guid, x.session, x)),
    }),
  ),
);

/** Valid Guids that are refused. */
const refusing: Fault[] = inBoth((pickup) => [
  fault(
    `${pickup.name}-guid-of-second-renewal-refused`,
    pickup === phonepickup ? 'PP-GUID-4' : 'SP-METHOD-1',
    'AUTHMODE 2: after the second renewal of a session no Guid works',
    { guid: (x, accepted) => accepted && !(asks(x, pickup) && (x.session?.guids.all().length ?? 0) > 2) },
  ),
]);

/** Wrong Guids that are refused, and have an effect. */
const harming: Fault[] = inBoth((pickup) => [
  fault(`${pickup.name}-wrong-guid-makes-busy`, `${pickup.ids}-GUID-2`, 'a wrong Guid makes the agent busy', {
    answer(x, answer) {
      if (asks(x, pickup) && x.refusedBy === 'guid' && x.session) x.session.between = 'busy';
      return answer;
    },
  }),
  fault(
    `${pickup.name}-third-wrong-guid-ends-session`,
    `${pickup.ids}-GUID-2`,
    'the third wrong Guid that is sent in the name of an agent in one session ends that',
    () => {
      const wrong = new WeakMap<Session, number>();
      return {
        answer(x, answer) {
          const { agent, session } = x;
          if (!asks(x, pickup) || x.refusedBy !== 'guid' || !agent || !session || !x.request.headers.guid)
            return answer;
          const count = (wrong.get(session) ?? 0) + 1;
          wrong.set(session, count);
          if (count === 3) x.gateway.sessions.end(agent);
          return answer;
        },
      };
    },
  ),
]);

const ofPhonepickup: Fault[] = [
  ...(
    [
      ['caller', 'that placed the internal call', (x: Exchange) => x.agent?.call?.from],
      ['former-holder', 'whose call was taken over', (x: Exchange) => x.agent?.call?.takenFrom],
    ] as const
  ).map(([whose, text, find]) =>
    fault(`phonepickup-guid-of-${whose}-accepted`, 'PP-GUID-2', `the Guid of the agent ${text} is accepted`, {
      guid(x, accepted) {
        const party = asks(x, phonepickup) ? find(x) : undefined;
        return accepted || (party !== undefined && x.gateway.sessions.ownerOf(x.guid) === party);
      },
    }),
  ),
  fault('phonepickup-agent-id-as-guid', 'PP-GUID-2', "the agent's ID is accepted for its Guid", {
    guid: (x, accepted) => accepted || (asks(x, phonepickup) && x.guid === x.agent?.id),
  }),
  fault(
    'phonepickup-guid-of-other-phone-accepted',
    'PP-GUID-2',
    'the Guid of any agent with another phone is accepted',
    {
      guid: (x, accepted) => {
        const owner = accepted || !asks(x, phonepickup) ? undefined : x.gateway.sessions.ownerOf(x.guid);
        return accepted || (owner !== undefined && owner.phoneModel !== x.agent?.phoneModel);
      },
    },
  ),
  fault(
    'phonepickup-signed-out-agent-id-is-guid-owner',
    'PP-GUID-2',
    'the ID of an agent that is signed out acts for the agent to whom the Guid was issued',
    {
      agentId(x, id) {
        if (!asks(x, phonepickup) || id === undefined || x.gateway.agents.find(id)?.session) return id;
        return x.gateway.sessions.ownerOf(x.guid)?.id ?? id;
      },
    },
  ),
  fault('phonepickup-without-guid', 'PP-GUID-1', 'a request without Guid is executed', {
    guid: (x, accepted) => accepted || (asks(x, phonepickup) && x.guid === undefined),
  }),
  fault('phonepickup-with-empty-guid', 'PP-GUID-1 PP-GUID-2', 'a request with an empty Guid is executed', {
    guid: (x, accepted) => accepted || (asks(x, phonepickup) && x.guid === ''),
  }),
  fault(
    'phonepickup-wrong-guid-refused-but-executes',
    'PP-GUID-2 PP-RESPONSE-2 PP-EVENT-4',
    'a wrong Guid is answered with a refusal, and executes',
    {
      answer(x, answer) {
        if (asks(x, phonepickup) && x.refusedBy === 'guid' && x.guid !== undefined) effect(x);
        return answer;
      },
    },
  ),
  fault(
    'phonepickup-missing-guid-refused-but-executes',
    'PP-GUID-1 PP-RESPONSE-2 PP-EVENT-4',
    'a missing Guid is answered with a refusal, and executes',
    {
      answer(x, answer) {
        if (asks(x, phonepickup) && x.refusedBy === 'guid' && x.guid === undefined) effect(x);
        return answer;
      },
    },
  ),
  fault('phonepickup-guid-header-in-one-case', 'PP-GUID-6', 'only the spelling Guid of the header name is read', {
    guid: (x, accepted) => accepted && !(asks(x, phonepickup) && !x.request.rawHeaders.includes('Guid')),
  }),
  fault('phonepickup-guid-header-in-lower-case', 'PP-GUID-6', 'only the spelling guid of the header name is read', {
    guid: (x, accepted) => accepted && !(asks(x, phonepickup) && !x.request.rawHeaders.includes('guid')),
  }),
  fault(
    'phonepickup-renewed-guid-refused',
    'PP-GUID-4',
    'AUTHMODE 2: only the Guid of the sign-in works, no renewed one',
    {
      guid: (x, accepted) => (asks(x, phonepickup) ? accepted && x.guid === x.session?.guids.first : accepted),
    },
  ),
  fault(
    'phonepickup-renewed-guid-late',
    'PP-GUID-4',
    'AUTHMODE 2: a renewed Guid works only once the next one was handed out',
    {
      guid: (x, accepted) =>
        accepted && !(asks(x, phonepickup) && x.guid === x.session?.guids.current && x.guid !== x.session?.guids.first),
    },
  ),
  fault(
    'phonepickup-guid-with-event-refused',
    'PP-GUID-4',
    'AUTHMODE 2: the Guid that a poll answer with an event handed out does not work',
    () => {
      const such = new Set<string>();
      return {
        guid: (x, accepted) => accepted && !(asks(x, phonepickup) && such.has(x.guid ?? '')),
        answer(x, answer) {
          const { body, headers = {} } = answer;
          const guid = headers['Set-GUID'];
          if (x.operation?.name === 'poll' && typeof body === 'object' && 'event' in body && typeof guid === 'string')
            such.add(guid.replace('JSESSIONID=', ''));
          return answer;
        },
      };
    },
  ),
  fault(
    'phonepickup-static-guid-used-up',
    'PP-GUID-3',
    'AUTHMODE 1: the Guid of the sign-in works for one pickup only',
    () => {
      const used = new WeakSet<Session>();
      return {
        guid: (x, accepted) =>
          accepted && !(isStatic(x) && asks(x, phonepickup) && x.session !== undefined && used.has(x.session)),
        answer(x, answer) {
          if (x.executed && isStatic(x) && x.session) used.add(x.session);
          return answer;
        },
      };
    },
  ),
  fault('phonepickup-static-guid-refused', 'PP-GUID-3 PP-METHOD-1', 'AUTHMODE 1: the Guid of the sign-in is refused', {
    guid: (x, accepted) => accepted && !isStatic(x),
  }),
];

function isStatic(x: Exchange): boolean {
  return asks(x, phonepickup) && x.gateway.settings.authMode === 1;
}

const ofSnatchpickup: Fault[] = [
  fault('snatchpickup-guid-with-condition-accepted', 'SP-GUID-2', 'a Guid that is an SQL condition is accepted', {
    guid: (x, accepted) => accepted || (asks(x, snatchpickup) && /'\s*or\s/i.test(x.guid ?? '')),
  }),
  fault(
    'snatchpickup-guid-of-unprivileged-agent-accepted',
    'SP-GUID-2',
    'the Guid of any agent without the pickup permission is accepted',
    {
      guid: (x, accepted) =>
        accepted || (asks(x, snatchpickup) && x.gateway.sessions.ownerOf(x.guid)?.mayPickUp === false),
    },
  ),
  fault(
    'snatchpickup-wrong-guid-refused-but-executes',
    'SP-GUID-2 SP-RESPONSE-2 SP-EVENT-8',
    'a wrong Guid is answered with a refusal, and executes',
    {
      answer(x, answer) {
        if (asks(x, snatchpickup) && x.refusedBy === 'guid' && x.guid !== undefined) effect(x);
        return answer;
      },
    },
  ),
  fault('snatchpickup-acts-for-guid-owner', 'SP-GUID-2', "another agent's Guid makes that agent pick up", {
    guid(x, accepted) {
      const owner = accepted || !asks(x, snatchpickup) ? undefined : x.gateway.sessions.ownerOf(x.guid);
      if (owner) x.agent = owner;
      return accepted || owner !== undefined;
    },
  }),
];

export const guidFaults: readonly Fault[] = [
  ...accepting,
  ...refusing,
  ...harming,
  ...ofPhonepickup,
  ...ofSnatchpickup,
];
