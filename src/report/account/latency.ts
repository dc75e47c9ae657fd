import type { CaseResult, Latency } from '../../checks/verdict';
import { groupBy } from '../text';

/** How long one promised event of one operation took, over a whole run; times in milliseconds. */
export interface EventLatency {
  operation: string;
  event: string;
  /** What it was awaited after, e.g. `request accepted`. */
  after: string;
  /** How often it was seen; what several cases saw together counts once. */
  count: number;
  medianMs: number;
  p95Ms: number;
  worstMs: number;
  deadlineMs: number;
}

/** The latencies of a run by operation, event and moment, in the order in which the cases name them. */
export function latencyOf(results: Iterable<CaseResult>): EventLatency[] {
  const seen = [...results].flatMap(({ operation, latencies = [] }) => latencies.map((one) => ({ operation, ...one })));
  const groups = groupBy(seen, ({ operation, event, after }) => JSON.stringify([operation, event, after]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { operation, event, after, deadlineMs } = first;
    const times = [...groupBy(group, occurrence).values()]
      .map(([one]) => one?.ms ?? 0)
      .sort((a, b) => a - b)
      .map((ms) => Math.round(ms * 10) / 10);
    return {
      operation,
      event,
      after,
      count: times.length,
      medianMs: rank(times, 0.5),
      p95Ms: rank(times, 0.95),
      worstMs: rank(times, 1),
      deadlineMs,
    };
  });
}

/** The same event as several cases of one pickup saw it. */
function occurrence({ agentId, at, ms }: Latency): string {
  return `${agentId} ${at} ${ms}`;
}

/** The nearest-rank percentile of sorted values: always one that was measured. */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
