import type { Verdict } from '../../checks/verdict';
import type { Level } from '../../contract/contract';
import type { ConformanceReport, Counts } from '../conformance-report';
import { VerdictSign } from './view/verdict-badge';
import { VERDICT_WORDS } from './view/words';

const LEVELS: readonly Level[] = ['must', 'should', 'observe'];
const ORDER: readonly Verdict[] = ['fail', 'warning', 'inconclusive', 'pass', 'not-applicable', 'not-run'];
const MEANING: Readonly<Record<Level, string>> = { must: 'decides', should: 'warns', observe: 'is recorded' };

/** How the requirements of each level came out: a bar, and the counts, which choose what the matrix shows. */
export function LevelBars({ report }: { report: Pick<ConformanceReport, 'counts'> }) {
  return (
    <section class="levels" aria-label="Requirements by level">
      {LEVELS.map((level) => (
        <LevelBar key={level} level={level} counts={report.counts[level]} />
      ))}
    </section>
  );
}

function LevelBar({ level, counts }: { level: Level; counts: Counts }) {
  const present = ORDER.filter((verdict) => counts[verdict] > 0);
  const total = present.reduce((sum, verdict) => sum + counts[verdict], 0);
  const inWords = present.map((verdict) => `${counts[verdict]} ${VERDICT_WORDS[verdict]}`).join(', ');
  return (
    <div class="level">
      <h2>
        {level} <span class="meaning">{MEANING[level]}</span>
      </h2>
      <div class="bar" role="img" aria-label={`${level}: ${inWords || 'no requirements'}`}>
        {present.map((verdict) => (
          <span key={verdict} class={`segment ${verdict}`} style={`flex-grow:${counts[verdict]}`} />
        ))}
      </div>
      <ul class="counts">
        {present.map((verdict) => (
          <li key={verdict}>
            <button type="button" class={verdict} data-level={level} data-verdict={verdict}>
              <VerdictSign verdict={verdict} />
              <b>{counts[verdict]}</b> {VERDICT_WORDS[verdict]}
            </button>
          </li>
        ))}
        <li class="total">{total} in all</li>
      </ul>
    </div>
  );
}
