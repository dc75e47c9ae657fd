import type { Observation } from '../../../evidence/observation';
import { isFence } from '../ladder/lifelines';
import type { Deviation } from './deviations';
import { milliseconds } from './words';

/** The events of a case with their content; `start`: what the times count from. */
export function EventList({
  seen,
  deviations,
  start,
}: {
  seen: Observation;
  deviations: readonly Deviation[];
  start: number;
}) {
  const events = [...(seen.strays ?? []), ...seen.events];
  return (
    <table class="events">
      <thead>
        <tr>
          <th scope="col">time</th>
          <th scope="col">agent</th>
          <th scope="col">event</th>
          <th scope="col">content</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => {
          const { agentId, position, at, eventType, content } = event;
          const numbers = deviations.filter(({ marks }) =>
            marks.events?.some((each) => each.agentId === agentId && each.position === position),
          );
          return (
            <tr key={`${agentId} ${position}`} class={isFence(event) ? 'quiet' : ''}>
              <td class="time">{milliseconds(at - start)}</td>
              <td>{agentId}</td>
              <td>
                {numbers.map(({ number }) => (
                  <span key={number} class="number">
                    {number}
                  </span>
                ))}
                {eventType}
              </td>
              <td>
                <code>{content === null || content === undefined ? '–' : JSON.stringify(content)}</code>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
