import { expect, type Locator } from '@playwright/test';
import { sheetsOf } from '../../../src/report/page/ladder/sheets';
import { storyOf } from '../../../src/report/page/ladder/story';
import { test } from './browser';
import { ARROWS, crowdedRun, LIFELINES } from './crowded-run';
import { FAILED } from './sample-run';

/** Pairs of texts in a drawing that cover each other by more than a hair, and texts that reach out of it. */
function illegible(ladder: Locator): Promise<string[]> {
  return ladder.evaluate((svg) => {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].map((text) => ({
      what: text.textContent ?? '',
      box: text.getBoundingClientRect(),
    }));
    const outside = texts.filter(
      ({ box }) => box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom || box.top < frame.top,
    );
    const covering = texts.flatMap(({ what, box }, index) =>
      texts
        .slice(index + 1)
        .filter(
          ({ box: other }) =>
            Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 &&
            // Lines of text may touch: boxes are higher than letters.
            Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) >
              0.4 * Math.min(box.height, other.height),
        )
        .map((other) => `${what} over ${other.what}`),
    );
    return [...covering, ...outside.map(({ what }) => `${what} beyond the edge`)];
  });
}

test('eight lifelines and sixty arrows can be read, without scrolling sideways on a usual screen', async ({ open }) => {
  const page = await open(await crowdedRun(), `#${FAILED}`);
  const ladder = page.locator(`details[data-case="${FAILED}"] .ladder`);
  await expect(ladder.locator('.lifeline')).toHaveCount(LIFELINES);
  await expect(ladder.locator('.arrow')).toHaveCount(ARROWS);
  expect(await illegible(ladder)).toEqual([]);
  const frame = page.locator(`details[data-case="${FAILED}"] .ladder-frame`);
  expect(await frame.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  // So tall that its head is out of sight: the lifelines are named at their feet as well.
  await expect(ladder.locator('.line-title')).toHaveCount(2 * LIFELINES);
  await expect(ladder.locator('.line-title', { hasText: 'Caller' })).toHaveCount(2);
});

test('what overlaps is found', async ({ open }) => {
  const page = await open(await crowdedRun(), `#${FAILED}`);
  const ladder = page.locator(`details[data-case="${FAILED}"] .ladder`);
  await ladder.evaluate((svg) => {
    const [first, second] = svg.querySelectorAll('.arrow text:last-child');
    for (const name of ['x', 'y']) first?.setAttribute(name, second?.getAttribute(name) ?? '');
  });
  expect(await illegible(ladder)).not.toEqual([]);
});

test('on paper it goes on on the next page, where its lifelines are named again; nothing is cut or lost', async ({
  open,
}) => {
  const input = await crowdedRun();
  const { seen, result } = input.evidence.get(FAILED) ?? {};
  if (!seen || !result) throw new Error('the sample lacks a case');
  const story = storyOf(seen, result.findings);
  expect(sheetsOf(story).flatMap(({ happenings }) => happenings)).toEqual(story.happenings);
  const page = await open(input);
  await page.emulateMedia({ media: 'print' });
  // A4 without its margins, in pixels of 96 to the inch.
  await page.setViewportSize({ width: 680, height: 990 });
  const flow = page.locator('.annex .flow', { hasText: FAILED });
  const sheets = await flow.locator('.ladder').all();
  expect(sheets.length).toBeGreaterThan(1);
  for (const sheet of sheets) {
    expect((await sheet.boundingBox())?.height).toBeLessThan(850);
    expect(await illegible(sheet)).toEqual([]);
    await expect(sheet.locator('.line-title', { hasText: 'Gateway' }).first()).toBeVisible();
  }
  await expect(flow.locator('.arrow')).toHaveCount(ARROWS);
});
