import { expect, test } from '@playwright/test';
import { caseOfReading, mayBeAnother, spellingsThatAreNot } from '../../../src/cases/id-texts';
import {
  type Framework,
  type IdSpelling,
  oneOfEachWay,
  spellings,
  spellingsOf,
} from '../../../src/cases/lexical-classes';
import { readIntegers } from '../../../src/simulator/integers';

/** How the ID 101 is written. Percent-encoded as sent. */
const of101: Record<IdSpelling, string> = {
  plain: '101',
  'leading-zero': '0101',
  'many-leading-zeros': '00000000000000000101',
  'plus-sign': '%2B101',
  'raw-plus-sign': '+101',
  'minus-sign': '-101',
  'leading-blank': '%20101',
  'trailing-blank': '101%20',
  'leading-tab': '%09101',
  'trailing-newline': '101%0A',
  'percent-encoded': '%31%30%31',
  'decimal-point': '101.0',
  'trailing-point': '101.',
  fraction: '101.5',
  exponent: '101e0',
  'shifted-exponent': '1.01e2',
  hexadecimal: '0x65',
  'bare-hexadecimal': '65h',
  octal: '0o145',
  binary: '0b1100101',
  'big-integer': '101n',
  'long-suffix': '101L',
  'float-suffix': '101f',
  'thousands-comma': '0,101',
  'decimal-comma': '101,0',
  'rounded-fraction': '100.6',
  'json-array': '%5B101%5D',
  'pipe-list': '101%7C101',
  'blank-list': '101%20101',
  'further-digits-before': '1000101',
  superscript: '10%C2%B9',
  'one-arabic-digit': '10%D9%A1',
  underscore: '1_01',
  'blank-inside': '1%2001',
  letters: '101abc',
  'leading-letter': 'a101',
  'full-width': '%EF%BC%91%EF%BC%90%EF%BC%91',
  'arabic-indic': '%D9%A1%D9%A0%D9%A1',
  'mathematical-bold': '%F0%9D%9F%8F%F0%9D%9F%8E%F0%9D%9F%8F',
  'nul-behind': '101%00',
  'nul-and-more': '101%00abc',
  'encoded-slash': '101%2F',
  'encoded-slash-before': '%2F101',
  'dot-segment': 'x%2F..%2F101',
  semicolon: '101;v=1',
  'comma-list': '101,101',
  quoted: '%22101%22',
  parentheses: '(101)',
  expression: '100%2B1',
  'wrapped-16-bit': '65637',
  'wrapped-32-bit': '4294967397',
  'wrapped-64-bit': '18446744073709551717',
  'negative-32-bit': '-4294967195',
  'double-percent': '%253101',
  'byte-order-mark': '%EF%BB%BF101',
  'zero-width-space': '101%E2%80%8B',
  'octal-digits': '0145',
  'double-minus-sign': '--101',
  'further-digits-behind': '101000000',
  'domain-behind': '101@vdn1',
  'port-behind': '101:1',
  'percent-wildcard': '%25101',
  'underscore-wildcard': '_01',
  'html-entity': '%26%2349%3B01',
  'all-superscript': '%C2%B9%E2%81%B0%C2%B9',
  devanagari: '%E0%A5%A7%E0%A5%A6%E0%A5%A7',
  'broken-percent': '101%zz',
  'broken-utf-8': '101%C3%28',
};

for (const [spelling, text] of Object.entries(of101) as [IdSpelling, string][])
  test(`101 with ${spelling} is ${text}`, () => {
    expect(spellings[spelling].write('101')).toBe(text);
  });

test('longer IDs are spelled alike', () => {
  const of = (spelling: IdSpelling) => spellings[spelling].write('59999');
  expect(of('shifted-exponent')).toBe('5.9999e4');
  expect(of('many-leading-zeros')).toHaveLength(20);
  expect(of('hexadecimal')).toBe('0xea5f');
  expect(of('expression')).toBe('59998%2B1');
  expect(of('double-percent')).toBe('%25359999');
});

test('no spelling but the plain one is the ID itself, and none stands for two', () => {
  const all = Object.values(spellings).map(({ write }) => write('101'));
  expect(new Set(all).size).toBe(all.length);
});

const RANGE = { minimum: 101, maximum: 59999 };

test('every spelling is sent once: as none of the number, or as one that may be read so', () => {
  const sent = [...spellingsThatAreNot(RANGE), ...spellingsOf('the number', 'URI syntax')];
  expect(new Set(sent).size).toBe(sent.length);
  expect(Object.keys(spellings).filter((name) => !sent.includes(name as IdSpelling))).toEqual(['plain']);
});

test('only another spelling of the number is read by anybody', () => {
  const read = Object.entries(spellings).filter(([, { readBy }]) => readBy.length > 0);
  expect(read.map(([name]) => name)).toEqual(['plain', ...spellingsOf('the number')]);
  expect(oneOfEachWay.every((spelling) => spellings[spelling].is === 'the number')).toBe(true);
});

for (const [name, { write, readBy }] of Object.entries(spellings))
  test(`${name} is read as the number by ${readBy.join(', ') || 'nobody'}`, () => {
    // As it comes to the operation, whose server decodes it; nobody can where that fails.
    const text = /%zz|%C3%28/.test(write('101')) ? write('101') : decodeURIComponent(write('101'));
    const readers = (Object.keys(readIntegers) as Framework[]).filter((each) => readIntegers[each](text) === '101');
    expect(readers).toEqual(readBy);
  });

test('a case keeps its id, whatever was thought of its spelling', () => {
  expect(caseOfReading('hexadecimal', 'reads-or-refuses')).toBe('refuses-hexadecimal');
  expect(caseOfReading('leading-zero', 'refuses')).toBe('reads-or-refuses-leading-zero');
  expect(caseOfReading('plus-sign', 'reads-or-refuses')).toBe('reads-or-refuses-plus-sign');
  expect(caseOfReading('plus-sign', 'refuses')).toBe('refuses-plus-sign');
});

test('two IDs with a blank between, and octal digits, may be those of another agent', () => {
  expect(spellingsThatAreNot(RANGE).filter(mayBeAnother)).toEqual(['octal-digits', 'blank-list']);
});

test('a number cut to 16 bits is sent where no agent has the uncut one', () => {
  const isSent = (maximum: number) => spellingsThatAreNot({ minimum: 101, maximum }).includes('wrapped-16-bit');
  expect([59_999, 65_636, 65_637, 999_999].map(isSent)).toEqual([true, true, false, false]);
});
