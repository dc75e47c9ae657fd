import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { ConformanceReport } from '../../../src/report/conformance-report';
import { runNode } from '../commands';
import { htmlStats } from './html-stats';

interface JsonSpec {
  title: string;
  ok: boolean;
  tests: { expectedStatus: string; status: string; results: { status: string; workerIndex: number }[] }[];
}

export interface ProjectRun {
  exitCode: number | null;
  stdout: string;
  stderr: string;
  /** What `conformance.json` says, where it was written. */
  report: ConformanceReport | undefined;
  /** What Playwright's JSON reporter says of each test, by title. */
  specs(): Map<string, JsonSpec>;
  /** Status of each test in Allure's results, by title. */
  allure(): Map<string, string>;
  /** What the HTML report counts. */
  html(): Record<string, unknown>;
  /** Indices of the workers that ran tests: a restart begins a new one. */
  workers(): number[];
}

export interface ProjectOptions {
  files: readonly string[];
  ours?: 'first' | 'last' | 'none';
  args?: readonly string[];
}

const CLI = join(__dirname, '../../../node_modules/@playwright/test/cli.js');
const CONFIG = join(__dirname, 'projects/playwright.config.ts');

/** Runs the tiny project in a directory that goes with the test; a second run in it finds what the first left. */
export const test = base.extend<{ runProject: (options: ProjectOptions) => Promise<ProjectRun> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  runProject: async ({}, use) => {
    const reports = mkdtempSync(join(tmpdir(), 'report-test-'));
    await use((options) => run(reports, options));
    rmSync(reports, { recursive: true, force: true });
  },
});

async function run(reports: string, { files, ours = 'first', args = [] }: ProjectOptions): Promise<ProjectRun> {
  const env = { PROJECT_REPORTS: reports, PROJECT_FILES: files.join(), PROJECT_OURS: ours };
  const { code, ...printed } = await runNode([CLI, 'test', '--config', CONFIG, ...args], { env, cwd: reports });
  return readRun(reports, { exitCode: code, ...printed });
}

function readRun(reports: string, ended: Pick<ProjectRun, 'exitCode' | 'stdout' | 'stderr'>): ProjectRun {
  const specs = () =>
    new Map(
      (
        JSON.parse(readFileSync(join(reports, 'playwright-results.json'), 'utf8')) as {
          suites: { specs: JsonSpec[] }[];
        }
      ).suites
        .flatMap((suite) => suite.specs)
        .map((spec) => [spec.title, spec]),
    );
  const allure = () => {
    const directory = join(reports, 'allure-results');
    const results = readdirSync(directory).filter((file) => file.endsWith('-result.json'));
    return new Map(
      results.map((file) => {
        const { name, status } = JSON.parse(readFileSync(join(directory, file), 'utf8'));
        return [name, status];
      }),
    );
  };
  const workers = () => [
    ...new Set(
      [...specs().values()].flatMap((spec) => spec.tests.flatMap((one) => one.results.map((r) => r.workerIndex))),
    ),
  ];
  const html = () => htmlStats(join(reports, 'html'));
  return { ...ended, report: readReport(reports), specs, allure, html, workers };
}

function readReport(reports: string): ConformanceReport | undefined {
  try {
    return JSON.parse(readFileSync(join(reports, 'conformance.json'), 'utf8'));
  } catch {
    return undefined;
  }
}
