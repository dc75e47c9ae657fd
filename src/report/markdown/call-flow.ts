import type { Finding } from '../../checks/verdict';
import type { EventRecord } from '../../evidence/event-record';
import type { Exchange } from '../../evidence/exchange';
import type { Observation } from '../../evidence/observation';
import { oneLine } from '../text';
import { mermaidText } from './mermaid-text';

/** Longer flows are cut: a diagram that nobody can read helps nobody. */
const MOST_ARROWS = 40;
const MOST_NOTES = 3;

interface Arrow {
  at: number;
  line: string;
}

/** What happened around a stimulus as a Mermaid sequence diagram, with the findings as notes at its end. */
export function callFlow(seen: Observation, findings: readonly Finding[]): string {
  const arrows = arrowsOf(seen);
  const shown = arrows.slice(0, MOST_ARROWS);
  const agents = agentsIn(seen);
  return [
    'sequenceDiagram',
    'participant suite as Suite',
    'participant gateway as Gateway',
    ...agents.map((id) => `participant ${lifeline(id)} as ${mermaidText(`Agent ${id}${roleOf(id, seen)}`)}`),
    ...shown.map(({ line }) => line),
    ...(arrows.length > shown.length ? [note(`${arrows.length - shown.length} more steps are not shown`)] : []),
    ...findings
      .slice(0, MOST_NOTES)
      .flatMap(({ requirement, expected, received }) => [
        note(`${requirement} is broken`),
        note(`expected: ${oneLine(expected, 120)}`),
        note(`received: ${oneLine(received, 120)}`),
      ]),
  ].join('\n');
}

function arrowsOf(seen: Observation): Arrow[] {
  const exchanges = [
    ...seen.surroundings,
    ...seen.stimuli,
    ...(seen.answering ? [seen.answering] : []),
    ...(seen.control?.exchange ? [seen.control.exchange] : []),
  ].filter(({ purpose }) => purpose !== 'poll');
  const unique = [...new Map(exchanges.map((exchange) => [exchange.id, exchange])).values()];
  return [...unique.flatMap(arrowsOfExchange), ...seen.events.map(arrowOfEvent)].sort((a, b) => a.at - b.at);
}

function arrowsOfExchange(exchange: Exchange): Arrow[] {
  const { purpose, request, sentAt, endedAt } = exchange;
  const what = `${purpose}: ${request.method} ${pathOf(request.url)}`;
  return [
    { at: sentAt, line: `suite->>gateway: ${mermaidText(oneLine(what, 100))}` },
    { at: endedAt, line: `gateway-->>suite: ${mermaidText(answerOf(exchange))}` },
  ];
}

function arrowOfEvent({ agentId, at, eventType }: EventRecord): Arrow {
  return { at, line: `gateway-)${lifeline(agentId)}: ${mermaidText(oneLine(eventType, 80))}` };
}

function answerOf({ response, failure }: Exchange): string {
  if (!response) return `no answer (${failure?.kind ?? 'unknown'})`;
  const body = response.body === '' ? 'without a body' : oneLine(response.body, 80);
  return `HTTP ${response.status} ${body}`;
}

/** Everybody who took part or got an event, the picker first. */
function agentsIn({ cast, events }: Observation): string[] {
  const watched = [cast.picker, ...(cast.called === undefined ? [] : [cast.called])];
  return [...new Set([...watched, ...events.map(({ agentId }) => agentId)])];
}

function roleOf(id: string, { cast }: Observation): string {
  if (id === cast.picker) return ' (picks up)';
  return id === cast.called ? ' (called)' : '';
}

function lifeline(agentId: string): string {
  return `agent${agentId.replace(/[^0-9A-Za-z]/g, (letter) => `x${letter.charCodeAt(0)}`)}`;
}

function note(text: string): string {
  return `Note over suite,gateway: ${mermaidText(text)}`;
}

/** The address without scheme and host, which are the same in every line. */
function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/]*/i, '') || url;
}
