import type { CaseResult } from '../../checks/verdict';

/** How long a promised event took in two runs, in milliseconds. */
export interface LatencyChange {
  event: string;
  /** What it was awaited after. */
  after: string;
  before: Spread;
  now: Spread;
}

export interface Spread {
  count: number;
  median: number;
  longest: number;
}

/** Of the events that came in both runs; cases that share a pickup count its events once. */
export function compareLatencies(before: readonly CaseResult[], now: readonly CaseResult[]): LatencyChange[] {
  const old = byEvent(before);
  return [...byEvent(now)].flatMap(([key, values]) => {
    const was = old.get(key);
    const [event = '', after = ''] = key.split('\n');
    return was ? [{ event, after, before: spread(was), now: spread(values) }] : [];
  });
}

function byEvent(results: readonly CaseResult[]): Map<string, number[]> {
  const seen = new Set<string>();
  const values = new Map<string, number[]>();
  for (const { event, after, agentId, at, ms } of results.flatMap(({ latencies = [] }) => latencies)) {
    const key = `${event}\n${after}`;
    const once = `${key}\n${agentId}\n${at}`;
    if (seen.has(once)) continue;
    seen.add(once);
    values.set(key, [...(values.get(key) ?? []), ms]);
  }
  return values;
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
  return { count: sorted.length, median, longest: sorted.at(-1) ?? 0 };
}
