import type { EventRecord } from './event-record';
import type { Exchange } from './exchange';
import type { Observation } from './observation';

/** What an observation shows to a person: who, what was proven, and everything that happened, in order of time. */
export interface Evidence {
  cast: Observation['cast'];
  steps: readonly string[];
  call?: Observation['call'];
  control?: string;
  absence?: string;
  sideEffect?: string;
  inconclusive?: string;
  notApplicable?: string;
  /** One line for each request, answer and event; milliseconds from the first line. */
  timeline: readonly string[];
}

const LONGEST_BODY = 600;

/** Turns an observation into readable evidence. Secrets were replaced when its exchanges were recorded. */
export function evidenceOf(seen: Observation): Evidence {
  const { cast, call, control, absence, sideEffect, inconclusive, notApplicable } = seen;
  return {
    cast,
    steps: seen.steps.map(
      ({ what, proven, detail }) => `${proven ? 'proven' : 'NOT PROVEN'}: ${what}${detail ? ` (${detail})` : ''}`,
    ),
    ...(call ? { call } : {}),
    ...(control ? { control: `${control.succeeded ? 'succeeded' : 'FAILED'}: ${control.detail}` } : {}),
    ...(absence ? { absence: `nothing further, shown by ${absence.by} at agents ${absence.agents.join(', ')}` } : {}),
    ...(sideEffect === undefined ? {} : { sideEffect }),
    ...(inconclusive === undefined ? {} : { inconclusive }),
    ...(notApplicable === undefined ? {} : { notApplicable }),
    timeline: timelineOf(seen),
  };
}

function timelineOf(seen: Observation): string[] {
  const exchanges = [...seen.surroundings, ...seen.stimuli, ...(seen.control?.exchange ? [seen.control.exchange] : [])];
  const unique = [...new Map(exchanges.map((exchange) => [exchange.id, exchange])).values()];
  const entries = [
    ...unique.flatMap((exchange) => [
      { at: exchange.sentAt, line: requestLine(exchange) },
      { at: exchange.endedAt, line: answerLine(exchange) },
    ]),
    ...seen.events.map((event) => ({ at: event.at, line: eventLine(event) })),
  ].sort((a, b) => a.at - b.at);
  const start = entries[0]?.at ?? 0;
  return entries.map(({ at, line }) => `${(at - start).toFixed(1).padStart(9)} ms  ${line}`);
}

function requestLine({ id, purpose, request }: Exchange): string {
  const headers = request.headers.map(([name, value]) => `${name}: ${shorten(value)}`).join(', ');
  const body = request.body === undefined ? '' : ` body ${shorten(request.body)}`;
  return `#${id} ${purpose} -> ${request.method} ${shorten(request.url)} [${headers}]${body}`;
}

function answerLine({ id, response, failure }: Exchange): string {
  if (!response) return `#${id} <- no answer: ${failure?.kind ?? 'unknown'} (${failure?.message ?? ''})`;
  const type = response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return `#${id} <- HTTP ${response.status}${type ? ` [${type}]` : ''} ${shorten(response.body)}`;
}

function eventLine({ agentId, eventType, content }: EventRecord): string {
  return `agent ${agentId} <~ ${eventType} ${JSON.stringify(content) ?? ''}`;
}

function shorten(text: string): string {
  return text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY)}… (${text.length} characters)` : text;
}
