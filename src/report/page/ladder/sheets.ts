import type { Happening } from './happening';
import { layoutOf } from './layout';
import { ON_PAPER } from './sizes';
import type { Story } from './story';

/** So much of a ladder fits on a page of A4, in pixels of a ladder that is as wide as the page. */
const SHEET = 860;
/** On the first page stands, too, what was expected and received. */
const FIRST_SHEET = 700;

/** A story in parts that fit on a page of paper each, with the same lifelines and times. Pure. */
export function sheetsOf(story: Story): Story[] {
  const { rows, width } = layoutOf(story, ON_PAPER);
  // A wider ladder is shrunk to the page, so more of it fits.
  const shrunk = Math.max(1, width / ON_PAPER.widest);
  const sheets: Happening[][] = [[]];
  let begin = 0;
  for (const [index, happening] of story.happenings.entries()) {
    const y = rows[index]?.y ?? 0;
    if (y - begin > (sheets.length === 1 ? FIRST_SHEET : SHEET) * shrunk) {
      sheets.push([]);
      begin = y;
    }
    sheets.at(-1)?.push(happening);
  }
  return sheets.map((happenings) => ({ ...story, happenings }));
}
