import type { Observation } from '../../../evidence/observation';
import type { CaseEvidence, SeenCase } from '../case-evidence';
import { Ladder } from '../ladder/ladder';
import { storyOf } from '../ladder/story';
import { DeviationList } from './deviation-list';
import { type Deviation, deviationsOf } from './deviations';
import { EventList } from './event-list';
import { ExchangeList } from './exchange-list';
import { LatencyPlot } from './latency-plot';
import { VerdictBadge } from './verdict-badge';

/** Everything that is known of one case. `id`: unique in the page. */
export function CaseView({ evidence: { result, seen }, id }: { evidence: CaseEvidence; id: string }) {
  if (seen?.notApplicable !== undefined) return <p class="reason">Not applicable: {seen.notApplicable}</p>;
  const deviations = deviationsOf(result.findings);
  return (
    <div class="case-view">
      {deviations.length > 0 && <DeviationList deviations={deviations} />}
      {seen?.inconclusive !== undefined && <p class="reason">Without a verdict: {seen.inconclusive}</p>}
      {result.notes.length > 0 && <p class="reason">Seen: {result.notes.join('; ')}</p>}
      {seen === undefined && <p class="reason">What was seen was not kept: the run wrote no transcript.</p>}
      {seen && <CallFlow evidence={{ result, seen }} id={id} />}
      <div class="columns">
        {seen && (
          <section>
            <h3>What was proven</h3>
            <Proofs seen={seen} />
          </section>
        )}
        <section>
          <h3>Judged requirements</h3>
          <ul class="judged">
            {result.requirements.map(({ requirement, verdict }) => (
              <li key={requirement}>
                <a href={`#${requirement}`}>{requirement}</a> <VerdictBadge verdict={verdict} />
              </li>
            ))}
          </ul>
        </section>
      </div>
      {result.latencies !== undefined && (
        <section>
          <h3>Time that events took</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section class="latency-frame" tabIndex={0} aria-label={`Time that events took in ${id}`}>
            <LatencyPlot latencies={result.latencies} id={`${id}-latency`} />
          </section>
        </section>
      )}
      {seen && <Messages seen={seen} deviations={deviations} id={id} />}
    </div>
  );
}

function CallFlow({ evidence, id }: { evidence: SeenCase; id: string }) {
  const { result, seen } = evidence;
  const { stimuli, surroundings, events } = seen;
  if (stimuli.length + surroundings.length + events.length === 0) return null;
  return (
    <section>
      <h3>Call flow</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="ladder-frame" tabIndex={0} aria-label={`Call flow of ${id}`}>
        <Ladder story={storyOf(seen, result.findings)} of={result.caseId} id={id} />
      </section>
    </section>
  );
}

function Messages({ seen, deviations, id }: { seen: Observation; deviations: readonly Deviation[]; id: string }) {
  const { stimuli, surroundings, events } = seen;
  if (stimuli.length + surroundings.length + events.length === 0) return null;
  return (
    <section>
      <h3>Requests and answers</h3>
      <ExchangeList seen={seen} deviations={deviations} />
      {events.length > 0 && (
        <details class="all-events">
          <summary>Events with their content ({events.length})</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section class="scrolls" tabIndex={0} aria-label={`Events of ${id}`}>
            <EventList seen={seen} deviations={deviations} start={storyOf(seen, []).start} />
          </section>
        </details>
      )}
    </section>
  );
}

/** The steps of the stage, the control, and how the absence of events was shown. */
function Proofs({ seen: { steps, control, absence, sideEffect } }: { seen: Observation }) {
  return (
    <ul class="proofs">
      {steps.map(({ what, proven, detail }) => (
        <li key={what} class={proven ? 'proven' : 'unproven'}>
          {proven ? '' : 'not proven: '}
          {what}
          {detail ? ` (${detail})` : ''}
        </li>
      ))}
      {control && (
        <li class={control.succeeded ? 'proven' : 'unproven'}>
          control {control.succeeded ? 'succeeded' : 'failed'}: {control.detail}
        </li>
      )}
      {absence && (
        <li class={absence.by === 'nothing' ? 'unproven' : 'proven'}>
          {absence.by === 'nothing'
            ? 'nothing shows that no further event was under way'
            : `nothing further was under way, shown by ${absence.by} at agents ${absence.agents.join(', ')}`}
        </li>
      )}
      {sideEffect && <li class="unproven">{sideEffect}</li>}
      {steps.length === 0 && !control && !absence && <li>nothing</li>}
    </ul>
  );
}
