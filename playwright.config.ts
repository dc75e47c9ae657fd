import { join, resolve } from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { currentSite } from './fixtures/current-site';
import { checkChosenExploration, explorationPlan } from './fixtures/exploration';
import { planCases } from './src/cases';
import { readContract } from './src/contract/read-contract';
import { effectiveRequirements } from './src/report/account/effective-requirements';
import type { RunPlan } from './src/report/account/run-plan';
import type { ConformanceReporterOptions } from './src/report/conformance-reporter';
import { enterRunDirectory, isMainProcess } from './src/report/run-directory';
import type { WaiverFile } from './src/report/waivers/waiver';

const reports = resolve(process.env.GATEWAY_REPORTS || 'reports');

if (isMainProcess()) {
  // Whoever reads what this writes may leave before its end, as `head` does, and with a terminal gone nothing can be said: the
  // run goes on, and its reports are written.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  // A mistake in the site file ends the run here, before anything starts.
  currentSite();
  checkChosenExploration();
  if (enterRunDirectory()) endInOrder();
}

const { calls, agents } = currentSite();
const byHand = calls.driver === 'manual';
/** A case takes two to four agents: with fewer, two workers would only wait for each other. */
const FOR_TWO_WORKERS = 4;

/** Playwright ends a run in order on SIGINT only: every wish to stop becomes one. */
function endInOrder(): void {
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.kill(process.pid, 'SIGINT'));
}

function plan(): RunPlan {
  const site = currentSite();
  const contract = readContract(site.edition);
  return {
    site,
    simulated: site.calls.driver === 'simulator',
    requirements: effectiveRequirements(contract, site),
    cases: planCases(contract, explorationPlan(site)),
  };
}

/** Read here, so that a mistake in it ends the run before anything is sent; workers do without. */
function waivers(): WaiverFile | undefined {
  if (!isMainProcess()) return undefined;
  return (require('./fixtures/waivers-file') as typeof import('./fixtures/waivers-file')).readWaiversOrExit();
}

const conformance: ConformanceReporterOptions = {
  reports,
  plan,
  waivers: process.env.GATEWAY_WAIVERS ? waivers() : undefined,
  // Loaded when the run begins: its workers do without.
  transcript: () =>
    (require('./fixtures/transcript-header') as typeof import('./fixtures/transcript-header')).transcriptHeader(
      currentSite(),
    ),
  otherReports: ['html', 'allure-results'],
};

/** Reporters that the user wants besides, e.g. `GATEWAY_EXTRA_REPORTERS=junit,./mine.ts`. */
const extra = (process.env.GATEWAY_EXTRA_REPORTERS ?? '').split(',').filter((name) => name !== '');

/** The conformance suite, against the site that is chosen in the environment. */
export default defineConfig({
  testDir: 'tests',
  testMatch: '{phonepickup,snatchpickup}/*.spec.ts',
  globalSetup: './fixtures/global-setup.ts',
  globalTeardown: './fixtures/global-teardown.ts',
  outputDir: join(reports, 'test-results'),
  // No test writes anything of its own: what there is to keep is attached as evidence. To look for files to remove after
  // every test would cost more than the judgement of a case.
  preserveOutput: 'always',
  // Playwright's way of spreading the tests of one file costs time that is quadratic in their number.
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // A flaky outcome is reported, not retried into green.
  retries: 0,
  // The first case of a section may bring many others along, and wait for a Guid to die; each step has its own time-out.
  // A person takes the time it takes.
  timeout: byHand ? 0 : 900_000,
  workers: byHand || agents.length < FOR_TWO_WORKERS ? 1 : 2,
  reporter: [
    // First: the others must see failures as failures.
    ['./src/report/conformance-reporter.ts', conformance],
    ['html', { outputFolder: join(reports, 'html'), open: 'never' }],
    // Steps would only be Playwright's own hooks and fixtures.
    [
      './src/report/allure/allure-reporter.ts',
      { resultsDir: join(reports, 'allure-results'), detail: false, requirements: () => plan().requirements },
    ],
    ...extra.map((name): ReporterDescription => [name]),
  ],
});
