import { join } from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { enterRunDirectory, isMainProcess } from '../../../../src/report/run-directory';
import { plan } from './plan';

const reports = process.env.PROJECT_REPORTS ?? '';
if (isMainProcess()) enterRunDirectory();

const ours: ReporterDescription = ['../../../../src/report/conformance-reporter.ts', { reports, plan: () => plan }];
const others: ReporterDescription[] = [
  ['json', { outputFile: join(reports, 'playwright-results.json') }],
  ['html', { outputFolder: join(reports, 'html'), open: 'never' }],
  ['../../../../src/report/allure/allure-reporter.ts', { resultsDir: join(reports, 'allure-results'), detail: false }],
];
/** `first` as it should be; `last` and `none` to see what happens then. */
const ORDERS: Record<string, ReporterDescription[]> = {
  first: [ours, ...others],
  last: [...others, ours],
  none: others,
};

/** Cases of every kind of outcome, run by a process of their own. */
export default defineConfig({
  testDir: 'cases',
  testMatch: (process.env.PROJECT_FILES ?? '').split(',').map((name) => `${name}.spec.ts`),
  outputDir: join(reports, 'test-results'),
  preserveOutput: 'never',
  workers: 1,
  reporter: ORDERS[process.env.PROJECT_OURS ?? 'first'] ?? [],
});
