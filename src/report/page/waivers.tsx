import type { ConformanceReport } from '../conformance-report';
import { statusText } from '../terminal/summary-waivers';
import { subjectOf } from '../waivers/waiver';

/** All waivers that the run was given, used or not: nothing is waived silently. */
export function Waivers({ report: { waivers = [] } }: { report: Pick<ConformanceReport, 'waivers'> }) {
  if (waivers.length === 0) return null;
  return (
    <section class="waivers" aria-labelledby="waivers">
      <h2 id="waivers">Waivers</h2>
      {waivers.map((waiver, index) => (
        <article key={waiver.place} id={`waiver-${index + 1}`} class={`card ${waiver.status}`}>
          <p class="card-head">
            <b>{index + 1}</b>
            <b class="waiver-status">{statusText(waiver)}</b>
            <a href={`#${waiver.case ?? waiver.requirement}`}>{subjectOf(waiver)}</a>
            <span class="concerned">{waiver.place}</span>
          </p>
          <p class="sentence">{waiver.reason}</p>
          <dl class="expected-received">
            <dt>symptom</dt>
            <dd>{waiver.symptom}</dd>
            <dt>owner</dt>
            <dd>{waiver.owner}</dd>
            <dt>ticket</dt>
            <dd>{waiver.ticket}</dd>
            <dt>until</dt>
            <dd>{waiver.expires}</dd>
          </dl>
        </article>
      ))}
    </section>
  );
}
