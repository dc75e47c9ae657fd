/**
 * `npm run bench:page`: does the conformance report stay fluid with thousands of cases? Opens one in Chromium, does with it
 * what a reader does, and tells how long the page did not answer meanwhile.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { Command } from 'commander';
import { pageText } from '../src/report/page/page-text';
import { browserOptions } from '../tests/suite/browser';
import { longRun } from '../tests/suite/report-page/sample-run';
import { load } from './quiet-machine';

/** Tasks, in milliseconds, during which the page could not answer; Chromium tells those of 50 and more. */
type LongTasks = number[];

async function main(): Promise<void> {
  const { cases } = new Command('npm run bench:page --')
    .option('--cases <number>', 'how many cases', Number, 5000)
    .parse()
    .opts<{ cases: number }>();
  const folder = mkdtempSync(join(tmpdir(), 'bench-page-'));
  const file = join(folder, 'index.html');
  const before = performance.now();
  writeFileSync(file, pageText(await longRun(cases)));
  say(`load ${load().toFixed(2)}, ${cases} cases, ${(statSync(file).size / 1e6).toFixed(1)} MB`);
  say(`made in ${(performance.now() - before).toFixed(0)} ms`);
  const browser = await chromium.launch(browserOptions());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(pathToFileURL(file).href);
  await page.locator('html[data-ready]').waitFor();
  const opening = await settled(page);
  const painted = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  say(`first paint after ${painted.toFixed(0)} ms; ${told(opening)}`);
  await walk(page);
  await browser.close();
  rmSync(folder, { recursive: true });
}

/** What a reader does, from the most usual to the most expensive. */
async function walk(page: Page): Promise<void> {
  const search = page.getByRole('searchbox');
  const row = page.locator('#PP-METHOD-2');
  const steps: [what: string, act: () => Promise<unknown>][] = [
    ['types number-04321 into the search', () => search.pressSequentially('number-04321')],
    ['empties the search', () => search.fill('')],
    ['chooses a verdict', () => page.getByLabel('Verdict').selectOption('fail')],
    ['shows all again', () => page.getByRole('button', { name: 'Show all', exact: true }).click()],
    ['opens a requirement with all cases', () => row.locator('> details > summary').click()],
    ['types while it is open', () => search.pressSequentially('number-04')],
    ['empties the search while it is open', () => search.fill('')],
    ['scrolls through it', () => scroll(page)],
    ['types while many are shown', () => search.pressSequentially('number-04')],
    ['empties the search then', () => search.fill('')],
    ['opens a case', () => row.locator('.case > summary').first().click()],
    ['follows a link to a case', () => page.evaluate(() => location.assign('#phonepickup.method.number-03000'))],
    ['closes the requirement', () => row.locator('> details > summary').click()],
    ['goes to paper', () => page.emulateMedia({ media: 'print' })],
  ];
  for (const [what, act] of steps) {
    await act();
    const tasks = await settled(page);
    const elements = await page.locator('*').count();
    say(`${what}: ${told(tasks)}; ${elements} elements`);
  }
}

/** Wheels down a hundred screens. */
async function scroll(page: Page): Promise<void> {
  await page.mouse.move(600, 500);
  for (let step = 0; step < 200; step += 1) await page.mouse.wheel(0, 400);
}

/** Waits for two frames without anything to do, and takes the long tasks until then. */
function settled(page: Page): Promise<LongTasks> {
  return page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await new Promise((done) => requestIdleCallback(done));
    return (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0);
  });
}

function told(tasks: LongTasks): string {
  if (tasks.length === 0) return 'answers within 50 ms';
  return `longest task ${Math.max(...tasks).toFixed(0)} ms of ${tasks.length} above 50 ms`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main();
