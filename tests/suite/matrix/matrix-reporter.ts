import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { type Matrix, matrixOf } from './matrix';
import { matrixHtml } from './matrix-html';
import { matrixMarkdown } from './matrix-markdown';
import { ROW } from './put-to-the-suite';
import type { MatrixRow } from './row';

export interface MatrixReporterOptions {
  /** Where `KILL-MATRIX.md` and `kill-matrix.html` go, when every fault and dialect was judged. */
  docs: string;
  /** Where `kill-matrix.json` goes, whatever was judged. */
  reports: string;
}

/** Draws the matrix from what its tests attached. Gateways that were judged several times must have got the same. */
export default class MatrixReporter implements Reporter {
  private readonly rows: MatrixRow[] = [];

  constructor(private readonly options: MatrixReporterOptions) {}

  onTestEnd(_test: TestCase, { attachments }: TestResult): void {
    for (const { name, body } of attachments) if (name === ROW && body) this.rows.push(JSON.parse(body.toString()));
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    const matrix = matrixOf(this.rows);
    const written = this.write(matrix);
    const { faults, storyFaults, dialects } = matrix;
    const times = Math.round(this.rows.length / Math.max(1, faults.length + storyFaults.length + dialects.length));
    const lines = [
      `Kill matrix: ${faults.length} faults, ${storyFaults.length} story faults, ${dialects.length} dialects${times > 1 ? `, ${times} times` : ''}`,
      ...(matrix.missing.length > 0
        ? [`Not judged: ${matrix.missing.length} of the catalogue; docs/ is left as it is`]
        : []),
      ...matrix.unstable.map((line) => `Not the same each time: ${line}`),
      `Written: ${written.map((file) => relative(process.cwd(), file)).join('  ')}`,
    ];
    console.log(lines.join('\n'));
    return { status: matrix.unstable.length > 0 ? 'failed' : status };
  }

  private write(matrix: Matrix): string[] {
    const { docs, reports } = this.options;
    const { faults, storyFaults, dialects } = matrix;
    const json = join(reports, 'kill-matrix.json');
    mkdirSync(reports, { recursive: true });
    writeFileSync(json, `${JSON.stringify({ faults, storyFaults, dialects }, null, 1)}\n`);
    if (matrix.missing.length > 0) return [json];
    const [markdown, html] = [join(docs, 'KILL-MATRIX.md'), join(docs, 'kill-matrix.html')];
    writeFileSync(markdown, matrixMarkdown(matrix));
    writeFileSync(html, matrixHtml(matrix));
    return [json, markdown, html];
  }
}
