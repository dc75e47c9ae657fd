import { renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import packageJson from '../../package.json';
import type { HeaderLine } from '../evidence/transcript-lines';
import { CollectedResults } from './account/collected-results';
import type { RunPlan } from './account/run-plan';
import { caseEntries, type RunResults, reportOn } from './account/run-results';
import { conformanceFile } from './conformance-report';
import { observationsIn } from './observations';
import { writeSelectedCases } from './run-directory';
import { announceAbsorption, isListedFirst, takeBackExpectation, withdrawAbsorption } from './runner/absorbed-failures';
import { caseIdOf, caseOutcome, firstLine } from './runner/case-outcome';
import { isUserSelection, type RunnerOptions } from './runner/selection';
import { Progress } from './terminal/progress';
import { summary } from './terminal/summary';
import { painter, wantsColours } from './text';
import { beginTranscript, endTranscript, TRANSCRIPT_NAME, transcriptFile } from './transcript-file';
import type { WaiverFile } from './waivers/waiver';
import { REPORT_FILES, writeReports } from './write-reports';

export interface ConformanceReporterOptions extends RunnerOptions {
  /** Directory of all reports. */
  reports: string;
  /** Asked once the run begins: by then the simulated gateway has an address. */
  plan: () => RunPlan;
  /** First line of the transcript; without it, none is written. */
  transcript?: () => HeaderLine;
  /** Known deviations that do not fail the run. */
  waivers?: WaiverFile | undefined;
  /** Reports that others write below `reports`; those of an earlier run are removed. */
  otherReports?: readonly string[];
}

/**
 * The project's reporter: absorbed failures become failures again, cases become verdicts on requirements, and those
 * become `conformance.json` and a summary. To be listed first.
 */
export default class ConformanceReporter implements Reporter {
  private readonly collected = new CollectedResults();
  private plan: RunPlan | undefined;
  private selectedIds: ReadonlySet<string> = new Set();
  private chosen = false;
  private shard: FullConfig['shard'] = null;
  private errorsOutside = 0;
  private progress: Progress | undefined;
  private discarded: Promise<void>[] = [];

  constructor(private readonly options: ConformanceReporterOptions) {
    if (this.isListing()) return;
    announceAbsorption();
    // A verdict of an earlier run must not be taken for that of this one, however this one ends.
    rmSync(conformanceFile(options.reports), { force: true });
    rmSync(transcriptFile(options.reports), { force: true });
    this.discarded = (options.otherReports ?? []).map((other) => discard(join(options.reports, other)));
  }

  /** Playwright adds a terminal reporter of its own where none prints. */
  printsToStdio(): boolean {
    return !this.isListing();
  }

  onBegin(config: FullConfig, suite: Suite): void {
    const tests = suite.allTests();
    if (this.isListing()) return;
    if (!isListedFirst(config, __filename)) withdrawAbsorption();
    this.selectedIds = new Set(tests.flatMap((test) => caseIdOf(test) ?? []));
    this.chosen = isUserSelection(this.options, process.argv);
    this.shard = config.shard;
    this.progress = new Progress(process.stdout, tests.length);
    writeSelectedCases([...this.selectedIds]);
    this.plan = this.options.plan();
    this.beginTranscript();
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    takeBackExpectation(test, result);
    const caseId = caseIdOf(test);
    if (caseId === undefined) return;
    const outcome = caseOutcome(caseId, result, test.timeout);
    this.collected.add(outcome, result.duration);
    this.progress?.ended(outcome.harnessError === undefined ? outcome.result?.verdict : undefined);
  }

  onStdOut(chunk: string | Buffer): void {
    this.progress?.clear();
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    this.progress?.clear();
    process.stderr.write(chunk);
  }

  onError(error: TestError): void {
    this.progress?.clear();
    const line = firstLine(error.message ?? error.value ?? '');
    // Told as an error by the runner, but it is what --max-failures was asked to do.
    if (!line.startsWith('Testing stopped early')) this.errorsOutside += 1;
    process.stderr.write(`${line}\n`);
  }

  async onExit(): Promise<void> {
    await Promise.all(this.discarded);
  }

  async onEnd(end: FullResult): Promise<{ status?: FullResult['status'] } | undefined> {
    // Without a single test the run could not be made, and the errors say why: there is nothing to account for.
    if (!this.plan || (this.selectedIds.size === 0 && this.errorsOutside > 0)) return undefined;
    this.progress?.clear();
    const results = this.results(this.plan, end);
    const report = reportOn(results);
    this.endTranscript(results);
    const { reports } = this.options;
    const run = {
      report,
      results,
      cases: caseEntries(results),
      observations: observationsIn(reports),
      ...(this.options.transcript && { transcript: transcriptFile(reports) }),
    };
    for (const problem of writeReports(reports, run)) process.stderr.write(`${problem}\n`);
    const transcript = run.transcript ? [TRANSCRIPT_NAME] : [];
    const context = {
      reports: relative(process.cwd(), reports) || '.',
      harnessErrors: this.collected.harnessErrors,
      otherReports: [...REPORT_FILES, ...transcript, ...(this.options.otherReports ?? [])],
      paint: painter(wantsColours(process.stdout, process.env)),
    };
    process.stdout.write(summary(report, context));
    // The wrapper reads no file: another run may have written it meanwhile.
    process.send?.({ verdict: report.verdict });
    // A run without a conclusive verdict is not green, even though none of its tests failed.
    const green = report.verdict === 'pass' && report.harnessErrors === 0;
    return end.status === 'passed' && !green ? { status: 'failed' } : undefined;
  }

  private results({ site, requirements, cases, simulated }: RunPlan, end: FullResult): RunResults {
    const { results, harnessErrors, durations } = this.collected;
    // Picked one by one: what is handed in as a site may carry the passwords of its agents.
    const { edition, name, url, authMode } = site;
    return {
      suite: { version: packageJson.version },
      site: { edition, name, url, authMode },
      ...(simulated && { simulated }),
      startedAt: end.startTime.toISOString(),
      durationMs: Math.round(end.duration),
      ...(this.shard && { shard: this.shard }),
      chosen: this.chosen,
      requirements: requirements.map(({ id, level, text }) => ({ id, level, text })),
      cases: cases.map((one) => ({ id: one.id, title: one.title, requirements: one.requirements })),
      selected: [...this.selectedIds],
      results: [...results.values()],
      harnessErrors: Object.fromEntries(harnessErrors),
      errorsOutside: this.errorsOutside,
      durations: Object.fromEntries(durations),
      ...(this.options.waivers && { waivers: this.options.waivers }),
    };
  }

  private beginTranscript(): void {
    const header = this.options.transcript?.();
    const partial = this.chosen || this.shard !== null;
    if (header) beginTranscript(this.options.reports, header, { partial, caseIds: [...this.selectedIds] });
  }

  private endTranscript({ durationMs, harnessErrors, errorsOutside }: RunResults): void {
    if (!this.options.transcript) return;
    try {
      endTranscript(this.options.reports, { durationMs, harnessErrors, errorsOutside });
    } catch (error) {
      process.stderr.write(`${TRANSCRIPT_NAME} could not be finished: ${(error as Error).message}\n`);
    }
  }

  private isListing(): boolean {
    return this.options._mode === 'list';
  }
}

/** Out of the way at once, gone a little later: thousands of small files take longer to remove than a run to start. */
async function discard(folder: string): Promise<void> {
  const old = `${folder}.old-${process.pid}`;
  try {
    renameSync(folder, old);
  } catch {
    return;
  }
  await rm(old, { recursive: true, force: true }).catch(() => undefined);
}
