import type { EventLatency } from '../account/latency';

/** From this share of its deadline on an event is worth a line. */
const NEAR = 0.5;
const MAX_LINES = 4;

/** Events that came near their deadline, or after it, the nearest first; nothing where none did. */
export function nearDeadlines(latency: readonly EventLatency[]): string[][] {
  const near = latency
    .filter(({ worstMs, deadlineMs }) => worstMs >= deadlineMs * NEAR)
    .sort((a, b) => b.worstMs / b.deadlineMs - a.worstMs / a.deadlineMs);
  if (near.length === 0) return [];
  const lines = near.slice(0, MAX_LINES).map((one) => {
    const { operation, event, medianMs, p95Ms, worstMs, deadlineMs } = one;
    const share = Math.round((worstMs / deadlineMs) * 100);
    return `  ${event} of ${operation}: up to ${ms(worstMs)}, ${share} % of the deadline; median ${ms(medianMs)}, 95 % within ${ms(p95Ms)}`;
  });
  if (near.length > MAX_LINES) lines.push(`  … and ${near.length - MAX_LINES} more, see latency in conformance.json`);
  return [['Near the deadline for events:', ...lines]];
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
