// How a number may be written, and who reads what as the number: ordinary integer bindings, as each framework's guide has them.

/** What a text is as an ID. Only `the number` and `URI syntax` may be read as the agent's own ID. */
export type LexicalClass = 'the number' | 'out of range' | 'no number' | 'another number' | 'URI syntax';

/**
 * Java: `Integer.parseInt` (RESTEasy). Spring: its string-to-number conversion. JavaScript: `Number` and the coercion of
 * JSON schema validators (Express, Fastify). Go: `strconv.Atoi`. Python: `int`.
 */
export type Framework = 'Java' | 'Spring' | 'JavaScript' | 'Go' | 'Python';

interface Spelling {
  is: LexicalClass;
  /** Percent-encoded as it is sent. */
  write: (id: string) => string;
  /** Who reads it as the number. Nobody, unless it is the number. */
  readBy: readonly Framework[];
}

const everybody: readonly Framework[] = ['Java', 'Spring', 'JavaScript', 'Go', 'Python'];

function number(readBy: readonly Framework[], write: Spelling['write']): Spelling {
  return { is: 'the number', write, readBy };
}

function all<Name extends string>(
  is: Exclude<LexicalClass, 'the number'>,
  writers: Record<Name, Spelling['write']>,
): Record<Name, Spelling> {
  const entries = Object.entries<Spelling['write']>(writers);
  return Object.fromEntries(entries.map(([name, write]) => [name, { is, write, readBy: [] }])) as unknown as Record<
    Name,
    Spelling
  >;
}

export const spellings = {
  plain: number(everybody, (id) => id),
  'leading-zero': number(everybody, (id) => `0${id}`),
  'many-leading-zeros': number(everybody, (id) => id.padStart(20, '0')),
  'plus-sign': number(everybody, (id) => `%2B${id}`),
  'raw-plus-sign': number(everybody, (id) => `+${id}`),
  'percent-encoded': number(everybody, (id) => [...id].map((digit) => `%${hex(digit.charCodeAt(0))}`).join('')),
  'leading-blank': number(['Spring', 'JavaScript', 'Python'], (id) => `%20${id}`),
  'trailing-blank': number(['Spring', 'JavaScript', 'Python'], (id) => `${id}%20`),
  'leading-tab': number(['Spring', 'JavaScript', 'Python'], (id) => `%09${id}`),
  'trailing-newline': number(['Spring', 'JavaScript', 'Python'], (id) => `${id}%0A`),
  'blank-inside': number(['Spring'], (id) => `${id.slice(0, 1)}%20${id.slice(1)}`),
  'byte-order-mark': number(['JavaScript'], (id) => `%EF%BB%BF${id}`),
  'full-width': number(['Java', 'Spring', 'Python'], (id) => encodeURIComponent(shiftDigits(id, 0xff10))),
  'arabic-indic': number(['Java', 'Spring', 'Python'], (id) => encodeURIComponent(shiftDigits(id, 0x0660))),
  'one-arabic-digit': number(['Java', 'Spring', 'Python'], (id) =>
    encodeURIComponent(id.slice(0, -1) + shiftDigits(id.slice(-1), 0x0660)),
  ),
  devanagari: number(['Java', 'Spring', 'Python'], (id) => encodeURIComponent(shiftDigits(id, 0x0966))),
  'mathematical-bold': number(['Python'], (id) => encodeURIComponent(shiftDigits(id, 0x1d7ce))),
  hexadecimal: number(['Spring', 'JavaScript'], (id) => `0x${hex(Number(id))}`),
  octal: number(['JavaScript'], (id) => `0o${Number(id).toString(8)}`),
  binary: number(['JavaScript'], (id) => `0b${Number(id).toString(2)}`),
  'decimal-point': number(['JavaScript'], (id) => `${id}.0`),
  'trailing-point': number(['JavaScript'], (id) => `${id}.`),
  exponent: number(['JavaScript'], (id) => `${id}e0`),
  'shifted-exponent': number(['JavaScript'], (id) => `${id.slice(0, 1)}.${id.slice(1)}e${id.length - 1}`),
  underscore: number(['Python'], (id) => `${id.slice(0, 1)}_${id.slice(1)}`),

  ...all('out of range', {
    'minus-sign': (id) => `-${id}`,
    'further-digits-before': (id) => `1${id.padStart(6, '0')}`,
    'further-digits-behind': (id) => `${id}000000`,
    'wrapped-16-bit': (id) => String(Number(id) + 2 ** 16),
    'wrapped-32-bit': (id) => String(BigInt(id) + 2n ** 32n),
    'wrapped-64-bit': (id) => String(BigInt(id) + 2n ** 64n),
    'negative-32-bit': (id) => String(BigInt(id) - 2n ** 32n),
  }),

  ...all('no number', {
    fraction: (id) => `${id}.5`,
    'bare-hexadecimal': (id) => `${hex(Number(id))}h`,
    'big-integer': (id) => `${id}n`,
    'long-suffix': (id) => `${id}L`,
    'float-suffix': (id) => `${id}f`,
    'thousands-comma': (id) => (id.length > 3 ? `${id.slice(0, -3)},${id.slice(-3)}` : `0,${id}`),
    'decimal-comma': (id) => `${id},0`,
    'rounded-fraction': (id) => `${Number(id) - 1}.6`,
    'json-array': (id) => `%5B${id}%5D`,
    'pipe-list': (id) => `${id}%7C${id}`,
    'comma-list': (id) => `${id},${id}`,
    superscript: (id) => encodeURIComponent(`${id.slice(0, -1)}${'⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(id.slice(-1))]}`),
    'all-superscript': (id) => encodeURIComponent([...id].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')),
    letters: (id) => `${id}abc`,
    'leading-letter': (id) => `a${id}`,
    'nul-behind': (id) => `${id}%00`,
    'nul-and-more': (id) => `${id}%00abc`,
    quoted: (id) => `%22${id}%22`,
    parentheses: (id) => `(${id})`,
    expression: (id) => `${Number(id) - 1}%2B1`,
    'double-percent': (id) => `%25${hex(id.charCodeAt(0))}${id.slice(1)}`,
    'zero-width-space': (id) => `${id}%E2%80%8B`,
    'broken-percent': (id) => `${id}%zz`,
    'broken-utf-8': (id) => `${id}%C3%28`,
    'double-minus-sign': (id) => `--${id}`,
    'domain-behind': (id) => `${id}@vdn1`,
    'port-behind': (id) => `${id}:1`,
    'percent-wildcard': (id) => `%25${id}`,
    'underscore-wildcard': (id) => `_${id.slice(1)}`,
    'html-entity': (id) => `%26%23${id.charCodeAt(0)}%3B${id.slice(1)}`,
  }),

  // A leading zero, and the digits that C takes for octal; two IDs that make one long number where blanks are left out.
  ...all('another number', {
    'octal-digits': (id) => `0${Number(id).toString(8)}`,
    'blank-list': (id) => `${id}%20${id}`,
  }),

  // In a path a proxy or a URI parser may rightly turn these into the number. In a query they are no number.
  ...all('URI syntax', {
    semicolon: (id) => `${id};v=1`,
    'encoded-slash': (id) => `${id}%2F`,
    'encoded-slash-before': (id) => `%2F${id}`,
    'dot-segment': (id) => `x%2F..%2F${id}`,
  }),
} as const satisfies Record<string, Spelling>;

export type IdSpelling = keyof typeof spellings;

/** The spellings of these classes that differ from the ID itself, in the order of the table. */
export function spellingsOf(...classes: LexicalClass[]): IdSpelling[] {
  const names = Object.keys(spellings) as IdSpelling[];
  return names.filter((name) => name !== 'plain' && classes.includes(spellings[name].is));
}

/** One of each way in which frameworks read more than plain digits. */
export const oneOfEachWay: readonly IdSpelling[] = [
  'leading-zero',
  'plus-sign',
  'leading-blank',
  'blank-inside',
  'byte-order-mark',
  'full-width',
  'hexadecimal',
  'decimal-point',
  'exponent',
  'underscore',
];

function hex(number: number): string {
  return number.toString(16);
}

function shiftDigits(id: string, zero: number): string {
  return [...id].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
}
