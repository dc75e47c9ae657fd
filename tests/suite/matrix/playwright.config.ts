import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import base from '../playwright.config';
import type { MatrixReporterOptions } from './matrix-reporter';

// Before the tests are collected; workers have it from here.
process.env.GATEWAY_WHOLE_MATRIX ??= '1';

const root = join(__dirname, '../../..');
const elsewhere = process.env.GATEWAY_REPORTS;
const options: MatrixReporterOptions = {
  docs: elsewhere ?? join(root, 'docs'),
  reports: elsewhere ?? join(root, 'reports'),
};

/** `npm run kill-matrix`: the same tests as in `npm test`, and the matrix drawn from them, all of it in `GATEWAY_REPORTS` if set. */
export default defineConfig({
  ...base,
  testDir: '.',
  outputDir: '../../../test-results/matrix',
  reporter: [['dot'], ['./matrix-reporter.ts', options]],
});
