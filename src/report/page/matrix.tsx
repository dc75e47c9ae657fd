import type { Verdict } from '../../checks/verdict';
import type { ConformanceReport, ReportedRequirement } from '../conformance-report';
import type { RequirementSource } from './page-input';
import { VerdictBadge, VerdictSign, Waived } from './view/verdict-badge';
import { VERDICT_WORDS } from './view/words';

const VERDICTS: readonly Verdict[] = ['fail', 'warning', 'inconclusive', 'pass', 'not-applicable', 'not-run'];

/** Every requirement of the catalogue with its verdict; each opens to its cases, which the page's script fills in. */
export function Matrix({
  report,
  sources,
}: {
  report: Pick<ConformanceReport, 'requirements'>;
  sources: ReadonlyMap<string, RequirementSource>;
}) {
  const { requirements } = report;
  return (
    <section class="matrix" aria-labelledby="requirements">
      <h2 id="requirements">Requirements</h2>
      <Filters requirements={requirements} />
      <div class="matrix-head" aria-hidden="true">
        <span>Requirement</span>
        <span>Level</span>
        <span>Sentence</span>
        <span>Cases</span>
        <span>Verdict</span>
      </div>
      <ul class="rows">
        {requirements.map((requirement) => (
          <Row key={requirement.id} requirement={requirement} source={sources.get(requirement.id)} />
        ))}
      </ul>
      <p class="none" hidden>
        No requirement matches.
      </p>
    </section>
  );
}

function Filters({ requirements }: { requirements: readonly ReportedRequirement[] }) {
  const operations = [...new Set(requirements.map(operationOf))];
  const verdicts = VERDICTS.filter((verdict) => requirements.some((one) => one.verdict === verdict));
  return (
    <search class="on-screen">
      <form class="filters" aria-label="Requirements">
        <label class="search">
          <span>Search</span>
          <input type="search" name="search" placeholder="id, sentence or case" autocomplete="off" spellcheck={false} />
        </label>
        <Choice name="operation" label="Operation" values={operations.map((name) => [name, name])} />
        <Choice name="level" label="Level" values={['must', 'should', 'observe'].map((name) => [name, name])} />
        <Choice name="verdict" label="Verdict" values={verdicts.map((name) => [name, VERDICT_WORDS[name]])} />
        <button type="reset">Show all</button>
        <output class="shown" />
      </form>
    </search>
  );
}

function Choice({ name, label, values }: { name: string; label: string; values: (readonly [string, string])[] }) {
  return (
    <label>
      <span>{label}</span>
      <select name={name}>
        <option value="">all</option>
        {values.map(([value, shown]) => (
          <option key={value} value={value}>
            {shown}
          </option>
        ))}
      </select>
    </label>
  );
}

function Row({ requirement, source }: { requirement: ReportedRequirement; source: RequirementSource | undefined }) {
  const { id, level, text, verdict, cases, reason, waivedBy } = requirement;
  return (
    <li
      id={id}
      class={`row ${verdict}`}
      data-operation={operationOf(requirement)}
      data-level={level}
      data-verdict={verdict}
    >
      <details>
        <summary>
          <span class="id">{id}</span>
          <span class="level-name">{level}</span>
          <span class="text">{text}</span>
          <span class="cases">
            <CaseCounts cases={cases} />
          </span>
          <span class="verdicts">
            <VerdictBadge verdict={verdict} />
            {waivedBy && <Waived />}
          </span>
        </summary>
        <div class="opened">
          <p class="source">
            {source && `Source: “${source.page}”, ${source.section}. `}
            {source && source.notes.length > 0 && `Read as explained under ${source.notes.join(', ')}. `}
            <a href={`#${id}`}>Link to this requirement</a>
          </p>
          {reason && verdict !== 'fail' && verdict !== 'warning' && <p class="reason">{reason}</p>}
          <div class="case-list" />
        </div>
      </details>
    </li>
  );
}

function CaseCounts({ cases }: Pick<ReportedRequirement, 'cases'>) {
  const counts = VERDICTS.map((verdict) => [verdict, cases.filter((one) => one.verdict === verdict).length] as const);
  return (
    <>
      {counts.map(
        ([verdict, count]) =>
          count > 0 && (
            <span key={verdict} class={`case-count ${verdict}`} title={`${count} ${VERDICT_WORDS[verdict]}`}>
              <VerdictSign verdict={verdict} />
              {count}
              <span class="unseen"> {VERDICT_WORDS[verdict]}</span>
            </span>
          ),
      )}
    </>
  );
}

/** Case ids begin with their operation; a requirement without cases tells it by its own id. */
function operationOf({ id, cases }: ReportedRequirement): string {
  return cases[0]?.id.split('.')[0] ?? (id.startsWith('SP-') ? 'snatchpickup' : 'phonepickup');
}
