/** The range of agent IDs and of destWorkNo, by edition of the two pages. */
const ranges = {
  '2023-09-27': { first: 101, last: 59_999 },
  '2025-11-13': { first: 101, last: 999_999 },
} as const;

export type Edition = keyof typeof ranges;

export interface Range {
  first: number;
  last: number;
}

export const editions = Object.keys(ranges) as Edition[];

export function rangeOf(edition: Edition): Range {
  return { ...ranges[edition] };
}

/** Decimal digits without sign, blank or leading zero, within the range; anything else is no ID. */
export function readId(text: string, range: Range): string | undefined {
  if (!/^[1-9][0-9]{2,6}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= range.first && number <= range.last ? text : undefined;
}
