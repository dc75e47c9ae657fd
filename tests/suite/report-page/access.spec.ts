import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './browser';
import { FAILED, MISSING, OPEN, sampleRun } from './sample-run';

/** In the dark, all but the colours is as in the light. */
function axe(page: Page, colorScheme: 'light' | 'dark'): AxeBuilder {
  // In a page whose policy allows no scripts, axe must not try to look into frames.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  return colorScheme === 'light' ? builder : builder.withRules(['color-contrast']);
}

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    for (const [what, link] of [
      ['the first screen and the matrix', ''],
      ['a failing case', `#${FAILED}`],
      ['a case that lacks an event', `#${MISSING}`],
      ['a case without a verdict', `#${OPEN}`],
    ] as const)
      test(`axe finds nothing in ${what}`, async ({ open, page }) => {
        await open(await sampleRun(), link);
        if (link !== '') await page.locator('.case-view .ladder').waitFor();
        const { violations, passes } = await axe(page, colorScheme).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
        expect(passes.map(({ id }) => id)).toContain('color-contrast');
      });

    test('axe sees what is wrong: contrast and names are not passed by default', async ({ open, page }) => {
      await open(await sampleRun());
      await page.evaluate(() => {
        document.querySelector('.url')?.setAttribute('style', 'color: rgb(128 128 128 / 0.4)');
        document.querySelector('input[type=search]')?.closest('label')?.querySelector('span')?.remove();
        document.querySelector('input[type=search]')?.removeAttribute('placeholder');
      });
      const { violations } = await axe(page, colorScheme).analyze();
      const seen = colorScheme === 'light' ? ['color-contrast', 'label'] : ['color-contrast'];
      expect(violations.map(({ id }) => id)).toEqual(expect.arrayContaining(seen));
    });
  });
