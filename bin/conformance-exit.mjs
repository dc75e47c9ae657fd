/**
 * @typedef {object} Outcome
 * @property {number} childCode exit code of `playwright test`
 * @property {string} [verdict] of conformance.json; absent where there is none
 * @property {boolean} [interrupted] was the run stopped by a signal?
 * @property {boolean} [allowInconclusive]
 */

/** The exit code for the outcome of a run, with a line for stderr where the code alone would puzzle. @type {(outcome: Outcome) => { code: number, line?: string }} */
export function exitFor({ childCode, verdict, interrupted = false, allowInconclusive = false }) {
  if (childCode === 3) return { code: 3 };
  if (verdict === 'fail') return { code: 1 };
  if (interrupted) return { code: 3, line: 'stopped before the run was complete' };
  if (verdict === 'pass') return { code: 0 };
  if (verdict !== 'inconclusive') {
    return { code: 3, line: `the run ended without a verdict (playwright exited with ${childCode})` };
  }
  return allowInconclusive
    ? { code: 0, line: 'the verdict is inconclusive; the exit code is 0 because of --allow-inconclusive' }
    : { code: 2 };
}
