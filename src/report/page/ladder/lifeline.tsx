import type { PlacedLine } from './layout';
import { ROWS } from './sizes';

/** From its titles down to `end`. */
export function LifelineDrawing({ line, end }: { line: PlacedLine; end: number }) {
  const { x } = line;
  return (
    <g>
      <line class="lifeline" x1={x} y1={ROWS.head - 8} x2={x} y2={end} />
      <Titles line={line} y={20} />
      <circle class="line-end" cx={x} cy={ROWS.head - 12} r="4" />
    </g>
  );
}

/** At the head of a lifeline, and at its foot where the head is out of sight. */
export function Titles({ line: { x, title, subtitles, shown }, y }: { line: PlacedLine; y: number }) {
  return (
    <g class="titles">
      <title>{[title, ...subtitles].join(', ')}</title>
      <text class="line-title" x={x} y={y} text-anchor="middle">
        {shown.title}
      </text>
      {shown.subtitles.map((text, index) => (
        <text key={index} class="line-subtitle" x={x} y={y + 16 + index * 14} text-anchor="middle">
          {text}
        </text>
      ))}
    </g>
  );
}
