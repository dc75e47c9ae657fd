import { Ladder } from './ladder/ladder';
import { sheetsOf } from './ladder/sheets';
import { ON_PAPER } from './ladder/sizes';
import { storyOf } from './ladder/story';
import type { PageInput } from './page-input';
import { DeviationList } from './view/deviation-list';
import { deviationsOf } from './view/deviations';
import { VerdictBadge } from './view/verdict-badge';

/** More call flows are left to the screen: nobody signs a hundred pages. */
const MOST_FLOWS = 12;

/** What only the printed document has: the call flow of a case for each broken requirement, and a place to sign. */
export function Acceptance({ report, evidence }: Pick<PageInput, 'report' | 'evidence'>) {
  const cases = casesToDraw(report.requirements);
  return (
    <div class="in-print">
      {cases.length > 0 && (
        <section class="annex" aria-label="Call flows">
          <h2>Call flows of deviating cases</h2>
          {cases.slice(0, MOST_FLOWS).map((caseId, index) => {
            const found = evidence.get(caseId);
            if (found?.seen === undefined) return null;
            return (
              <article key={caseId} class="flow">
                <h3>
                  {found.result.title} <VerdictBadge verdict={found.result.verdict} />
                </h3>
                <p class="case-id">{caseId}</p>
                <DeviationList deviations={deviationsOf(found.result.findings)} />
                {sheetsOf(storyOf(found.seen, found.result.findings)).map((story, sheet) => (
                  <Ladder key={sheet} story={story} of={caseId} id={`print-${index}-${sheet}`} sizes={ON_PAPER} />
                ))}
              </article>
            );
          })}
          {cases.length > MOST_FLOWS && (
            <p>{cases.length - MOST_FLOWS} further deviating cases are drawn in the report on screen.</p>
          )}
        </section>
      )}
      <section class="signatures" aria-label="Signatures">
        <h2>Acceptance</h2>
        <p>
          The undersigned have read this report. Deviations that are accepted, with their conditions:
          <span class="blank-lines" />
        </p>
        <div class="parties">
          {['For the operator', 'For the vendor'].map((party) => (
            <div key={party} class="party">
              <h3>{party}</h3>
              {['Name', 'Place and date', 'Signature'].map((what) => (
                <p key={what}>{what}</p>
              ))}
            </div>
          ))}
        </div>
      </section>
    </div>
  );
}

/** One case for each broken requirement that no case before it already shows, must before should. */
function casesToDraw(requirements: PageInput['report']['requirements']): string[] {
  const drawn: string[] = [];
  for (const verdict of ['fail', 'warning'])
    for (const { findings } of requirements.filter((one) => one.verdict === verdict)) {
      const [first] = findings;
      if (first && !findings.some(({ caseId }) => drawn.includes(caseId))) drawn.push(first.caseId);
    }
  return drawn;
}
