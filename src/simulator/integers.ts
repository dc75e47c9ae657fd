/** Gives the decimal digits of the whole number that a text is read as, or nothing. */
export type Reader = (text: string) => string | undefined;

/** How mainstream frameworks make an integer of a parameter's text. */
export const readIntegers: Readonly<Record<'Java' | 'Spring' | 'JavaScript' | 'Go' | 'Python', Reader>> = {
  Java: (text) => (/^\+?\p{Nd}+$/u.test(text) && isOfOneUnitEach(text) ? plain(text) : undefined),
  Spring(text): string | undefined {
    const without = text.replaceAll(/[\t-\r ]/g, '');
    return /^0x[0-9a-f]+$/i.test(without) ? String(BigInt(without)) : readIntegers.Java(without);
  },
  JavaScript(text) {
    const number = Number(text);
    return Number.isSafeInteger(number) ? String(number) : undefined;
  },
  Go: (text) => (/^\+?[0-9]+$/.test(text) ? plain(text) : undefined),
  Python(text) {
    const stripped = text.replaceAll(/^[\t-\r ]+|[\t-\r ]+$/g, '');
    return /^\+?\p{Nd}+(_\p{Nd}+)*$/u.test(stripped) ? plain(stripped.replaceAll('_', '')) : undefined;
  },
};

/** Java looks at UTF-16 units: digits beyond the first plane are none to it. */
function isOfOneUnitEach(text: string): boolean {
  return !/[\u{10000}-\u{10ffff}]/u.test(text);
}

function plain(text: string): string {
  const digits = text.replace('+', '').replaceAll(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
  return String(BigInt(digits));
}

/** The digits of a script stand in a row that begins with its zero; rows that touch are whole ones. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (code - zero) % 10;
}

/** Read as a whole number by some framework, and not in its plain digits. */
export function isSpelledOtherwise(text: string): boolean {
  const readings = Object.values(readIntegers).map((read) => read(text));
  return readings.some((reading) => reading !== undefined && reading !== text);
}
