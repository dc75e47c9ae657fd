import { milliseconds } from '../view/words';
import { type Bar, layoutOf, type PlacedHappening, type PlacedLine } from './layout';
import { LifelineDrawing, Titles } from './lifeline';
import { ON_SCREEN, ROWS, type Sizes } from './sizes';
import type { Story } from './story';

interface LadderProps {
  story: Story;
  /** What it is the call flow of. */
  of: string;
  /** Unique in the page. */
  id: string;
  sizes?: Sizes;
}

/** A call flow: who sent what to whom, at which time, with the deviations marked. */
export function Ladder({ story, of, id, sizes = ON_SCREEN }: LadderProps) {
  const { width, height, gutter, footY, lines, rows, bars } = layoutOf(story, sizes);
  const gateway = lines.find((line) => line.id === 'gateway')?.x ?? 0;
  return (
    <svg
      class="ladder"
      viewBox={`0 0 ${width} ${height}`}
      style={`width:${width}px;min-width:${Math.round(width * SMALLEST)}px`}
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <title id={`${id}-title`}>Call flow of {of}</title>
      <desc id={`${id}-text`}>{inWords(rows, lines)}</desc>
      <defs>
        {HEADS.map((kind) => (
          <marker
            key={kind}
            id={`${id}-${kind}`}
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerUnits="userSpaceOnUse"
            markerWidth="11"
            markerHeight="11"
            orient="auto-start-reverse"
          >
            <path class={`head ${kind}`} d={kind === 'answer' ? 'M1 1 L9 5 L1 9' : 'M0 0 L10 5 L0 10 z'} />
          </marker>
        ))}
      </defs>
      {rows.map((row, index) => row.deviations.length > 0 && <Band key={index} row={row} width={width} />)}
      {lines.map((line) => (
        <LifelineDrawing key={line.id} line={line} end={footY ?? height - 6} />
      ))}
      {footY !== undefined && lines.map((line) => <Titles key={line.id} line={line} y={footY + 18} />)}
      <text class="time" x={gutter - 14} y={ROWS.head - 18} text-anchor="end">
        {story.startIsStimulus ? 'since request' : 'time'}
      </text>
      {bars.map((bar, index) => (
        <ActivationBar key={index} bar={bar} x={gateway} />
      ))}
      {rows.map((row, index) =>
        row.kind === 'note' ? (
          <Note key={index} row={row} gutter={gutter} />
        ) : (
          <Arrow key={index} row={row} id={id} gutter={gutter} />
        ),
      )}
    </svg>
  );
}

/** Shrunk to the page's width, but not further than its text can be read. */
const SMALLEST = 0.84;
const HEADS = ['request', 'answer', 'event', 'call', 'missing', 'deviating', 'quiet'] as const;

function Band({ row: { y }, width }: { row: PlacedHappening; width: number }) {
  return <rect class="band" x="4" y={y - 21} width={width - 8} height="29" rx="5" />;
}

function ActivationBar({ bar: { y1, y2, deviates }, x }: { bar: Bar; x: number }) {
  return <rect class={deviates ? 'busy deviates' : 'busy'} x={x - 4} y={y1} width="8" height={y2 - y1} rx="2" />;
}

function Note({
  row: { y, fromX, toX, labelX, shown, since, purpose },
  gutter,
}: {
  row: PlacedHappening;
  gutter: number;
}) {
  return (
    <g class={`note ${purpose ?? ''}`}>
      <Time since={since} x={gutter - 14} y={y} />
      <line x1={fromX} y1={y} x2={toX - 8} y2={y} />
      <text x={labelX} y={y - 5}>
        {shown}
      </text>
    </g>
  );
}

function Arrow({ row, id, gutter }: { row: PlacedHappening; id: string; gutter: number }) {
  const { kind, y, fromX, toX, labelX, anchor, label, shown, since, deviations, quiet, purpose } = row;
  const deviates = deviations.length > 0 && kind !== 'missing';
  const look = quiet ? 'quiet' : deviates ? 'deviating' : kind;
  // Up to the bar on the gateway's lifeline, not into it.
  const end = toX + (toX > fromX ? -5 : 5);
  const start = fromX + (toX > fromX ? 4 : -4);
  return (
    <g class={`arrow ${kind} ${look} ${purpose ?? ''}`}>
      {shown !== label && <title>{label}</title>}
      <Time since={since} x={gutter - 14} y={y} quiet={quiet} />
      {deviations.slice(0, 3).map((number, index) => (
        <Badge key={number} x={16 + index * 17} y={y - 6} text={index === 2 && deviations.length > 3 ? '…' : number} />
      ))}
      <line x1={start} y1={y} x2={end} y2={y} marker-end={`url(#${id}-${look})`} />
      <text x={labelX} y={y - 6} text-anchor={anchor}>
        {purpose === 'control' && kind === 'request' && <tspan class="purpose">control </tspan>}
        {shown}
      </text>
    </g>
  );
}

function Badge({ x, y, text }: { x: number; y: number; text: number | string }) {
  return (
    <g class="badge">
      <circle cx={x} cy={y} r="8" />
      <text x={x} y={y + 3.5} text-anchor="middle">
        {text}
      </text>
    </g>
  );
}

interface TimeProps {
  since: number | undefined;
  x: number;
  y: number;
  quiet?: boolean | undefined;
}

function Time({ since, x, y, quiet }: TimeProps) {
  if (since === undefined) return null;
  return (
    <text class={quiet ? 'time quiet-time' : 'time'} x={x} y={y - 3} text-anchor="end">
      {milliseconds(since)}
    </text>
  );
}

/** The drawing for those who do not see it. */
function inWords(rows: readonly PlacedHappening[], lines: readonly PlacedLine[]): string {
  const titles = new Map(lines.map(({ id, title }) => [id, title]));
  return rows
    .map(({ kind, from, to, label, since, deviations }) => {
      const time = since === undefined ? '' : `${milliseconds(since)}: `;
      const who = kind === 'note' ? '' : `${titles.get(from)} to ${titles.get(to)}: `;
      return `${time}${who}${label}${deviations.length > 0 ? ` (deviation ${deviations.join(', ')})` : ''}`;
    })
    .join('. ');
}
