import { defineConfig } from '@playwright/test';

/** The project's own tests: the suite's parts, and the suite against simulated gateways. */
export default defineConfig({
  testDir: '.',
  // Tiny Playwright projects that tests start as child processes are no tests of this run.
  testIgnore: '**/projects/**',
  outputDir: '../../test-results/suite',
  preserveOutput: 'failures-only',
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  workers: 2,
  reporter: process.env.CI ? 'dot' : 'list',
});
