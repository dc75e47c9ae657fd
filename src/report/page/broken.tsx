import type { ConformanceReport, ReportedFinding, ReportedRequirement } from '../conformance-report';
import { groupBy, plural } from '../text';
import { VerdictBadge, Waived } from './view/verdict-badge';

const MOST_FINDINGS = 3;

/** What needs somebody's attention: broken requirements with expected and received, then what has no verdict, and why. */
export function Broken({ report }: { report: Pick<ConformanceReport, 'requirements'> }) {
  const having = (verdict: string) => report.requirements.filter((one) => one.verdict === verdict);
  const broken = [...having('fail'), ...having('warning')];
  const open = having('inconclusive');
  if (broken.length + open.length === 0) return null;
  return (
    <section class="attention" aria-labelledby="attention">
      <h2 id="attention">What deviates</h2>
      {broken.map((requirement) => (
        <BrokenRequirement key={requirement.id} requirement={requirement} />
      ))}
      {[...groupBy(open, ({ reason }) => reason ?? 'no reason given')].map(([reason, requirements]) => (
        <article key={reason} class="card inconclusive">
          <p class="card-head">
            <VerdictBadge verdict="inconclusive" />
            {requirements.map(({ id }) => (
              <a key={id} href={`#${id}`}>
                {id}
              </a>
            ))}
          </p>
          <p class="why">{reason}</p>
        </article>
      ))}
    </section>
  );
}

function BrokenRequirement({ requirement }: { requirement: ReportedRequirement }) {
  const { id, level, text, verdict, cases, waivedBy } = requirement;
  const kinds = distinctFindings(requirement);
  const shown = kinds.slice(0, MOST_FINDINGS);
  const concerned = cases.filter((one) => one.verdict === verdict).length;
  return (
    <article class={`card ${verdict}`}>
      <p class="card-head">
        <VerdictBadge verdict={verdict} />
        {waivedBy && <Waived />}
        <a href={`#${id}`}>{id}</a>
        <span class="level-name">{level}</span>
        <span class="concerned">
          {concerned} of {plural(cases.length, 'case')}
        </span>
      </p>
      <p class="sentence">{text}</p>
      {shown.map((finding) => (
        <div key={finding.caseId} class="finding">
          <dl class="expected-received">
            <dt>expected</dt>
            <dd>{finding.expected}</dd>
            <dt>received</dt>
            <dd class="received">{finding.received}</dd>
            <dt>where</dt>
            <dd class="where">{finding.where}</dd>
          </dl>
          <a class="see" href={`#${finding.caseId}`}>
            Call flow of {finding.caseId}
          </a>
        </div>
      ))}
      {kinds.length > shown.length && (
        <p class="more">
          <a href={`#${id}`}>{plural(kinds.length - shown.length, 'other deviation')}</a>
        </p>
      )}
    </article>
  );
}

/** The first finding of each kind: what is broken in one way a hundred times must not hide the other ways. */
export function distinctFindings({ findings }: Pick<ReportedRequirement, 'findings'>): ReportedFinding[] {
  const groups = groupBy(findings, ({ expected, received }) => `${expected}\n${received}`);
  return [...groups.values()].flatMap(([first]) => first ?? []);
}
