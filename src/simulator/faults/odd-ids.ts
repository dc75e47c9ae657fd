import type { Exchange } from '../exchange';
import type { Fault } from '../quirks';
import { withReading } from './agent-ids';
import { someRingingAgent } from './dest-work-no';
import { asks, fault, type Pickup, phonepickup, snatchpickup } from './fault';

type Reading = (text: string, x: Exchange) => string | undefined;

/** Read in one parameter alone: each of these is a mistake that another program makes with a number. */
const inAgentId: readonly [pickup: Pickup, name: string, text: string, read: Reading][] = [
  [phonepickup, 'octal', 'with a leading zero is octal', octal],
  [phonepickup, 'first-three-digits', 'is cut to three digits where it is too long', (text) => firstDigits(text)],
  [
    phonepickup,
    'phone-number',
    "may be the number of the agent's phone",
    (text, x) => [...x.gateway.sessions.signedIn].find(({ phone }) => phone === text)?.id,
  ],
  [snatchpickup, 'without-domain', 'is read up to an @', (text) => text.split('@')[0]],
  [snatchpickup, 'looked-up-by-pattern', 'is looked up as a pattern with % and _', byPattern],
];

const inDestWorkNo: readonly [name: string, text: string, read: Reading][] = [
  ['octal', 'with a leading zero is octal', octal],
  ['without-port', 'is read up to a colon', (text) => text.split(':')[0]],
  ['html-entities', 'is read with its HTML entities', (text) => text.replaceAll(/&#([0-9]+);/g, character)],
  ['loses-two-signs', 'is read without two minus signs', (text) => text.replace(/^--/, '')],
];

function octal(text: string): string | undefined {
  return /^0[0-7]+$/.test(text) ? String(Number.parseInt(text, 8)) : undefined;
}

function firstDigits(text: string): string | undefined {
  return /^[0-9]{7,20}$/.test(text) ? text.slice(0, 3) : undefined;
}

function byPattern(text: string, x: Exchange): string | undefined {
  if (!/^[0-9%_]*[0-9][0-9%_]*$/.test(text)) return undefined;
  const pattern = new RegExp(`^${text.replaceAll('%', '.*').replaceAll('_', '.')}$`);
  return [...x.gateway.sessions.signedIn].find(({ id }) => pattern.test(id))?.id;
}

function character(_entity: string, code: string): string {
  return String.fromCharCode(Number(code));
}

export const oddIdFaults: readonly Fault[] = [
  ...inAgentId.map(([pickup, name, text, read]) =>
    fault(`${pickup.name}-agent-id-${name}`, `${pickup.ids}-URI-3`, `the agent ID ${text}`, {
      agentId: (x, id) => (asks(x, pickup) ? withReading(x, read, x.agentIdText, id) : id),
    }),
  ),
  ...inDestWorkNo.map(([name, text, read]) =>
    fault(`dest-${name}`, 'SP-DEST-3', `destWorkNo ${text}`, {
      destWorkNo: (x, id, values) => (values.length === 1 ? withReading(x, read, values[0] ?? '', id) : id),
    }),
  ),
  fault(
    'dest-over-http-takes-any',
    'SP-DEST-3',
    'over plain HTTP any destWorkNo takes the call that rings in the group',
    {
      destWorkNo: (x, id, values) => (x.request.secure || values.length !== 1 ? id : (id ?? someRingingAgent(x)?.id)),
    },
  ),
];
