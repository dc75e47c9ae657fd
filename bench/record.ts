import { readFileSync } from 'node:fs';
import type { Exchange } from '../src/evidence/exchange';
import { readTranscript } from '../src/evidence/transcript';
import type { CallLine, ExchangeLine, TranscriptLine } from '../src/evidence/transcript-lines';
import { parseLines } from '../src/evidence/transcript-parse';
import { groupBy } from './group';
import { GuidLabels } from './guid-labels';
import { handOvers, type Use } from './hand-overs';
import {
  type CallItem,
  carriesEvent,
  failureOf,
  type HeaderValue,
  isPoll,
  outcomeOf,
  type RequestItem,
  type WorkItem,
} from './work';

/** A poll in a replay may take as many times as long as it did in the recording, and at least this long. */
const PATIENCE_FACTOR = 3;
const LEAST_PATIENCE_MS = 1000;

export interface Recording {
  requests: number;
  polls: number;
  /** Polls that came back without an event: how many there are depends on how long the run took. */
  emptyPolls: number;
  /** Calls that were placed, and how many of them by the exploration, whose budget is the site's. */
  rings: number;
  exploringRings: number;
  /** What each process sent. */
  work: WorkItem[][];
}

interface Timed {
  sentAt: number;
  endedAt: number;
  item: WorkItem;
}

/** What one process of a run sent, in the order in which it ended. */
interface Process {
  exchanges: Exchange[];
  calls: CallLine[];
  /** When its clock stood at 0. */
  epochMs: number;
}

/** Reads what a run sent from its transcript. */
export function readRecording(file: string): Recording {
  const text = readFileSync(file, 'utf8');
  const transcript = readTranscript(text);
  const processes = [...transcript.epochMs].map(([worker, epochMs]): Process => {
    const own = <T extends { worker: number }>(lines: readonly T[]) => lines.filter((line) => line.worker === worker);
    return {
      exchanges: own(transcript.exchanges).map(({ exchange }) => exchange),
      calls: own(transcript.calls),
      epochMs,
    };
  });
  const exchanges = processes.flatMap((each) => each.exchanges);
  const polls = exchanges.filter(isPoll);
  return {
    requests: exchanges.length,
    polls: polls.length,
    emptyPolls: polls.filter(({ response }) => !carriesEvent(response?.body ?? '')).length,
    ...ringsOf(text),
    work: workOf(processes),
  };
}

/** A worker writes what a case did before the case itself. */
function ringsOf(transcript: string): Pick<Recording, 'rings' | 'exploringRings'> {
  const before = new Map<number, number>();
  let [rings, exploringRings] = [0, 0];
  for (const line of parseLines(transcript, () => undefined).lines) {
    if (isRing(line)) {
      rings += 1;
      before.set(line.worker, (before.get(line.worker) ?? 0) + 1);
    } else if (line.kind === 'case') {
      if (line.result.caseId.includes('.exploration.')) exploringRings += before.get(line.worker) ?? 0;
      before.delete(line.worker);
    }
  }
  return { rings, exploringRings };
}

function isRing(line: TranscriptLine): line is CallLine | ExchangeLine {
  if (line.kind === 'call') return line.action === 'ring';
  return line.kind === 'exchange' && line.exchange.request.url.endsWith('/callinner');
}

function workOf(processes: readonly Process[]): WorkItem[][] {
  const timed = processes.map(timedItems);
  const uses = timed.flatMap((items, process) => {
    const start = processes[process]?.epochMs ?? 0;
    return items.map(({ item, sentAt, endedAt }): Use => {
      return { process, item, sentAt: start + sentAt, endedAt: start + endedAt };
    });
  });
  handOvers(uses);
  return timed.map((items) => items.map(({ item }) => item));
}

/** The items of one process in the order in which they were sent, each with what it depends on. */
function timedItems({ exchanges, calls }: Process): Timed[] {
  const labels = new GuidLabels(exchanges);
  const received = eventsReceived(exchanges);
  const requests = exchanges.filter((exchange) => !isPoll(exchange));
  const items: Timed[] = [
    ...requests.map((exchange) => ({ ...timesOf(exchange), item: requestItem(exchange, labels) })),
    ...calls.map((call) => ({ ...timesOf(call), item: callItem(call) })),
  ];
  const byEnd = [...items].sort((a, b) => a.endedAt - b.endedAt);
  for (const [rank, { item }] of byEnd.entries()) item.endRank = rank;
  items.sort((a, b) => a.sentAt - b.sentAt);
  let after = 0;
  for (const { item, sentAt } of items) {
    while (after < byEnd.length && (byEnd[after]?.endedAt ?? 0) <= sentAt) after += 1;
    item.after = after;
    const events = received(item.agentId, sentAt);
    if (events.count > 0) item.events = events;
  }
  return items;
}

function timesOf({ sentAt, endedAt }: { sentAt: number; endedAt: number }) {
  return { sentAt, endedAt };
}

function callItem({ action, order }: CallLine): CallItem {
  return { kind: 'call', agentId: order.agentId, endRank: 0, after: 0, action, order };
}

function requestItem(exchange: Exchange, labels: GuidLabels): RequestItem {
  const { request, response, failure } = exchange;
  const [, scheme, path] = /^(https?):\/\/[^/]+(.*)$/s.exec(request.url) ?? [];
  if (scheme === undefined || path === undefined) throw new Error(`recorded URL not understood: ${request.url}`);
  const outcome = response ? outcomeOf(response.status, response.body) : failureOf(failure?.kind ?? 'unknown');
  const session = sessionChange(exchange);
  return {
    kind: 'request',
    agentId: exchange.agentId ?? '',
    endRank: 0,
    after: 0,
    scheme: scheme as 'https' | 'http',
    method: request.method,
    path,
    headers: request.headers.map(([name, value]) => [name, headerValue(value, exchange, outcome, labels)] as const),
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(session === undefined ? {} : { session }),
    outcome,
  };
}

function headerValue(value: string, exchange: Exchange, outcome: string, labels: GuidLabels): HeaderValue {
  const cookiesOf = /^<cookies of agent (.+)>$/.exec(value)?.[1];
  if (cookiesOf !== undefined) return { cookiesOf };
  const [, label, agentId] = /^<Guid (\d+) of agent (.+)>$/.exec(value) ?? [];
  if (label !== undefined && agentId !== undefined) {
    const back = labels.renewalsSince(agentId, Number(label), exchange.sentAt);
    // Nobody waits for a Guid's death in a replay: one that was dead is dead from the start.
    return { guid: back > 0 && !outcome.endsWith(' 0') ? 'dead' : { agentId, back } };
  }
  // Mutilated Guids, and other secrets that are not shown.
  return /^<.*>$/.test(value) ? { guid: 'dead' } : value;
}

function sessionChange(exchange: Exchange): RequestItem['session'] {
  const { method, url } = exchange.request;
  if (isSignIn(exchange)) return 'begins';
  return method === 'DELETE' && /\/(force)?logout$/.test(url) && succeeded(exchange) ? 'ends' : undefined;
}

function isSignIn(exchange: Exchange): boolean {
  const { purpose, request } = exchange;
  const form = request.method === 'PUT' && /\/onlineagent\/[^/]+(\/forcelogin)?$/.test(request.url);
  return form && purpose === 'stage' && succeeded(exchange);
}

function succeeded({ response }: Exchange): boolean {
  return response !== undefined && outcomeOf(response.status, response.body) === '200 0';
}

/** How many events an agent was told of, since its last sign-in, until a given moment. */
function eventsReceived(exchanges: readonly Exchange[]) {
  const byAgent = groupBy(
    exchanges.filter((each) => isSignIn(each) || (isPoll(each) && carriesEvent(each.response?.body ?? ''))),
    ({ agentId }) => agentId ?? '',
  );
  return (agentId: string, until: number) => {
    let count = 0;
    let patienceMs = LEAST_PATIENCE_MS;
    let signedInAt = 0;
    for (const each of byAgent.get(agentId) ?? []) {
      if (each.endedAt > until) break;
      if (isSignIn(each)) {
        count = 0;
        signedInAt = each.endedAt;
      } else if (each.sentAt >= signedInAt) {
        count += 1;
        patienceMs = Math.max(LEAST_PATIENCE_MS, PATIENCE_FACTOR * (each.endedAt - each.sentAt));
      }
    }
    return { count, patienceMs };
  };
}
