import type { Observation } from '../../../src/evidence/observation';
import { caseEntries, type RunResults, reportOn } from '../../../src/report/account/run-results';
import type { FinishedRun } from '../../../src/report/finished-run';
import { finding, judged, planned, requirement, result } from './build';

/** The results of a run with a case of every outcome; what was received is `received`. */
export function everyOutcome(received = 'retcode "0"'): RunResults {
  return {
    suite: { version: '0.1.0' },
    site: { name: 'Staging', url: 'https://gw.example:8043', edition: '2023-09-27', authMode: 2 },
    startedAt: '2026-01-02T03:04:05.006Z',
    durationMs: 7421,
    chosen: false,
    requirements: [
      ...['PP-KEPT-1', 'PP-BROKEN-1', 'PP-OPEN-1', 'PP-LACKING-1', 'PP-LEFT-1'].map((id) => requirement(id)),
      requirement('PP-SHOULD-1', 'should'),
    ],
    cases: [
      planned('phonepickup.method.passes', 'PP-KEPT-1'),
      planned('phonepickup.method.breaks', 'PP-BROKEN-1'),
      planned('phonepickup.method.warns', 'PP-SHOULD-1'),
      planned('snatchpickup.guid.opens', 'PP-OPEN-1'),
      planned('snatchpickup.guid.lacks', 'PP-LACKING-1'),
      planned('snatchpickup.guid.crashes', 'PP-KEPT-1'),
      planned('snatchpickup.guid.lost', 'PP-OPEN-1'),
      planned('snatchpickup.guid.unselected', 'PP-LEFT-1'),
    ],
    selected: ['passes', 'breaks', 'warns']
      .map((name) => `phonepickup.method.${name}`)
      .concat(['opens', 'lacks', 'crashes', 'lost'].map((name) => `snatchpickup.guid.${name}`)),
    results: [
      result('phonepickup.method.passes', 'pass', [judged('PP-KEPT-1', 'pass')]),
      result(
        'phonepickup.method.breaks',
        'fail',
        [judged('PP-BROKEN-1', 'fail', received)],
        [finding('PP-BROKEN-1', received)],
      ),
      result(
        'phonepickup.method.warns',
        'warning',
        [judged('PP-SHOULD-1', 'warning', received)],
        [finding('PP-SHOULD-1', received)],
      ),
      result('snatchpickup.guid.opens', 'inconclusive', [judged('PP-OPEN-1', 'inconclusive', received)]),
      result('snatchpickup.guid.lacks', 'not-applicable', [judged('PP-LACKING-1', 'not-applicable', received)]),
    ],
    harnessErrors: { 'snatchpickup.guid.crashes': received },
    errorsOutside: 0,
    durations: { 'phonepickup.method.passes': 1500, 'phonepickup.method.breaks': 250 },
  };
}

/** The same as the writers of reports get it. */
export function finished(run: RunResults, observations: ReadonlyMap<string, Observation> = new Map()): FinishedRun {
  return { report: reportOn(run), results: run, cases: caseEntries(run), observations: () => observations };
}
