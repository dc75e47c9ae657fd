import type { Exchange, HeaderList } from '../../../evidence/exchange';
import type { Observation } from '../../../evidence/observation';
import { exchangesOf } from '../ladder/story';
import type { Deviation } from './deviations';
import { answerInWords, milliseconds, requestInWords } from './words';

/** Requests and answers of a case in full, each to be opened; the stimulus is open. */
export function ExchangeList({ seen, deviations }: { seen: Observation; deviations: readonly Deviation[] }) {
  const stimuli = new Set(seen.stimuli.map(({ id }) => id));
  return (
    <ul class="exchanges">
      {exchangesOf(seen).map((exchange) => {
        const numbers = deviations.filter(({ marks }) => marks.exchanges?.includes(exchange.id));
        return (
          <li key={exchange.id}>
            <details open={stimuli.has(exchange.id)}>
              <summary>
                <span class="purpose">{stimuli.has(exchange.id) ? 'stimulus' : exchange.purpose}</span>
                <code>{requestInWords(exchange)}</code>
                <span class="answer">
                  {numbers.map(({ number }) => (
                    <span key={number} class="number">
                      {number}
                    </span>
                  ))}
                  {answerInWords(exchange)} <span class="took">{milliseconds(exchange.endedAt - exchange.sentAt)}</span>
                </span>
              </summary>
              <Messages exchange={exchange} />
            </details>
          </li>
        );
      })}
    </ul>
  );
}

function Messages({ exchange: { agentId, request, response, failure } }: { exchange: Exchange }) {
  return (
    <div class="messages">
      <div>
        <h4>Request{agentId === undefined ? '' : ` for agent ${agentId}`}</h4>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre tabIndex={0}>
          {`${request.method} ${request.url}\n${headerLines(request.headers)}${bodyLines(request.body)}`}
        </pre>
      </div>
      <div>
        <h4>Answer</h4>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre tabIndex={0}>
          {response
            ? `HTTP ${response.status}\n${headerLines(response.headers)}${bodyLines(response.body)}`
            : `none: ${failure?.kind ?? 'unknown'} (${failure?.message ?? ''})`}
        </pre>
      </div>
    </div>
  );
}

function headerLines(headers: HeaderList): string {
  return headers.map(([name, value]) => `${name}: ${value}\n`).join('');
}

function bodyLines(body: string | undefined): string {
  return body ? `\n${body}` : '\n(no body)';
}
