import { writeFileSync } from 'node:fs';
import type { Reporter } from '@playwright/test/reporter';

/** Where to write, as a variable of the environment: Playwright gives reporters from the command line no options. */
export const TIMES_FILE = 'BENCH_TEST_TIMES';

/** Milliseconds of the epoch. */
export interface TestTimes {
  firstBegan: number;
  firstEnded: number;
  lastEnded: number;
}

/** Writes down when the first test of a run began and the last one ended. */
export default class TestTimesReporter implements Reporter {
  private firstBegan = 0;
  private firstEnded = 0;
  private lastEnded = 0;

  printsToStdio(): boolean {
    return false;
  }

  onTestBegin(): void {
    this.firstBegan ||= Date.now();
  }

  onTestEnd(): void {
    this.lastEnded = Date.now();
    this.firstEnded ||= this.lastEnded;
  }

  onEnd(): void {
    const { firstBegan, firstEnded, lastEnded } = this;
    const times: TestTimes = { firstBegan, firstEnded, lastEnded };
    const file = process.env[TIMES_FILE];
    if (file) writeFileSync(file, JSON.stringify(times));
  }
}
