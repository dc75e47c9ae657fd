import { defineConfig } from '@playwright/test';

/** What the wrapper's tests let it run in place of the suite. */
export default defineConfig({ testDir: '.', outputDir: process.env.WRAPPED_OUTPUT ?? '', reporter: './reporter.ts' });
