import type { Finding } from '../../../checks/verdict';
import type { EventRecord } from '../../../evidence/event-record';
import type { Exchange } from '../../../evidence/exchange';
import type { Observation } from '../../../evidence/observation';
import { type Deviation, deviationsOf } from '../view/deviations';
import { answerInWords, requestInWords } from '../view/words';

/** `phone <agent>` stands for an agent's phone, `watched` for agents to whom nothing happened. */
export type LifelineId = 'suite' | 'gateway' | 'caller' | 'watched' | `phone ${string}`;

export interface Lifeline {
  id: LifelineId;
  title: string;
  /** Role, number …: a line each. */
  subtitles: readonly string[];
}

/** One arrow of a ladder, or a line across it. */
export interface Happening {
  kind: 'request' | 'answer' | 'event' | 'call' | 'missing' | 'note';
  /** Milliseconds of the worker's clock; undefined where it is known only to be before what follows. */
  at?: number;
  from: LifelineId;
  to: LifelineId;
  label: string;
  /** What the request was for: `stimulus`, `control` … */
  purpose?: string;
  /** Numbers of the deviations that it shows, from 1. */
  deviations: readonly number[];
  /** Fences: they show that nothing else is under way, and are drawn quietly. */
  quiet?: boolean;
  /** Joins a request with its answer. */
  exchange?: number;
}

export interface Story {
  lifelines: readonly Lifeline[];
  happenings: readonly Happening[];
  /** Where the time is counted from, in milliseconds of the worker's clock: the first stimulus, or the first thing seen. */
  start: number;
  startIsStimulus: boolean;
}

/** Caused on purpose to show that no other event is under way. */
const FENCE = /^AgentState_(SetNotReady|CancelNotReady)_Success$/;
const HANG_UP = 'call driver: hangup';

/** What happened in one case, in order, between whom. Pure. */
export function storyOf(seen: Observation, findings: readonly Finding[]): Story {
  const deviations = deviationsOf(findings);
  const exchanges = exchangesOf(seen);
  const events = [...(seen.strays ?? []), ...seen.events];
  const lineOf = lifelineChooser(seen, events, deviations);
  const told: Happening[] = [
    ...exchanges.flatMap((exchange) => exchangeHappenings(exchange, seen, deviations)),
    ...events.map((event) => eventHappening(event, lineOf, deviations)),
    ...deviations.flatMap((deviation) => missingHappening(deviation, lineOf)),
    ...callHappenings(seen, exchanges, lineOf),
    ...notes(seen),
  ];
  const happenings = inOrder(told);
  const stimulus = seen.stimuli[0]?.sentAt;
  return {
    lifelines: lifelinesOf(seen, happenings, lineOf),
    happenings: withRing(happenings, seen, lineOf),
    start: stimulus ?? happenings[0]?.at ?? 0,
    startIsStimulus: stimulus !== undefined,
  };
}

/** All exchanges of an observation, each once, by time. */
export function exchangesOf(seen: Observation): Exchange[] {
  const all = [...seen.surroundings, ...seen.stimuli, ...[seen.answering ?? [], seen.control?.exchange ?? []].flat()];
  return [...new Map(all.map((exchange) => [exchange.id, exchange])).values()].sort((a, b) => a.sentAt - b.sentAt);
}

export function isFence({ eventType }: Pick<EventRecord, 'eventType'>): boolean {
  return FENCE.test(eventType);
}

function exchangeHappenings(
  exchange: Exchange,
  seen: Observation,
  deviations: readonly Deviation[],
): [Happening, Happening] {
  const { id, sentAt, endedAt } = exchange;
  const purpose = seen.stimuli.some((each) => each.id === id) ? 'stimulus' : exchange.purpose;
  const numbers = deviations.filter(({ marks }) => marks.exchanges?.includes(id)).map(({ number }) => number);
  return [
    {
      kind: 'request',
      at: sentAt,
      from: 'suite',
      to: 'gateway',
      label: requestInWords(exchange),
      purpose,
      deviations: [],
      exchange: id,
    },
    {
      kind: 'answer',
      at: endedAt,
      from: 'gateway',
      to: 'suite',
      label: answerInWords(exchange),
      purpose,
      deviations: numbers,
      exchange: id,
    },
  ];
}

type LineOf = (agentId: string) => LifelineId;

function eventHappening(event: EventRecord, lineOf: LineOf, deviations: readonly Deviation[]): Happening {
  const { agentId, at, position, eventType } = event;
  const here = ({ marks }: Deviation) =>
    marks.events?.some((each) => each.agentId === agentId && each.position === position) ?? false;
  return {
    kind: 'event',
    at,
    from: 'gateway',
    to: lineOf(agentId),
    label: lineOf(agentId) === 'watched' ? `${eventType} (${agentId})` : eventType,
    deviations: deviations.filter(here).map(({ number }) => number),
    ...(isFence(event) && { quiet: true }),
  };
}

function missingHappening({ number, marks }: Deviation, lineOf: LineOf): Happening[] {
  if (!marks.missing) return [];
  const { event, agentId, until } = marks.missing;
  return [
    {
      kind: 'missing',
      at: until,
      from: 'gateway',
      to: lineOf(agentId),
      label: `${event} did not come`,
      deviations: [number],
    },
  ];
}

/** What the call driver did: the caller's and the handset's part, as far as the observation tells. */
function callHappenings(seen: Observation, exchanges: readonly Exchange[], lineOf: LineOf): Happening[] {
  const { call, moments, answering, cast, steps } = seen;
  const happenings: Happening[] = [];
  const handset = moments.phoneAnswered !== undefined && answering === undefined;
  if (handset && moments.phoneAnswered !== undefined)
    happenings.push({
      kind: 'call',
      at: moments.phoneAnswered,
      from: lineOf(cast.picker),
      to: 'gateway',
      label: 'handset lifted',
      deviations: [],
    });
  const ended = moments.callEnded;
  const byAgent = exchanges.some(
    ({ request, sentAt }) => ended !== undefined && sentAt >= ended && request.url.endsWith('/release'),
  );
  if (call?.kind === 'external' && ended !== undefined && !byAgent)
    happenings.push({
      kind: 'call',
      at: ended,
      from: 'caller',
      to: 'gateway',
      label: steps.some(({ what }) => what.startsWith(HANG_UP)) ? 'hangs up' : 'the call is ended',
      deviations: [],
    });
  return happenings;
}

function notes({ explainedFrom, moments, absence }: Observation): Happening[] {
  const across = { kind: 'note', from: 'suite', to: 'gateway', deviations: [] } as const;
  return [
    ...(explainedFrom === undefined
      ? []
      : [{ ...across, at: explainedFrom, label: 'from here on, events have another cause than the stimulus' }]),
    ...(absence === undefined || absence.by === 'nothing' || moments.closed === undefined
      ? []
      : [{ ...across, at: moments.closed, label: `nothing further is under way, shown by ${absence.by}` }]),
  ];
}

/** The call was placed before the phone rang; when exactly, nobody noted. */
function withRing(happenings: readonly Happening[], { call, moments }: Observation, lineOf: LineOf): Happening[] {
  if (call?.kind !== 'external') return [...happenings];
  const rang = moments.rang ?? moments.requestSent ?? Number.POSITIVE_INFINITY;
  const phone = lineOf(call.placedTo);
  const first = happenings.findIndex(
    ({ kind, to, quiet, at }) => kind === 'event' && to === phone && !quiet && (at ?? 0) <= rang,
  );
  const before = first < 0 ? happenings.findIndex(({ purpose }) => purpose === 'stimulus') : first;
  const ring: Happening = {
    kind: 'call',
    from: 'caller',
    to: 'gateway',
    label: `calls ${call.called ?? `agent ${call.placedTo}`}`,
    deviations: [],
  };
  const position = Math.max(0, before);
  return [...happenings.slice(0, position), ring, ...happenings.slice(position)];
}

/** By time; of the same time, what causes before what is caused. */
function inOrder(happenings: readonly Happening[]): Happening[] {
  const rank = { note: 0, request: 1, call: 2, answer: 3, event: 4, missing: 5 };
  return [...happenings].sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || rank[a.kind] - rank[b.kind]);
}

/** Agents to whom nothing happened but fences share one lifeline, where there are several. */
function lifelineChooser(seen: Observation, events: readonly EventRecord[], deviations: readonly Deviation[]): LineOf {
  const { picker, called, others } = seen.cast;
  const busy = new Set([picker, called, seen.call?.placedTo, ...seen.stimuli.map(({ agentId }) => agentId)]);
  for (const event of events) if (!isFence(event)) busy.add(event.agentId);
  for (const { marks } of deviations) busy.add(marks.missing?.agentId);
  const idle = others.filter((id) => !busy.has(id));
  return (agentId) => (idle.length > 1 && idle.includes(agentId) ? 'watched' : `phone ${agentId}`);
}

function lifelinesOf(seen: Observation, happenings: readonly Happening[], lineOf: LineOf): Lifeline[] {
  const { picker, called, others, phones } = seen.cast;
  const phone = (id: string, role: string): Lifeline => ({
    id: `phone ${id}`,
    title: `Agent ${id}`,
    subtitles: [role, phones[id] ? `phone ${phones[id]}` : ''].filter((text) => text !== ''),
  });
  const named = new Set([picker, called, ...others]);
  const used = new Set(happenings.flatMap(({ from, to }) => [from, to]));
  const strangers = [...used].flatMap((id) => (id.startsWith('phone ') ? [id.slice('phone '.length)] : []));
  const watched = others.filter((id) => lineOf(id) === 'watched');
  return [
    { id: 'suite', title: 'Suite', subtitles: [] },
    { id: 'gateway', title: 'Gateway', subtitles: [] },
    ...(called ? [phone(called, 'called')] : []),
    ...(picker ? [phone(picker, 'picks up')] : []),
    ...others.filter((id) => lineOf(id) !== 'watched').map((id) => phone(id, 'watched')),
    ...strangers.filter((id) => !named.has(id)).map((id) => phone(id, '')),
    ...(watched.length > 0
      ? [
          {
            id: 'watched',
            title: `${watched.length} agents`,
            subtitles: ['watched', watched.join(', ')],
          } satisfies Lifeline,
        ]
      : []),
    ...(seen.call?.kind === 'external'
      ? [{ id: 'caller', title: 'Caller', subtitles: [seen.call.caller ?? 'from outside'] } satisfies Lifeline]
      : []),
  ];
}
