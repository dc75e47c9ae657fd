import { Fragment } from 'preact';
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
      {[...groupBy(broken, deviationOf)].map(([deviation, requirements]) => (
        <BrokenTogether key={deviation} requirements={requirements} />
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

/** Requirements that are broken by the same answers and events: one thing to look at, and to mend. */
function BrokenTogether({ requirements }: { requirements: readonly ReportedRequirement[] }) {
  const [first] = requirements;
  if (!first) return null;
  const kinds = requirements.map(distinctFindings);
  const shown = (kinds[0] ?? []).slice(0, MOST_FINDINGS);
  const further = (kinds[0]?.length ?? 0) - shown.length;
  return (
    <article class={`card ${first.verdict} ${requirements.length > 1 ? 'together' : ''}`}>
      {requirements.map((requirement) => (
        <BrokenRequirement key={requirement.id} requirement={requirement} />
      ))}
      {shown.map((finding, index) => (
        <div key={finding.caseId} class="finding">
          <dl class="expected-received">
            {requirements.map(({ id }, of) => (
              <Fragment key={id}>
                <dt>expected</dt>
                <dd>
                  {kinds[of]?.[index]?.expected}
                  {requirements.length > 1 && <span class="of-requirement">{id}</span>}
                </dd>
              </Fragment>
            ))}
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
      {further > 0 && (
        <p class="more">
          <a href={`#${first.id}`}>{plural(further, 'other deviation')}</a>
        </p>
      )}
    </article>
  );
}

function BrokenRequirement({ requirement }: { requirement: ReportedRequirement }) {
  const { id, level, text, verdict, cases, waivedBy } = requirement;
  const concerned = cases.filter((one) => one.verdict === verdict).length;
  return (
    <div class="card-head">
      <VerdictBadge verdict={verdict} />
      {waivedBy && <Waived />}
      <a href={`#${id}`}>{id}</a>
      <span class="level-name">{level}</span>
      <p class="sentence">{text}</p>
      <span class="concerned">
        {concerned} of {plural(cases.length, 'case')}
      </span>
    </div>
  );
}

/** The same where requirements are broken by the same things in the same cases. */
function deviationOf(requirement: ReportedRequirement): string {
  const seen = distinctFindings(requirement).map(({ caseId, received, where }) => [caseId, received, where]);
  return JSON.stringify([requirement.verdict, requirement.waivedBy, seen]);
}

/** The first finding of each kind: what is broken in one way a hundred times must not hide the other ways. */
export function distinctFindings({ findings }: Pick<ReportedRequirement, 'findings'>): ReportedFinding[] {
  const groups = groupBy(findings, ({ expected, received }) => `${expected}\n${received}`);
  return [...groups.values()].flatMap(([first]) => first ?? []);
}
