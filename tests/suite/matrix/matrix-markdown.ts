import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { type Block, heading, table, words } from '../../../src/report/markdown/nodes';
import { against, bySection, type Matrix, sectionOf } from './matrix';
import type { MatrixRow } from './row';

/** The matrix as a page of `docs/`; the same text for the same verdicts. */
export function matrixMarkdown(matrix: Matrix): string {
  const { faults, storyFaults, dialects, requirements } = matrix;
  const children: Block[] = [
    heading(1, 'Kill matrix'),
    words(
      `Made by "npm run kill-matrix": ${faults.length} faults and ${dialects.length} dialects of the simulated gateway, `,
      `each put to the whole suite, and ${storyFaults.length} faults that only a story shows, each put to its story. A number says how many cases found something against a requirement; `,
      `an asterisk marks the requirements that the fault names. In kill-matrix.html the same stands in one table.`,
    ),
    heading(2, 'Faults'),
    ...[...bySection(matrix)].flatMap(([section, rows]) => [heading(3, section), ofSection(matrix, section, rows)]),
    heading(2, 'Faults that only a story shows'),
    table([
      ['fault', 'story', 'found'],
      ...storyFaults.map((row) => [row.name, row.story ?? '', noticed(row).join(', ')]),
    ]),
    heading(2, 'Dialects'),
    table([
      ['dialect', 'cases', 'announced warnings', 'anything else'],
      ...dialects.map(({ name, cases, names, troubles }) => [
        name,
        String(cases),
        names.join(', ') || '–',
        Object.keys(troubles)
          .filter((id) => !names.includes(id))
          .join(', ') || '–',
      ]),
    ]),
    heading(2, 'Requirements'),
    words('How many faults are about a requirement, and how many its cases noticed altogether.'),
    table([
      ['requirement', 'level', 'faults about it', 'faults noticed'],
      ...requirements.map(({ id, level }) => [
        id,
        level,
        String(faults.filter(({ names }) => names[0] === id).length),
        String(faults.filter(({ troubles }) => against(troubles[id]) > 0).length),
      ]),
    ]),
  ];
  return toMarkdown({ type: 'root', children }, { extensions: [gfmToMarkdown({ tablePipeAlign: false })] });
}

function ofSection({ requirements }: Matrix, section: string, rows: readonly MatrixRow[]): Block {
  const ids = requirements.map(({ id }) => id).filter((id) => sectionOf(id) === section);
  return table([
    ['fault', ...ids, 'elsewhere'],
    ...rows.map((row) => [row.name, ...ids.map((id) => cell(row, id)), noticed(row, ids).join(', ')]),
  ]);
}

/** The requirements under which something was found, each with the cell that it would have. */
function noticed(row: MatrixRow, besides: readonly string[] = []): string[] {
  return Object.keys(row.troubles)
    .filter((id) => !besides.includes(id) && against(row.troubles[id]) > 0)
    .map((id) => `${id} ${cell(row, id)}`);
}

function cell({ names, troubles }: MatrixRow, id: string): string {
  const count = against(troubles[id]);
  return `${count > 0 ? count : ''}${names.includes(id) ? '*' : ''}`;
}
