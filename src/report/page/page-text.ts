import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { h } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { PageBody } from './document';
import { packEvidence } from './pack';
import { footerRule } from './page-footer';
import type { PageInput } from './page-input';

/** In the order in which they overrule each other. */
const STYLES = [
  ...(['palette', 'base', 'overview', 'bars', 'verdicts', 'attention', 'requirements'] as const),
  ...(['case', 'ladder', 'latency', 'evidence', 'narrow', 'print'] as const),
];

/** The report as the text of one self-contained HTML file. All that comes from a gateway goes through the renderer's escaping, or is base64. */
export function pageText(input: PageInput): string {
  const { index, chunks } = packEvidence(input.report, input.evidence);
  const style = STYLES.map((name) => readFileSync(join(__dirname, `style/${name}.css`), 'utf8')).join('\n');
  const script = readFileSync(join(__dirname, 'browser.generated.js'), 'utf8');
  const data = [['index', index] as const, ...chunks.map((chunk, position) => [`chunk-${position}`, chunk] as const)];
  const title = `${input.report.verdict}: ${input.report.site.name}, edition ${input.report.edition}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${renderToStaticMarkup(h('title', null, title))}
<style>${style}
${footerRule(input.report)}</style>
</head>
<body>
${renderToStaticMarkup(h(PageBody, { input }))}
${data.map(([id, text]) => `<script type="application/octet-stream" id="data-${id}">${text}</script>`).join('\n')}
<script>${script}</script>
</body>
</html>
`;
}

/** No request to anywhere, and no script but ours: whatever a gateway sent, it stays text. */
function policy(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}
