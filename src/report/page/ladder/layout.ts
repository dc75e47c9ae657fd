import { middleCut } from '../view/words';
import type { Happening, Lifeline, LifelineId } from './happening';
import { gapOf, ON_SCREEN, ROWS, type Sizes } from './sizes';
import type { Story } from './story';

/** Widths of a letter, as wide fonts have them. */
const LETTER = 6.7;
const BOLD_LETTER = 7.5;
const QUIET_LETTER = 5.9;
const TITLE_LETTER = 8.2;
const SUBTITLE_LETTER = 6.6;

export interface PlacedLine extends Lifeline {
  x: number;
  /** Title and subtitles as far as there is room between the neighbours. */
  shown: { title: string; subtitles: readonly string[] };
}

/** A label may always be so long: it has a rim that keeps it apart from lifelines which it crosses. */
const SHORTEST_ROOM = 194;

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
  /** Right end of the gutter. */
  gutter: number;
  /** Where the titles of the lifelines begin once more, below the rows; undefined where those above are in sight. */
  footY?: number;
  lines: readonly PlacedLine[];
  rows: readonly PlacedHappening[];
  /** From a request to its answer, on the gateway's lifeline. */
  bars: readonly Bar[];
}

/** Places a story: rows in order of time, further apart where time passed in between. Pure. */
export function layoutOf(story: Story, sizes: Sizes = ON_SCREEN): Layout {
  const gap = gapOf(story.lifelines.length, sizes);
  const lines = story.lifelines.map((line, index) => placedLine(line, index, gap, sizes));
  const x = new Map(lines.map(({ id, x }) => [id, x]));
  const width = (lines.at(-1)?.x ?? 0) + sizes.right;
  let y: number = ROWS.head;
  let before: number | undefined;
  const rows = story.happenings.map((happening): PlacedHappening => {
    y += heightOf(happening) + pause(before, happening.at);
    before = happening.at ?? before;
    return { ...happening, ...horizontal(happening, x, width, gap), y, ...sinceStart(happening, story) };
  });
  const tall = y > ROWS.tall;
  return {
    width,
    height: y + (tall ? ROWS.titledFoot : ROWS.foot),
    gutter: sizes.gutter,
    ...(tall && { footY: y + ROWS.foot }),
    lines,
    rows,
    bars: barsOf(rows),
  };
}

function placedLine(line: Lifeline, index: number, gap: number, { gutter, firstGap }: Sizes): PlacedLine {
  const cut = (text: string, letter: number) => middleCut(text, Math.floor((gap - 6) / letter));
  return {
    ...line,
    x: gutter + (index === 0 ? 0 : firstGap + (index - 1) * gap),
    shown: {
      title: cut(line.title, TITLE_LETTER),
      subtitles: line.subtitles.map((text) => cut(text, SUBTITLE_LETTER)),
    },
  };
}

function heightOf({ kind, quiet }: Happening): number {
  if (kind === 'note') return ROWS.noteRow;
  return quiet ? ROWS.quietRow : ROWS.row;
}

/** Ten times the time is a step more: a second must be seen beside a millisecond, and not fill the page. */
function pause(before: number | undefined, at: number | undefined): number {
  if (before === undefined || at === undefined || at - before < 1) return 0;
  return Math.min(ROWS.longestPause, Math.log10(at - before) * 9);
}

function horizontal(
  { from, to, label, quiet, kind, purpose, deviations }: Happening,
  x: ReadonlyMap<LifelineId, number>,
  width: number,
  gap: number,
) {
  const fromX = x.get(from) ?? 0;
  const toX = kind === 'note' ? width : (x.get(to) ?? 0);
  const left = Math.min(fromX, toX);
  const right = Math.max(fromX, toX);
  // Read from where it starts: at the gateway for its events, at the caller for its calls.
  const fromRight = fromX > toX && from !== 'gateway';
  // A label may reach a little beyond its arrow: nothing else is written at that height.
  const ofArrow =
    Math.max(right - left, kind === 'note' ? width : Math.max(gap, SHORTEST_ROOM)) + (kind === 'note' ? -16 : 30);
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
