import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { against, bySection, type Matrix, sectionOf } from './matrix';
import type { MatrixRow } from './row';

/** The matrix as one self-contained page: faults down, requirements across. The same text for the same verdicts. */
export function matrixHtml(matrix: Matrix): string {
  const { faults, storyFaults, dialects, requirements } = matrix;
  const style = readFileSync(join(__dirname, 'matrix.css'), 'utf8');
  const columns = requirements.map(
    ({ id, level, text }) => `<th scope="col" class="${level}" title="${escaped(text)}"><span>${id}</span></th>`,
  );
  const groups = [...bySection(matrix)].filter(([, rows]) => rows.length > 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kill matrix</title>
<style>
${style}</style>
</head>
<body>
<h1>Kill matrix</h1>
<p>${faults.length} faults and ${dialects.length} dialects of the simulated gateway, each put to the whole suite, and ${storyFaults.length} faults that
only a story shows, each put to its story. A number says how many cases found something against a requirement. <b class="own">Named</b> are the requirements that a fault breaks, <b class="also">also</b>
those that noticed it besides, <b class="open">?</b> those that it left open, <b class="unseen">0</b> those that it names and that had nothing to say.</p>
<div class="scroll" tabindex="0" role="region" aria-label="faults and requirements">
<table>
<thead><tr><th scope="col">fault</th>${columns.join('')}</tr></thead>
${groups.map(([section, rows]) => group(matrix, section, rows)).join('\n')}
${group(matrix, 'Faults that only a story shows', storyFaults)}
${group(matrix, 'Dialects', dialects)}
</table>
</div>
</body>
</html>
`;
}

function group({ requirements }: Matrix, section: string, rows: readonly MatrixRow[]): string {
  const ids = requirements.map(({ id }) => id);
  const lines = rows.map(
    (row) =>
      `<tr><th scope="row" title="${escaped(row.story ? `${row.text}. Story: ${row.story}` : row.text)}">${escaped(row.name)}</th>${ids.map((id) => cell(row, id)).join('')}</tr>`,
  );
  const head = `<tr class="section"><th scope="rowgroup" colspan="${ids.length + 1}">${sectionOf(section)}</th></tr>`;
  return `<tbody>\n${[head, ...lines].join('\n')}\n</tbody>`;
}

function cell({ kind, names, troubles }: MatrixRow, id: string): string {
  const count = against(troubles[id]);
  const named = names.includes(id);
  if (count > 0) return `<td class="${named ? 'own' : kind === 'dialect' ? 'alarm' : 'also'}">${count}</td>`;
  if (troubles[id]?.inconclusive) return '<td class="open">?</td>';
  return named ? '<td class="unseen">0</td>' : '<td></td>';
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (each) => entities[each] ?? each);
}
