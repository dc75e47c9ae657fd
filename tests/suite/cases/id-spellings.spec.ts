import { expect, test } from '@playwright/test';
import { type IdSpelling, idSpellings } from '../../../src/cases/id-spelling';
import {
  cutTo16Bits,
  noNumberSpellings,
  numberSpellings,
  otherNumberSpellings,
  pathSpellings,
} from '../../../src/cases/id-texts';

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
    expect(idSpellings[spelling]('101')).toBe(text);
  });

test('longer IDs are spelled alike', () => {
  const of = (spelling: IdSpelling) => idSpellings[spelling]('59999');
  expect(of('shifted-exponent')).toBe('5.9999e4');
  expect(of('many-leading-zeros')).toHaveLength(20);
  expect(of('hexadecimal')).toBe('0xea5f');
  expect(of('expression')).toBe('59998%2B1');
  expect(of('double-percent')).toBe('%25359999');
});

test('no spelling but the plain one is the ID itself, and none stands for two', () => {
  const all = Object.entries(idSpellings).map(([, spell]) => spell('101'));
  expect(new Set(all).size).toBe(all.length);
});

test('what a program might read as the number, it reads as that number', () => {
  const read = (text: string) =>
    decodeURIComponent(text)
      .normalize('NFKC')
      .replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  expect(numberSpellings.filter((spelling) => Number(read(of101[spelling])) !== 101)).toEqual([]);
});

test('a spelling is either one of a number, of another one, of none, or URI syntax', () => {
  const wrapped = cutTo16Bits({ minimum: 101, maximum: 59999 });
  expect(wrapped).toEqual(['wrapped-16-bit']);
  const sent = [...numberSpellings, ...noNumberSpellings, ...otherNumberSpellings, ...pathSpellings, ...wrapped];
  expect(new Set(sent).size).toBe(sent.length);
  expect(Object.keys(of101).filter((spelling) => !sent.includes(spelling as IdSpelling))).toEqual([
    'plain',
    // Must be refused as a number, read as its text by a path or a query: each parameter places it itself.
    'plus-sign',
  ]);
});

test('a number cut to 16 bits is sent where no agent has the uncut one', () => {
  expect(cutTo16Bits({ minimum: 101, maximum: 65636 })).toEqual(['wrapped-16-bit']);
  expect(cutTo16Bits({ minimum: 101, maximum: 65637 })).toEqual([]);
  expect(cutTo16Bits({ minimum: 101, maximum: 999999 })).toEqual([]);
});
