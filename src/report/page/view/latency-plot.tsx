import type { Latency } from '../../../checks/verdict';
import { milliseconds } from './words';

const LABEL = 250;
const PLOT = 430;
const TAIL = 120;
const ROW = 26;
const HEAD = 26;
/** Shorter ones cannot be told apart by looking, and a logarithm has no zero. */
const SHORTEST_MS = 0.1;

/** How long each kind of event took, with the site's deadline; the scale is logarithmic. `id`: unique in the page. */
export function LatencyPlot({ latencies, id }: { latencies: readonly Latency[]; id: string }) {
  if (latencies.length === 0) return null;
  const rows = rowsOf(latencies);
  const deadline = Math.max(...latencies.map(({ deadlineMs }) => deadlineMs));
  const longest = Math.max(deadline * 1.6, ...latencies.map(({ ms }) => ms));
  const scale = (ms: number) =>
    LABEL + (Math.log(Math.max(ms, SHORTEST_MS) / SHORTEST_MS) / Math.log(longest / SHORTEST_MS)) * PLOT;
  const height = HEAD + rows.length * ROW + 26;
  const bottom = HEAD + rows.length * ROW + 4;
  return (
    <svg
      class="latency"
      viewBox={`0 0 ${LABEL + PLOT + TAIL} ${height}`}
      width={LABEL + PLOT + TAIL}
      height={height}
      role="img"
      aria-labelledby={`${id}-title`}
    >
      <title id={`${id}-title`}>{inWords(rows, deadline)}</title>
      {ticks(longest).map((ms) => (
        <g key={ms} class="tick">
          <line x1={scale(ms)} y1={HEAD - 6} x2={scale(ms)} y2={bottom} />
          <text x={scale(ms)} y={bottom + 16} text-anchor="middle">
            {axis(ms)}
          </text>
        </g>
      ))}
      <line class="deadline" x1={scale(deadline)} y1={HEAD - 8} x2={scale(deadline)} y2={bottom} />
      <text class="deadline-label" x={scale(deadline)} y={HEAD - 12} text-anchor="middle">
        deadline {axis(deadline)}
      </text>
      {rows.map(({ event, after, times }, index) => {
        const y = HEAD + index * ROW + ROW / 2;
        const slowest = times.at(-1) ?? 0;
        return (
          <g key={`${event} ${after}`}>
            <text class="event" x={LABEL - 12} y={y + 1} text-anchor="end">
              {event}
            </text>
            <text class="after" x={LABEL - 12} y={y + 11} text-anchor="end">
              after {after}
            </text>
            <line class="span" x1={scale(times[0] ?? 0)} y1={y} x2={scale(slowest)} y2={y} />
            {distinct(times, scale).map((ms) => (
              <circle key={ms} class={ms > deadline ? 'late' : ''} cx={scale(ms)} cy={y} r="3.5" />
            ))}
            <text class="value" x={LABEL + PLOT + 12} y={y + 4}>
              {times.length > 1 ? `${short(median(times))} · max ${short(slowest)}` : milliseconds(slowest)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

interface Row {
  event: string;
  after: string;
  /** Ascending. */
  times: readonly number[];
}

/** One row for each kind of event and moment; an event that several cases share counts once. */
function rowsOf(latencies: readonly Latency[]): Row[] {
  const rows = new Map<string, { event: string; after: string; times: Map<string, number> }>();
  for (const { event, after, agentId, at, ms } of latencies) {
    const row = rows.get(`${event} ${after}`) ?? { event, after, times: new Map() };
    row.times.set(`${agentId} ${at}`, ms);
    rows.set(`${event} ${after}`, row);
  }
  return [...rows.values()].map(({ times, ...row }) => ({ ...row, times: [...times.values()].sort((a, b) => a - b) }));
}

/** Dots that would lie on each other are drawn once. */
function distinct(times: readonly number[], scale: (ms: number) => number): number[] {
  return [...new Map(times.map((ms) => [Math.round(scale(ms)), ms])).values()];
}

function ticks(longest: number): number[] {
  return [0.1, 1, 10, 100, 1000, 10_000, 100_000].filter((ms) => ms <= longest);
}

function axis(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`;
}

function median(times: readonly number[]): number {
  return times[Math.floor(times.length / 2)] ?? 0;
}

function short(ms: number): string {
  return milliseconds(ms).replace(' ms', '');
}

function inWords(rows: readonly Row[], deadline: number): string {
  const each = rows.map(({ event, times }) => `${event} at most ${milliseconds(times.at(-1) ?? 0)}`);
  return `Latency of events, deadline ${milliseconds(deadline)}: ${each.join(', ')}`;
}
