import { type Answer, withMembers } from '../answer';
import type { Exchange } from '../exchange';
import type { Fault } from '../quirks';
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

export const robustnessFaults: readonly Fault[] = [...robustness, ...ofDestWorkNo];
