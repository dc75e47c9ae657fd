import { defineConfig } from '@playwright/test';

// Before the tests are collected; workers have it from here.
process.env.GATEWAY_WHOLE_MATRIX = '1';

/** `npm run test:all`: the project's own tests, with every combination of flows, dialects and faults. */
export default defineConfig((require('./playwright.config') as typeof import('./playwright.config')).default);
