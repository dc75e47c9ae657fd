import type { Exchange } from '../exchange';
import type { Fault } from '../quirks';
import type { Session } from '../sessions';
import { asks, fault, inBoth, phonepickup } from './fault';

type Reads = (x: Exchange, session: Session) => boolean;

/** What is taken for the agent's own Guid although it is none, or not where a Guid belongs. */
const readings: readonly [name: string, text: string, reads: Reads][] = [
  [
    'guid-as-like-pattern',
    'the Guid is compared as a pattern with % and _',
    (x, { guids }) => matches(`^${(x.guid ?? '').replaceAll('%', '.*').replaceAll('_', '.')}$`, guids.current),
  ],
  [
    'guid-as-regular-expression',
    'the Guid is compared as a regular expression',
    (x, { guids }) => matches(`^(?:${x.guid ?? ''})$`, guids.current),
  ],
  [
    'guid-with-jsessionid-accepted',
    'a Guid with JSESSIONID= before it is accepted',
    (x, { guids }) => x.guid === `JSESSIONID=${guids.current}`,
  ],
  ['guid-in-quotes-accepted', 'a Guid in quotes is accepted', (x, { guids }) => x.guid === `"${guids.current}"`],
  [
    'guid-of-lower-id-accepted',
    'the Guid of any agent with a lower ID is accepted',
    (x) => Number(ownerOf(x)?.id) < Number(x.agent?.id),
  ],
  [
    'guid-of-higher-id-accepted',
    'the Guid of any agent with a higher ID is accepted',
    (x) => Number(ownerOf(x)?.id) > Number(x.agent?.id),
  ],
  [
    'forwarded-requests-trusted',
    'a request with a Guid that a proxy seems to have forwarded is believed',
    (x) => x.guid !== undefined && x.request.headers['x-forwarded-for'] !== undefined,
  ],
];

/** What does instead of a Guid. */
const instead: readonly [name: string, text: string, reads: Reads][] = [
  [
    'guid-read-from-query',
    'without the header the Guid is read from the query',
    (x, { guids }) => ['guid', 'Guid'].some((name) => x.queryValues(name)[0] === guids.current),
  ],
  [
    'authorization-for-guid',
    'any Authorization does in place of the Guid',
    (x) => x.request.headers.authorization !== undefined,
  ],
  [
    'forwarded-requests-without-guid',
    'a request that a proxy seems to have forwarded needs no Guid',
    (x) => x.request.headers.forwarded !== undefined,
  ],
];

export const guidFormFaults: readonly Fault[] = [
  ...inBoth((pickup) => [
    ...readings.map(([name, text, reads]) =>
      fault(`${pickup.name}-${name}`, `${pickup.ids}-GUID-2`, text, {
        guid: (x, accepted) => accepted || (asks(x, pickup) && x.session !== undefined && reads(x, x.session)),
      }),
    ),
    fault(
      `${pickup.name}-guid-header-in-capitals-unknown`,
      pickup === phonepickup ? 'PP-GUID-6' : 'SP-METHOD-1',
      'a header named GUID is not known',
      { guid: (x, accepted) => accepted && !(asks(x, pickup) && x.request.rawHeaders.includes('GUID')) },
    ),
  ]),
  ...instead.map(([name, text, reads]) =>
    fault(`phonepickup-${name}`, 'PP-GUID-1', text, {
      guid: (x, accepted) =>
        accepted || (asks(x, phonepickup) && x.guid === undefined && x.session !== undefined && reads(x, x.session)),
    }),
  ),
];

function ownerOf(x: Exchange) {
  return x.gateway.sessions.ownerOf(x.guid);
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return false;
  }
}
