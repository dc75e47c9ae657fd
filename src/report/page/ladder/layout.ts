import { middleCut } from '../view/words';
import type { Happening, Lifeline, LifelineId, Story } from './story';

/** Sizes in pixels at which the text of a ladder is set in 12 px. */
export const LAYOUT = {
  head: 64,
  foot: 22,
  /** Left of the first lifeline: time and numbers of deviations. */
  gutter: 116,
  firstGap: 336,
  gap: 194,
  right: 84,
  row: 30,
  quietRow: 22,
  noteRow: 30,
  longestPause: 34,
} as const;

/** Widths of a letter, as wide fonts have them. */
const LETTER = 6.7;
const BOLD_LETTER = 7.5;
const QUIET_LETTER = 5.9;

export interface PlacedLine extends Lifeline {
  x: number;
}

export interface PlacedHappening extends Happening {
  y: number;
  fromX: number;
  toX: number;
  /** Where the label stands, and which end of it. */
  labelX: number;
  anchor: 'start' | 'end';
  /** The label as far as there is room for it. */
  shown: string;
  /** Milliseconds from the story's start; undefined where nobody noted it. */
  since?: number;
}

export interface Bar {
  y1: number;
  y2: number;
  deviates: boolean;
}

export interface Layout {
  width: number;
  height: number;
  lines: readonly PlacedLine[];
  rows: readonly PlacedHappening[];
  /** From a request to its answer, on the gateway's lifeline. */
  bars: readonly Bar[];
}

/** Places a story: rows in order of time, further apart where time passed in between. Pure. */
export function layoutOf(story: Story): Layout {
  const lines = story.lifelines.map((line, index): PlacedLine => ({ ...line, x: xOf(index) }));
  const x = new Map(lines.map(({ id, x }) => [id, x]));
  const width = (lines.at(-1)?.x ?? 0) + LAYOUT.right;
  let y: number = LAYOUT.head;
  let before: number | undefined;
  const rows = story.happenings.map((happening): PlacedHappening => {
    y += heightOf(happening) + pause(before, happening.at);
    before = happening.at ?? before;
    return { ...happening, ...horizontal(happening, x, width), y, ...sinceStart(happening, story) };
  });
  return { width, height: y + LAYOUT.foot, lines, rows, bars: barsOf(rows) };
}

function xOf(index: number): number {
  return LAYOUT.gutter + (index === 0 ? 0 : LAYOUT.firstGap + (index - 1) * LAYOUT.gap);
}

function heightOf({ kind, quiet }: Happening): number {
  if (kind === 'note') return LAYOUT.noteRow;
  return quiet ? LAYOUT.quietRow : LAYOUT.row;
}

/** Ten times the time is a step more: a second must be seen beside a millisecond, and not fill the page. */
function pause(before: number | undefined, at: number | undefined): number {
  if (before === undefined || at === undefined || at - before < 1) return 0;
  return Math.min(LAYOUT.longestPause, Math.log10(at - before) * 9);
}

function horizontal(
  { from, to, label, quiet, kind, purpose, deviations }: Happening,
  x: ReadonlyMap<LifelineId, number>,
  width: number,
) {
  const fromX = x.get(from) ?? LAYOUT.gutter;
  const toX = kind === 'note' ? width : (x.get(to) ?? LAYOUT.gutter);
  const left = Math.min(fromX, toX);
  const right = Math.max(fromX, toX);
  // Read from where it starts: at the gateway for its events, at the caller for its calls.
  const fromRight = fromX > toX && from !== 'gateway';
  // A label may reach a little beyond its arrow: nothing else is written at that height.
  const ofArrow = Math.max(right - left, kind === 'note' ? width : LAYOUT.gap) + (kind === 'note' ? -16 : 30);
  const bold = purpose === 'stimulus' || deviations.length > 0;
  // What deviates is what the reader came for: it may reach to the edge.
  const room = deviations.length > 0 && !fromRight ? Math.max(ofArrow, width - left - 24) : ofArrow;
  const shown = middleCut(label, Math.floor(room / (quiet ? QUIET_LETTER : bold ? BOLD_LETTER : LETTER)));
  return {
    fromX,
    toX,
    shown,
    ...(fromRight ? { labelX: right - 12, anchor: 'end' as const } : { labelX: left + 12, anchor: 'start' as const }),
  };
}

function sinceStart({ at }: Happening, { start }: Story): { since?: number } {
  return at === undefined ? {} : { since: at - start };
}

function barsOf(rows: readonly PlacedHappening[]): Bar[] {
  return rows.flatMap((request) => {
    if (request.kind !== 'request') return [];
    const answer = rows.find(({ kind, exchange }) => kind === 'answer' && exchange === request.exchange);
    return answer ? [{ y1: request.y, y2: answer.y, deviates: answer.deviations.length > 0 }] : [];
  });
}
