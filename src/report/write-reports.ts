import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeConformanceReport } from './conformance-report';
import type { FinishedRun } from './finished-run';
import { RESULTS_NAME, writeResults } from './results-file';

/** A report beside `conformance.json`. */
interface Writer {
  /** File below the reports directory. */
  file: string;
  write(run: FinishedRun, file: string): void;
}

/** Each loads what it needs only when it writes: none of it is wanted before the run has ended. */
const WRITERS: readonly Writer[] = [
  { file: RESULTS_NAME, write: ({ results }, file) => writeResults(dirname(file), results) },
  {
    file: 'conformance/index.html',
    write(run, file) {
      const { pageText } = require('./page/page-text') as typeof import('./page/page-text');
      const { pageInput } = require('./page/page-input') as typeof import('./page/page-input');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, pageText(pageInput(run)));
    },
  },
  {
    file: 'junit.xml',
    write(run, file) {
      const { junitXml } = require('./junit/junit-xml') as typeof import('./junit/junit-xml');
      writeFileSync(file, junitXml(run));
    },
  },
  {
    file: 'summary.md',
    write(run, file) {
      const { summaryMarkdown } =
        require('./markdown/summary-markdown') as typeof import('./markdown/summary-markdown');
      const summary = summaryMarkdown(run);
      writeFileSync(file, summary);
      // GitHub shows this on the page of the job; several steps may append to it.
      if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, `${summary}\n`);
    },
  },
];

/** Files for people and pipelines that `writeReports` leaves beside `conformance.json`. */
export const REPORT_FILES: readonly string[] = WRITERS.map(({ file }) => file).filter((file) => file !== RESULTS_NAME);

/**
 * Writes all reports of a run, `conformance.json` first.
 * @returns a line for each report that could not be written; the others are there all the same
 */
export function writeReports(reports: string, run: FinishedRun): string[] {
  writeConformanceReport(reports, run.report);
  return WRITERS.flatMap(({ file, write }) => {
    try {
      write(run, join(reports, file));
      return [];
    } catch (error) {
      return [`${file} could not be written: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}
