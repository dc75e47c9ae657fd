import type { CaseResult, UnhealthyWindow } from '../../checks/verdict';

/** That the suite, or all around it, was too slow to tell whether events were late. Absent from a report where it never was. */
export interface RunHealth {
  /** Windows in which an event was late or missing and the suite's own delays may be the cause. */
  unhealthyWindows: number;
  /** Cases that these windows concern. */
  cases: number;
  /** The longest delay of one window, in milliseconds: the process was not scheduled, or other answers were overdue. */
  worstDelayMs: number;
  /** The longest time of one window in which the process was not scheduled, in milliseconds. */
  worstNotScheduledMs: number;
}

/** Undefined where the suite was always quick enough. Cases that share a pickup share its windows. */
export function runHealth(results: Iterable<Pick<CaseResult, 'unhealthy'>>): RunHealth | undefined {
  const windows = new Map<string, UnhealthyWindow>();
  let cases = 0;
  for (const { unhealthy = [] } of results) {
    if (unhealthy.length > 0) cases += 1;
    for (const each of unhealthy) windows.set(`${each.agentId} ${each.event} ${each.from}`, each);
  }
  if (windows.size === 0) return undefined;
  const worst = (of: (window: UnhealthyWindow) => number) => Math.round(Math.max(...[...windows.values()].map(of)));
  return {
    unhealthyWindows: windows.size,
    cases,
    worstDelayMs: worst(({ ownMs }) => ownMs),
    worstNotScheduledMs: worst(({ notScheduledMs }) => notScheduledMs),
  };
}

/** One sentence for a summary. */
export function describeRunHealth({ unhealthyWindows, cases, worstDelayMs }: RunHealth): string {
  const s = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
  return `The machine or the network was too slow: in ${s(unhealthyWindows, 'wait')} for events (${s(cases, 'case')}) the suite itself was held up, for up to ${(worstDelayMs / 1000).toFixed(1)} s; late events say nothing there.`;
}
