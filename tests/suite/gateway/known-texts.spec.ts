import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { KnownTexts, SHORTEST_SOUGHT } from '../../../src/gateway/known-texts';

function seeking(...texts: string[]): KnownTexts {
  const sought = new KnownTexts();
  for (const text of texts) sought.add(text);
  return sought;
}

/** The same by looking at every place for every text. */
function searched(texts: readonly string[], within: string): string {
  let shown = '';
  for (let at = 0; at < within.length; ) {
    const [found] = texts.filter((each) => within.startsWith(each, at)).sort((a, b) => b.length - a.length);
    shown += found === undefined ? within[at] : `<${found}>`;
    at += found?.length ?? 1;
  }
  return shown;
}

/** Of two letters, so that texts begin alike, hold one another and overlap; no digits, which are another matter. */
const letters = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: least, maxLength: most });

test('many texts are replaced as they are by looking for each at every place', () => {
  fc.assert(
    fc.property(fc.array(letters(SHORTEST_SOUGHT, 10), { maxLength: 12 }), letters(0, 120), (texts, within) => {
      expect(seeking(...texts).replaceIn(within, (found) => `<${found}>`)).toBe(searched(texts, within));
    }),
    { seed: 1, numRuns: 1000 },
  );
});

const places: [what: string, within: string, shown: string][] = [
  ['at the beginning', 'secret-1 x', '<> x'],
  ['at the end', 'x secret-1', 'x <>'],
  ['alone', 'secret-1', '<>'],
  ['twice without anything between', 'secret-1secret-1', '<><>'],
  ['behind a part of itself', 'secresecret-1', 'secre<>'],
  ['nowhere', 'secret', 'secret'],
];
for (const [what, within, shown] of places)
  test(`a text is found ${what}`, () => {
    expect(seeking('secret-1').replaceIn(within, () => '<>')).toBe(shown);
  });
