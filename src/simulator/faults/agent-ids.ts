import { readId } from '../editions';
import type { Exchange } from '../exchange';
import { isSpelledOtherwise } from '../integers';
import type { Fault } from '../quirks';
import { asks, fault, inBoth } from './fault';

/** Reads what is no valid ID all the same; the range is checked after that. */
type Reading = (text: string, x: Exchange) => string | undefined;

export const readings: readonly [name: string, text: string, reading: Reading][] = [
  ['wraps-16-bit', 'is cut to 16 bits, so that 65536 more is the same', (text) => wrapped(text, 16)],
  ['wraps-64-bit', 'is cut to 64 bits, so that 18446744073709551616 more is the same', (text) => wrapped(text, 64)],
  ['first-of-list', 'is the first one of a list such as 101,101', (text) => text.split(/[,|]/)[0]],
  ['wraps-32-bit', 'is cut to 32 bits, so that 4294967296 more is the same', (text) => wrapped(text, 32)],
  ['clamped', 'out of range is taken for the nearest bound', clamped],
  ['parsed-as-prefix', 'is read up to its first character that is no digit, as in 101abc', (text) => prefix(text)],
  ['loses-its-fraction', 'is read without its fraction, as in 101.5', (text) => truncated(text)],
  ['rounded', 'is rounded, as in 100.6', (text) => rounded(text)],
  ['folds-superscripts', 'is read in superscript digits too', (text) => text.normalize('NFKC')],
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

function truncated(text: string): string | undefined {
  return /^[0-9]+\.[0-9]+$/.test(text) ? String(Math.trunc(Number(text))) : undefined;
}

function rounded(text: string): string | undefined {
  return /^[0-9]+\.[0-9]+$/.test(text) ? String(Math.round(Number(text))) : undefined;
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
    fault(
      `${name}-other-spelling-of-agent-id-is-guid-owner`,
      `${ids}-URI-3`,
      'any other spelling of an ID, as 0x65 or 0101, acts for the agent to whom the Guid was issued',
      {
        agentId: (x, id) =>
          asks(x, pickup) && isSpelledOtherwise(x.agentIdText) ? x.gateway.sessions.ownerOf(x.guid)?.id : id,
      },
    ),
    ...readings.map(([reading, text, read]) =>
      fault(`${name}-agent-id-${reading}`, `${ids}-URI-3`, `the agent ID ${text}`, {
        agentId: (x, id) => (asks(x, pickup) ? withReading(x, read, x.agentIdText, id) : id),
      }),
    ),
  ];
});
