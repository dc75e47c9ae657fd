import { levelTable } from '../terminal/summary-table';
import { waiverBlock } from '../terminal/summary-waivers';
import { oneLine, type Paint, plural } from '../text';
import { type Changes, changesIn } from './changes';
import type { RejudgedRun } from './rejudged-run';

/** So many changed cases are listed; the rest is counted. */
const MOST_CASES = 20;

/** What stands on the terminal after a transcript was judged again; ends with a line feed. */
export function rejudgedSummary(run: RejudgedRun, paint: Paint): string {
  const { before, now, cases } = run;
  const { site, edition, startedAt } = now;
  const changes = changesIn(run);
  const blocks = [
    [
      paint(headline(before.verdict, now.verdict), 'bold'),
      `${site.name}, ${site.url}, edition ${edition}, AUTHMODE ${site.authMode}, run of ${startedAt}`,
      ...now.reasons.map((reason) => `Why: ${reason}`),
    ],
    levelTable(now.counts),
    ...requirementLines(changes),
    ...caseLines(changes),
    ...planLines(run),
    ...waiverBlock(now),
  ];
  const same = cases.length - changes.cases.length - changes.reworded.length;
  blocks.push([
    `Unchanged: ${plural(now.requirements.length - changes.requirements.length, 'requirement')}, ${plural(same, 'case')}`,
  ]);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headline(before: string, now: string): string {
  return before === now ? `${now.toUpperCase()}, as before` : `${now.toUpperCase()}, before ${before.toUpperCase()}`;
}

function requirementLines({ requirements }: Changes): string[][] {
  if (requirements.length === 0) return [];
  return [
    [
      `Changed: ${plural(requirements.length, 'requirement')}`,
      ...requirements.map(({ id, level, before, now }) => `  ${id} (${level})  ${before} -> ${now}`),
    ],
  ];
}

function caseLines({ cases, reworded }: Changes): string[][] {
  const blocks: string[][] = [];
  if (cases.length > 0) {
    const lines = cases
      .slice(0, MOST_CASES)
      .flatMap(({ id, before, now, reason }) => [
        `  ${id}  ${before} -> ${now}`,
        ...(reason === undefined ? [] : [`    ${oneLine(reason)}`]),
      ]);
    if (cases.length > MOST_CASES) lines.push(`  … and ${cases.length - MOST_CASES} more`);
    blocks.push([`Changed: ${plural(cases.length, 'case')}`, ...lines]);
  }
  if (reworded.length > 0)
    blocks.push([
      `Same verdict, other reasons or findings: ${plural(reworded.length, 'case')}`,
      `  ${reworded.slice(0, MOST_CASES).join('\n  ')}`,
      ...(reworded.length > MOST_CASES ? [`  … and ${reworded.length - MOST_CASES} more`] : []),
    ]);
  return blocks;
}

function planLines({ gone, added, now }: RejudgedRun): string[][] {
  const lines = [
    ...(gone.length > 0 ? [`No longer planned, so not judged: ${plural(gone.length, 'case')}`] : []),
    ...(now.selection.partial
      ? [`Partial run: ${now.selection.selected} of ${plural(now.selection.planned, 'planned case')} selected.`]
      : added.length > 0
        ? [`Not part of that run: ${plural(added.length, 'case')} that the suite has besides`]
        : []),
  ];
  return lines.length > 0 ? [lines] : [];
}
