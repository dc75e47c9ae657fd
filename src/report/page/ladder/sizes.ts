/** How a ladder is laid out, in pixels at which its text is set in 12 px. */
export interface Sizes {
  /** Left of the first lifeline: time and numbers of deviations. */
  gutter: number;
  /** From the suite to the gateway: there stand requests, which are long. */
  firstGap: number;
  /** Between the other lifelines, as far as there is room; then less, but not less than `smallestGap`. */
  gap: number;
  smallestGap: number;
  right: number;
  /** Wider ones put their lifelines closer. */
  widest: number;
}

/** Fits into the page without being shrunk up to five lifelines, and up to nine with text of 10 px. */
export const ON_SCREEN: Sizes = {
  gutter: 116,
  firstGap: 336,
  gap: 208,
  smallestGap: 104,
  right: 84,
  widest: 1320,
};

/** A page of paper is half as wide: narrower, so that it need not be shrunk until nobody can read it. */
export const ON_PAPER: Sizes = {
  gutter: 108,
  firstGap: 286,
  gap: 186,
  smallestGap: 92,
  right: 62,
  widest: 920,
};

export const ROWS = {
  head: 78,
  /** Below the last row; where the ladder is tall, the lifelines have their titles there once more. */
  foot: 22,
  titledFoot: 74,
  /** From this height on, the titles at the head are out of sight. */
  tall: 800,
  row: 30,
  quietRow: 22,
  noteRow: 30,
  longestPause: 34,
} as const;

/** From lifeline to lifeline, behind the gateway. */
export function gapOf(lifelines: number, { gutter, firstGap, gap, smallestGap, right, widest }: Sizes): number {
  const room = (widest - gutter - firstGap - right) / Math.max(1, lifelines - 2);
  return Math.floor(Math.max(smallestGap, Math.min(gap, room)));
}
