import { readId } from '../editions';
import type { Exchange } from '../exchange';
import type { Fault } from '../quirks';
import { asks, fault, inBoth } from './fault';

/** Reads what is no valid ID all the same; the range is checked after that. */
type Reading = (text: string, x: Exchange) => string | undefined;

export const readings: readonly [name: string, text: string, reading: Reading][] = [
  ['wraps-16-bit', 'is cut to 16 bits, so that 65536 more is the same', (text) => wrapped(text, 16)],
  ['wraps-32-bit', 'is cut to 32 bits, so that 4294967296 more is the same', (text) => wrapped(text, 32)],
  ['clamped', 'out of range is taken for the nearest bound', clamped],
  ['parsed-as-prefix', 'is read up to its first character that is no digit, as in 101abc', (text) => prefix(text)],
  ['parsed-as-float', 'is read as any number is, as in 1.01e2, 101.0 and 0x65', (text) => asFloat(text)],
  ['folds-digits', 'is read in full-width digits too', (text) => text.normalize('NFKC')],
  ['loses-its-sign', 'is read without its minus sign', (text) => text.replace(/^-/, '')],
  ['cut-at-nul', 'is read up to a NUL character', (text) => text.split('\0')[0]],
];

function wrapped(text: string, bits: number): string | undefined {
  return /^[0-9]{1,30}$/.test(text) ? String(BigInt.asUintN(bits, BigInt(text))) : undefined;
}

function clamped(text: string, x: Exchange): string | undefined {
  if (!/^-?[0-9]{1,30}$/.test(text)) return undefined;
  const { first, last } = x.gateway.settings.range;
  return String(Math.min(Math.max(Number(text), first), last));
}

function prefix(text: string): string | undefined {
  return /^[1-9][0-9]*(?=[^0-9])/.exec(text)?.[0];
}

function asFloat(text: string): string | undefined {
  return text.trim() === '' || /^0+[0-9]/.test(text.trim()) ? undefined : String(Number(text));
}

export function withReading(x: Exchange, read: Reading, text: string, id: string | undefined): string | undefined {
  return id ?? readId(read(text, x) ?? '', x.gateway.settings.range);
}

export const agentIdFaults: readonly Fault[] = inBoth((pickup) => {
  const { name, ids } = pickup;
  const asOwner = (spelling: RegExp) => ({
    agentId: (x: Exchange, id: string | undefined) =>
      id === undefined && asks(x, pickup) && spelling.test(x.agentIdText) ? x.gateway.sessions.ownerOf(x.guid)?.id : id,
  });
  return [
    fault(`${name}-first-agent-id-refused`, `${ids}-URI-2`, 'agent ID 101 is refused', {
      agentId: (x, id) => (asks(x, pickup) && id === String(x.gateway.settings.range.first) ? undefined : id),
    }),
    fault(`${name}-last-agent-id-refused`, `${ids}-URI-2`, 'the last agent ID of the range is refused', {
      agentId: (x, id) => (asks(x, pickup) && id === String(x.gateway.settings.range.last) ? undefined : id),
    }),
    fault(
      `${name}-agent-id-compared-as-string`,
      `${ids}-URI-2`,
      'the range is compared letter by letter, which refuses 1000, and 999 in the older edition',
      {
        agentId(x, id) {
          const { first, last } = x.gateway.settings.range;
          return asks(x, pickup) && id && (id < String(first) || id > String(last)) ? undefined : id;
        },
      },
    ),
    fault(
      `${name}-agent-id-out-of-range-is-guid-owner`,
      `${ids}-URI-3`,
      'a number out of range acts for the agent to whom the Guid was issued',
      asOwner(/^-?[0-9]+$/),
    ),
    fault(
      `${name}-agent-id-no-number-is-guid-owner`,
      `${ids}-URI-3`,
      'an ID that is no number acts for the agent to whom the Guid was issued',
      asOwner(/[^0-9+ -]/),
    ),
    fault(
      `${name}-empty-agent-id-is-guid-owner`,
      `${ids}-URI-3`,
      'an empty ID acts for the agent to whom the Guid was issued',
      asOwner(/^$/),
    ),
    fault(`${name}-agent-id-range-one-too-long`, `${ids}-URI-3`, 'one beyond the last agent ID is taken for the last', {
      agentId(x, id) {
        const { last } = x.gateway.settings.range;
        return asks(x, pickup) && x.agentIdText === String(last + 1) ? String(last) : id;
      },
    }),
    ...readings.map(([reading, text, read]) =>
      fault(`${name}-agent-id-${reading}`, `${ids}-URI-3`, `the agent ID ${text}`, {
        agentId: (x, id) => (asks(x, pickup) ? withReading(x, read, x.agentIdText, id) : id),
      }),
    ),
  ];
});
