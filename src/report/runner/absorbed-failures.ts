import type { FullConfig, TestCase, TestResult } from '@playwright/test/reporter';
import { ABSORBED_ANNOTATION } from '../../evidence/attachment';

/**
 * A failing test makes Playwright restart its worker, 0.5 s each. Our fixture therefore declares a failure to be expected,
 * and the reporter, which must be listed first, takes that back before anybody else looks. Without the second half a
 * broken gateway would look green, so the fixture does its half only where this variable stands.
 */
const SWITCH = 'GATEWAY_ABSORBS_FAILURES';

export function announceAbsorption(): void {
  process.env[SWITCH] = '1';
}

/** Restarts are wanted where nobody would take the expectation back. */
export function withdrawAbsorption(): void {
  delete process.env[SWITCH];
}

/** Is our reporter the first? Others would be told that the failure was expected. */
export function isListedFirst(config: Pick<FullConfig, 'reporter'>, file: string): boolean {
  return config.reporter[0]?.[0] === file;
}

/** A failure is a failure again: for all reporters that follow, for `--last-failed`, and for the exit code. */
export function takeBackExpectation(test: TestCase, result: TestResult): void {
  if (result.annotations.some(({ type }) => type === ABSORBED_ANNOTATION)) test.expectedStatus = 'passed';
}
