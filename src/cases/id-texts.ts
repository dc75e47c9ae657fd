import type { NumericRange, OperationContract } from '../contract/contract';
import type { IdText } from './case';
import { type IdSpelling, spellings, spellingsOf } from './lexical-classes';

export interface NamedIdText {
  what: string;
  shown: string;
  text: IdText;
}

/** Whole numbers that a range accepts where range checks go wrong: both ends, their inner neighbours, each number of digits. */
export function boundariesInside({ minimum, maximum }: NumericRange): number[] {
  const lengths = [];
  for (let power = 10; power <= maximum; power *= 10) lengths.push(power - 1, power);
  const near = [minimum, minimum + 1, ...lengths, maximum - 1, maximum];
  return [...new Set(near)].filter((id) => id >= minimum && id <= maximum).sort((a, b) => a - b);
}

/** Decimal spellings of whole numbers outside a range: neighbours of both ends, edges of machine integers, far away. */
export function numbersOutside({ minimum, maximum }: NumericRange): string[] {
  const candidates = [
    minimum - 1,
    minimum - 2,
    Math.floor(minimum / 10),
    1,
    0,
    -1,
    -minimum,
    -maximum,
    maximum + 1,
    maximum + 2,
    maximum * 10,
    maximum * 10 + 9,
    65_535,
    65_536,
    10 ** 6,
    10 ** 7,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32 - 1,
    2 ** 32,
    2 ** 53,
  ].map(String);
  const beyond = [
    '9223372036854775807',
    '9223372036854775808',
    '18446744073709551615',
    '18446744073709551616',
    '9'.repeat(40),
  ];
  return [...new Set([...candidates, ...beyond])].filter((text) => BigInt(text) < minimum || BigInt(text) > maximum);
}

/** The end of the range that a number outside lies beyond. */
export function endNearest({ minimum, maximum }: NumericRange, text: string): string {
  return String(BigInt(text) < minimum ? minimum : maximum);
}

/**
 * Which two boundary agents meet in one call, where the operation names two: first with last, second with last but one,
 * so that a call tells of both.
 */
export function pairOf(
  { agentId, destWorkNo }: OperationContract,
  id: number,
): { asPicker: { picker: string; called?: string }; asCalled: { picker?: string; called: string } } {
  const pickers = boundariesInside(agentId);
  const called = destWorkNo ? boundariesInside(destWorkNo) : [];
  const partner = (from: readonly number[], of: readonly number[]) => {
    const other = of[of.length - 1 - from.indexOf(id)];
    return other === undefined || other === id || from.length !== of.length ? undefined : String(other);
  };
  const [calledPartner, pickerPartner] = [partner(pickers, called), partner(called, pickers)];
  return {
    asPicker: { picker: String(id), ...(calledPartner === undefined ? {} : { called: calledPartner }) },
    asCalled: { ...(pickerPartner === undefined ? {} : { picker: pickerPartner }), called: String(id) },
  };
}

/** Texts that are no number in any spelling. */
export const texts: readonly NamedIdText[] = [
  ['word', 'abc'],
  ['null', 'null'],
  ['undefined', 'undefined'],
  ['true', 'true'],
  ['not-a-number', 'NaN'],
  ['infinity', 'Infinity'],
  ['asterisk', '*'],
  ['percent-sign', '%25'],
  ['dash', '-'],
  ['dot', '.'],
  ['one-half', '.5'],
  ['blank', '%20'],
  ['nul', '%00'],
  ['template', '%7Bagentid%7D'],
  ['object', '%7B%7D'],
  ['array', '%5B101%5D'],
  ['emoji', '%F0%9F%93%9E'],
  ['quote', '%27'],
  ['condition', "101'%20OR%20'1'%3D'1"],
  ['markup', '%3Cb%3E101%3C%2Fb%3E'],
  ['me', 'me'],
  ['long-word', 'a'.repeat(2000)],
  ['many-digits', '1'.repeat(2000)],
  ['roman', 'CI'],
  ['spelled-out', 'one-hundred-and-one'],
].map(([what, text]) => ({ what: what as string, shown: shorten(text as string), text: { text: text as string } }));

/** Spellings that are neither the agent's own ID nor URI syntax, in either parameter; one that wraps only where nobody has it. */
export function spellingsThatAreNot({ minimum, maximum }: NumericRange): IdSpelling[] {
  return spellingsOf('out of range', 'no number', 'another number').filter(
    (spelling) => spelling !== 'wrapped-16-bit' || minimum + 2 ** 16 > maximum,
  );
}

/** May it be a valid ID, of another agent? */
export function mayBeAnother(spelling: IdSpelling): boolean {
  return spellings[spelling].is === 'another number';
}

/** The case of a spelling that may be read as the number. Ids are permanent: some were once about a refusal. */
export function caseOfReading(spelling: IdSpelling, plusSign: 'refuses' | 'reads-or-refuses'): string {
  const once = spelling === 'plus-sign' ? plusSign : thoughtToBeNone.has(spelling) ? 'refuses' : 'reads-or-refuses';
  return `${once}-${spelling}`;
}

const thoughtToBeNone: ReadonlySet<IdSpelling> = new Set([
  'decimal-point',
  'trailing-point',
  'exponent',
  'shifted-exponent',
  'hexadecimal',
  'octal',
  'binary',
  'one-arabic-digit',
  'underscore',
  'blank-inside',
  'full-width',
  'arabic-indic',
  'mathematical-bold',
  'devanagari',
]);

export function spelled(spelling: IdSpelling, whose: string): NamedIdText {
  return {
    what: spelling,
    shown: `${whose} ID, spelled with ${spelling.replaceAll('-', ' ')}`,
    text: { spelled: spelling },
  };
}

/** A number far outside the range that begins like an ID. */
export function beginsLike(id: number): NamedIdText {
  return outside(`${id}000000`);
}

export function outside(text: string): NamedIdText {
  const shown = shorten(text);
  return { what: text.startsWith('-') ? `minus-${shorten(text.slice(1))}` : shown, shown, text: { text } };
}

function shorten(text: string): string {
  return text.length > 24 ? `${text.slice(0, 8)}-and-${text.length - 8}-more` : text;
}
