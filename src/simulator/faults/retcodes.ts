import { type Answer, withMembers } from '../answer';
import type { Exchange } from '../exchange';
import type { Fault } from '../quirks';
import type { GatewayRequest } from '../request';
import { asks, fault, inBoth, type Pickup, phonepickup, snatchpickup } from './fault';

/** Refusals for these reasons carry another retcode than they should. */
function recoded(pickup: Pickup, retcode: string, ...reasons: string[]) {
  return {
    answer: (x: Exchange, answer: Answer) =>
      asks(x, pickup) && reasons.includes(x.refusedBy ?? '') ? withMembers(answer, { retcode }) : answer,
  };
}

export const retcodeFaults: readonly Fault[] = [
  fault(
    'phonepickup-linkage-refused-as-signed-out',
    'PP-ERROR-1',
    'missing linkage is refused with 100-006',
    recoded(phonepickup, '100-006', 'linkage'),
  ),
  fault(
    'phonepickup-silence-refused-as-signed-out',
    'PP-ERROR-1',
    'a phone that does not alert is refused with 100-006',
    recoded(phonepickup, '100-006', 'alerting'),
  ),
  fault(
    'phonepickup-model-refused-as-signed-out',
    'PP-ERROR-1',
    'another phone is refused with 100-006',
    recoded(phonepickup, '100-006', 'phone-model'),
  ),
  fault(
    'phonepickup-agent-id-refused-as-parameter',
    'PP-ERROR-2',
    'an invalid agent ID is refused with 000-002, which the page does not list',
    recoded(phonepickup, '000-002', 'agentid'),
  ),
  fault(
    'phonepickup-silence-refused-as-state',
    'PP-ERROR-2',
    'a phone that does not alert is refused with 100-009, which the page does not list',
    recoded(phonepickup, '100-009', 'alerting'),
  ),
  fault(
    'phonepickup-linkage-refused-in-other-form',
    'PP-ERROR-2',
    'missing linkage is refused with 500, which is not even of the form',
    recoded(phonepickup, '500', 'linkage'),
  ),
  fault(
    'dest-refused-as-exception',
    'SP-ERROR-1',
    'an invalid destWorkNo is refused with 100-007',
    recoded(snatchpickup, '100-007', 'destWorkNo'),
  ),
  fault(
    'dest-missing-refused-as-signed-out',
    'SP-ERROR-1 SP-ERROR-2',
    'an invalid destWorkNo is refused with 100-006',
    recoded(snatchpickup, '100-006', 'destWorkNo'),
  ),
  fault(
    'snatchpickup-idle-refused-as-signed-out',
    'SP-ERROR-2',
    'an agent that is not idle is refused with 100-006',
    recoded(snatchpickup, '100-006', 'idle'),
  ),
  fault(
    'snatchpickup-group-refused-as-signed-out',
    'SP-ERROR-2',
    'another group is refused with 100-006',
    recoded(snatchpickup, '100-006', 'same-group'),
  ),
  fault(
    'snatchpickup-ring-refused-as-state',
    'SP-ERROR-3',
    'an agent that does not ring is refused with 100-009, which the page does not list',
    recoded(snatchpickup, '100-009', 'called-ringing'),
  ),
  fault(
    'snatchpickup-permission-refused-in-other-form',
    'SP-ERROR-3',
    'missing permission is refused with 403, which is not even of the form',
    recoded(snatchpickup, '403', 'permission'),
  ),
];

/** Requests that make the gateway stumble, each known by the request alone. */
const stumbles: readonly [name: string, text: string, where: (x: Exchange) => boolean][] = [
  ['long-agent-id', 'an agent ID of more than 20 characters', (x) => x.agentIdText.length > 20],
  ['encoded-slash', 'a slash within the agent ID', (x) => x.agentIdText.includes('/')],
  ['nul', 'a NUL within the agent ID', (x) => x.agentIdText.includes('\0')],
  ['letters', 'an agent ID that begins with a letter', (x) => /^[a-z]/i.test(x.agentIdText)],
];

const robustness = inBoth((pickup) =>
  stumbles.flatMap(([name, text, where]) => {
    const { ids } = pickup;
    const on = (change: (answer: Answer) => Answer) => ({
      answer: (x: Exchange, answer: Answer) => (asks(x, pickup) && where(x) ? change(answer) : answer),
    });
    return [
      fault(
        `${pickup.name}-${name}-is-http-500`,
        `${ids}-ROBUST-1`,
        `${text} gets HTTP 500, its body as documented`,
        on((answer) => ({ ...answer, status: 500 })),
      ),
      fault(
        `${pickup.name}-${name}-cuts-connection`,
        `${ids}-ROBUST-1 ${ids}-RESPONSE-1`,
        `${text} gets no answer, the connection is cut`,
        on(() => ({ status: 0, cut: true })),
      ),
    ];
  }),
);

type Stumble = readonly [name: string, text: string, where: (request: GatewayRequest) => boolean];

/** Requests over which servers stumble, whatever is asked for; each in one of the operations. */
const overWhatIsOdd: readonly [pickup: Pickup, stumbles: readonly Stumble[]][] = [
  [
    phonepickup,
    [
      ['two-guids', 'two Guid headers', ({ rawHeaders }) => times(rawHeaders, 'guid') > 1],
      ['accept-encoding', 'Accept-Encoding', ({ headers }) => headers['accept-encoding'] !== undefined],
      ['body-array', 'a body that is a JSON array or text', ({ body }) => /^\s*[["]/.test(body)],
      ['large-body', 'a body of more than 64 KiB', ({ body }) => body.length > 2 ** 16],
      ['long-query', 'a query of more than 2 KiB', ({ query }) => query.length > 2048],
      ['query-not-utf-8', 'a query that is no UTF-8', ({ query }) => query.includes('%C3%28')],
    ],
  ],
  [
    snatchpickup,
    [
      ['two-content-types', 'two Content-Types', ({ rawHeaders }) => times(rawHeaders, 'content-type') > 1],
      ['content-encoding', 'Content-Encoding', ({ headers }) => headers['content-encoding'] !== undefined],
      ['accept-language', 'a malformed Accept-Language', ({ headers }) => /^;/.test(headers['accept-language'] ?? '')],
      ['deep-body', 'a body nested 500 times', ({ body }) => /^\[{500}/.test(body)],
      ['many-parameters', 'more than 100 parameters', ({ query }) => query.split('&').length > 100],
      ['many-headers', 'more than 60 headers', ({ rawHeaders }) => rawHeaders.length > 120],
    ],
  ],
];

function times(rawHeaders: readonly string[], name: string): number {
  return rawHeaders.filter((each, at) => at % 2 === 0 && each.toLowerCase() === name).length;
}

const overOddRequests: Fault[] = overWhatIsOdd.flatMap(([pickup, all]) =>
  all.map(([name, text, where]) =>
    fault(
      `${pickup.name}-${name}-is-http-500`,
      `${pickup.ids}-ROBUST-1`,
      `${text} gets HTTP 500, its body as documented`,
      {
        answer: (x, answer) => (asks(x, pickup) && where(x.request) ? { ...answer, status: 500 } : answer),
      },
    ),
  ),
);

const overAgents: Fault[] = [
  fault('phonepickup-unknown-agent-is-http-500', 'PP-ROBUST-1', 'an ID in the range that nobody has gets HTTP 500', {
    answer: (x, answer) =>
      asks(x, phonepickup) && x.refusedBy === 'session' && !x.agent ? { ...answer, status: 500 } : answer,
  }),
  fault('snatchpickup-never-signed-in-is-http-500', 'SP-ROBUST-1', 'an agent that never signed in gets HTTP 500', {
    answer: (x, answer) =>
      asks(x, snatchpickup) && x.refusedBy === 'session' && x.agent?.formerGuids.length === 0
        ? { ...answer, status: 500 }
        : answer,
  }),
];

const ofDestWorkNo: Fault[] = [
  fault('dest-text-is-http-500', 'SP-ROBUST-1', 'a destWorkNo with letters gets HTTP 500, its body as documented', {
    answer: (x, answer) =>
      x.refusedBy === 'destWorkNo' && /[a-z]/i.test(x.queryValues('destWorkNo')[0] ?? '')
        ? { ...answer, status: 500 }
        : answer,
  }),
  fault(
    'dest-long-cuts-connection',
    'SP-ROBUST-1 SP-RESPONSE-1',
    'a destWorkNo of more than ten characters gets no answer, the connection is cut',
    {
      answer: (x, answer) =>
        x.refusedBy === 'destWorkNo' && (x.queryValues('destWorkNo')[0] ?? '').length > 10
          ? { status: 0, cut: true }
          : answer,
    },
  ),
];

export const robustnessFaults: readonly Fault[] = [...robustness, ...overOddRequests, ...overAgents, ...ofDestWorkNo];
