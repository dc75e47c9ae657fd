import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { caseEntries, type RunResults, reportOn } from '../src/report/account/run-results';
import type { FinishedRun } from '../src/report/finished-run';
import { summary } from '../src/report/terminal/summary';
import { painter, wantsColours } from '../src/report/text';
import { TRANSCRIPT_NAME } from '../src/report/transcript-file';
import { REPORT_FILES, writeReports } from '../src/report/write-reports';
import { exitFor } from './conformance-exit.mjs';

/** Where reports go and where what they show comes from. */
export interface Publication extends Pick<FinishedRun, 'observations' | 'shown' | 'transcript'> {
  /** Absolute. */
  reports: string;
  /** The same as the user is to open it. */
  shownAs: string;
  allowInconclusive: boolean;
}

/** Writes all reports of a run that was put together of others, prints its summary, and returns the exit code for it. */
export function publish(run: RunResults, { reports, shownAs, allowInconclusive, ...evidence }: Publication): number {
  const report = reportOn(run);
  const finished = { report, results: run, cases: caseEntries(run), ...evidence };
  for (const problem of writeReports(reports, finished)) process.stderr.write(`${problem}\n`);
  const others = ['allure-results'].filter((name) => existsSync(join(reports, name)));
  if (evidence.transcript !== undefined) others.unshift(TRANSCRIPT_NAME);
  process.stdout.write(
    summary(report, {
      reports: shownAs,
      harnessErrors: new Map(Object.entries(run.harnessErrors)),
      otherReports: [...REPORT_FILES, ...others],
      paint: painter(wantsColours(process.stdout, process.env)),
    }),
  );
  const { code, line } = exitFor({ childCode: 0, verdict: report.verdict, allowInconclusive });
  if (line) process.stderr.write(`${line}\n`);
  return code;
}
