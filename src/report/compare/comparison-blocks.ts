import { type Block, heading, list, quoted, table, words } from '../markdown/nodes';
import { plural } from '../text';
import type { CaseChange, Comparison, Direction, RequirementChange } from './comparison';
import type { LatencyChange } from './latencies';

const TITLES: Readonly<Record<Direction, string>> = { worse: 'Worse', better: 'Better', other: 'Otherwise changed' };
/** So many cases of one requirement, and so many other reasons, are listed. */
const MOST = 10;

/** A comparison as a document; what stands first decides the exit code. */
export function comparisonBlocks(comparison: Comparison, latencies: readonly LatencyChange[]): Block[] {
  const { differences, requirements, reasons, onlyBefore, onlyNow } = comparison;
  const worse = requirements.filter((one) => directionWithCases(one) === 'worse');
  const better = requirements.filter((one) => directionWithCases(one) === 'better');
  return [
    heading(1, `${plural(worse.length, 'requirement')} worse, ${better.length} better`),
    ...(differences.length > 0
      ? [list(differences.map(({ what, before, now }) => words(`${what}: `, quoted(before), ' → ', quoted(now))))]
      : [words('Same site, edition, suite, selection and verdict.')]),
    ...(['worse', 'better', 'other'] as const).flatMap((direction) => changes(requirements, direction)),
    ...(reasons.length > 0
      ? [
          heading(2, `Same verdict for another reason: ${reasons.length}`),
          list(
            reasons
              .slice(0, MOST)
              .map((one) =>
                words(`${one.requirement} in `, quoted(one.case), ': ', quoted(one.before), ' → ', quoted(one.now)),
              ),
          ),
          ...more(reasons.length),
        ]
      : []),
    ...only(onlyBefore, 'Only in the first'),
    ...only(onlyNow, 'Only in the second'),
    ...latencyTable(latencies),
  ];
}

/** A requirement counts as its worst part. */
function directionWithCases(change: RequirementChange): Direction {
  const all = [change, ...change.cases].map(({ direction }) => direction);
  return all.includes('worse') ? 'worse' : all.includes('better') ? 'better' : 'other';
}

function changes(requirements: readonly RequirementChange[], wanted: Direction): Block[] {
  const concerned = requirements.filter((one) => directionWithCases(one) === wanted);
  if (concerned.length === 0) return [];
  return [
    heading(2, `${TITLES[wanted]}: ${concerned.length}`),
    ...concerned.flatMap(({ id, level, text, before, now, cases }) => [
      words(`${id} (${level}) ${before === now ? `${now} in both` : `${before} → ${now}`}: ${text}`),
      ...caseList(cases.filter(({ direction }) => direction !== 'other')),
    ]),
  ];
}

/** Cases that moved for the better or the worse; the others are told by the verdicts of their requirement. */
function caseList(cases: readonly CaseChange[]): Block[] {
  if (cases.length === 0) return [];
  const items = cases.slice(0, MOST).map(({ id, before, now, reason }) => {
    const because = reason === undefined ? [] : [': ', quoted(reason)];
    return words(quoted(id), ` ${before} → ${now}`, ...because);
  });
  return [list(items), ...more(cases.length)];
}

function more(count: number): Block[] {
  return count > MOST ? [words(`… and ${count - MOST} more`)] : [];
}

function only(ids: readonly string[], title: string): Block[] {
  return ids.length > 0 ? [words(`${title}: ${ids.join(', ')}`)] : [];
}

function latencyTable(latencies: readonly LatencyChange[]): Block[] {
  if (latencies.length === 0) return [];
  const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
  const rows = latencies.map(({ event, after, before, now }) => [
    `${event} after ${after}`,
    ...[ms(before.median), ms(now.median), ms(before.longest), ms(now.longest)],
  ]);
  return [
    heading(2, 'Latency of events'),
    table([['event', 'median, first', 'median, second', 'longest, first', 'longest, second'], ...rows]),
  ];
}
