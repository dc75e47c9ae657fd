import { expect, test } from '@playwright/test';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Observation } from '../../../../src/evidence/observation';
import { summaryMarkdown } from '../../../../src/report/markdown/summary-markdown';
import { finding, judged } from '../build';
import { everyOutcome, finished } from '../finished-run';
import { HOSTILE_TEXTS } from '../hostile-texts';

interface Node {
  type: string;
  value?: string;
  lang?: string;
  children?: Node[];
}

/** Reads Markdown as GitHub does. */
function nodes(markdown: string): Node[] {
  const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)];
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return flat(tree as Node).slice(1);
}

function texts(all: readonly Node[], type: string): string[] {
  return all.filter((node) => node.type === type).map(({ value }) => value ?? '');
}

test('the summary tells the verdict, the counts and each broken requirement', () => {
  expect(summaryMarkdown(finished(everyOutcome('HTTP 200 | "0"')))).toBe(
    `# ❌ Conformance: fail

Staging, \`https://gw.example:8043\`, edition 2023-09-27, AUTHMODE 2; 7 cases in 7.4 s; suite 0.1.0.

- \`broken: PP-BROKEN-1\`

| requirements | pass | fail | warning | inconclusive | not-applicable | not-run |
| :----------- | ---: | ---: | ------: | -----------: | -------------: | ------: |
| must         |    – |    1 |       – |            2 |              1 |       1 |
| should       |    – |    – |       1 |            – |              – |       – |
| observe      |    – |    – |       – |            – |              – |       – |
| cases        |    1 |    1 |       1 |            2 |              1 |       2 |

## Broken requirements: 1

### PP-BROKEN-1 (must)

text of PP-BROKEN-1

- **expected** \`a refusal\`\\
  **received** \`HTTP 200 | "0"\`\\
  **where** \`the answer to GET\`, case \`phonepickup.method.breaks\`

In 1 case.

## Warnings: 1

### PP-SHOULD-1 (should)

text of PP-SHOULD-1

- **expected** \`a refusal\`\\
  **received** \`HTTP 200 | "0"\`\\
  **where** \`the answer to GET\`, case \`phonepickup.method.warns\`

In 1 case.

## Without a conclusive verdict: 2

- \`harness error: HTTP 200 | "0"\`: PP-KEPT-1
- \`HTTP 200 | "0"\`: PP-OPEN-1

## Not applicable here: 1

- \`HTTP 200 | "0"\`: PP-LACKING-1
`,
  );
});

test('the call flow of what is broken is drawn', () => {
  const seen: Observation = {
    caseId: 'phonepickup.method.breaks',
    cast: { picker: '101', others: [], phones: {} },
    steps: [],
    stimuli: [],
    surroundings: [],
    moments: {},
    events: [],
  };
  const of = (caseId: string) => nodes(summaryMarkdown(finished(everyOutcome(), new Map([[caseId, seen]]))));
  const diagrams = (all: Node[]) => all.filter(({ type, lang }) => type === 'code' && lang === 'mermaid');
  expect(diagrams(of('phonepickup.method.breaks'))).toHaveLength(1);
  expect(diagrams(of('phonepickup.method.warns'))).toEqual([]);

  // What breaks two requirements is drawn once, and the second says where.
  const run = everyOutcome();
  const twice = {
    ...run,
    cases: run.cases.map((one) =>
      one.id === seen.caseId ? { ...one, requirements: ['PP-BROKEN-1', 'PP-LEFT-1'] } : one,
    ),
    results: run.results.map((one) =>
      one.caseId === seen.caseId
        ? {
            ...one,
            requirements: ['PP-BROKEN-1', 'PP-LEFT-1'].map((id) => judged(id, 'fail')),
            findings: ['PP-BROKEN-1', 'PP-LEFT-1'].map((id) => finding(id)),
          }
        : one,
    ),
  };
  const markdown = summaryMarkdown(finished(twice, new Map([[seen.caseId, seen]])));
  expect(diagrams(nodes(markdown))).toHaveLength(1);
  expect(markdown).toContain('The call flow of this case stands under PP-BROKEN-1.');
});

test('whatever a gateway sends stands in code, as it is', () => {
  const harmless = nodes(summaryMarkdown(finished(everyOutcome('x'))));
  for (const text of HOSTILE_TEXTS) {
    const all = nodes(summaryMarkdown(finished(everyOutcome(text))));
    expect(all.map(({ type }) => type)).toEqual(harmless.map(({ type }) => type));
    const shown = text.replace(/\s+/g, ' ').trim().replace(/\0/g, '\ufffd');
    expect(texts(all, 'inlineCode')).toContain(shown);
    for (const type of ['text', 'html']) expect(texts(all, type).join()).toBe(texts(harmless, type).join());
  }
});
