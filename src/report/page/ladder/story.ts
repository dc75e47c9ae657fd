import type { Finding } from '../../../checks/verdict';
import type { EventRecord } from '../../../evidence/event-record';
import type { Exchange } from '../../../evidence/exchange';
import type { Observation } from '../../../evidence/observation';
import { type Deviation, deviationsOf } from '../view/deviations';
import { answerInWords, requestInWords } from '../view/words';
import { callHappenings, withRing } from './call-happenings';
import type { Happening, Lifeline } from './happening';
import { isFence, type LineOf, lifelineChooser, lifelinesOf } from './lifelines';
import { storySteps } from './told-steps';

export interface Story {
  lifelines: readonly Lifeline[];
  happenings: readonly Happening[];
  /** Where the time is counted from, in milliseconds of the worker's clock: the first stimulus, or the first thing seen. */
  start: number;
  startIsStimulus: boolean;
}

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
    ...storySteps(seen),
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

/** By time; of the same time, what causes before what is caused. */
function inOrder(happenings: readonly Happening[]): Happening[] {
  const rank = { note: 0, request: 1, call: 2, answer: 3, event: 4, missing: 5 };
  return [...happenings].sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || rank[a.kind] - rank[b.kind]);
}
