import type { EventRecord } from '../../evidence/event-record';
import type { Exchange } from '../../evidence/exchange';
import type { RecordedCase, Transcript } from '../../evidence/transcript';
import type { CallLine } from '../../evidence/transcript-lines';

/** What happened around one case, told in order of time. */
export type Scene =
  | { at: number; exchange: Exchange }
  | { at: number; event: EventRecord }
  | { at: number; call: Pick<CallLine, 'action' | 'order' | 'outcome'> };

/** Everything that a run of its own did for a case, event polls aside: bringing its agents to the place as well. */
export function wholeStory({ exchanges, events, calls }: Transcript): Scene[] {
  return inOrder([
    ...exchanges
      .map(({ exchange }) => exchange)
      .filter(({ purpose }) => purpose !== 'poll')
      .map(ofExchange),
    ...events.map(({ event }) => ofEvent(event)),
    ...calls.map(ofCall),
  ]);
}

/** What belongs to one of many cases of a run: its own observation, and the calls that were placed for it. */
export function storyOf({ seen, worker }: RecordedCase, { calls }: Transcript): Scene[] {
  const { surroundings, stimuli, answering, control } = seen;
  const exchanges = [...surroundings, ...stimuli, answering, control?.exchange].filter((each) => each !== undefined);
  return inOrder([
    ...new Map(exchanges.map((exchange) => [exchange.id, ofExchange(exchange)])).values(),
    ...seen.events.map(ofEvent),
    ...callsAround(
      seen,
      calls.filter((call) => call.worker === (seen.worker ?? worker)),
    ).map(ofCall),
  ]);
}

/** From the ring that the case saw to the end of its observation, at the phones of its cast. */
function callsAround({ cast, call, moments }: RecordedCase['seen'], calls: readonly CallLine[]): CallLine[] {
  const { rang, closed = Number.POSITIVE_INFINITY } = moments;
  if (rang === undefined) return [];
  const ring = calls.findLast(
    ({ action, order, sentAt }) => action === 'ring' && order.agentId === call?.placedTo && sentAt <= rang,
  );
  const from = ring?.sentAt ?? rang;
  return calls.filter(({ order, sentAt }) => order.agentId in cast.phones && sentAt >= from && sentAt <= closed);
}

const ofExchange = (exchange: Exchange): Scene => ({ at: exchange.sentAt, exchange });
const ofEvent = (event: EventRecord): Scene => ({ at: event.at, event });
const ofCall = ({ sentAt, action, order, outcome }: CallLine): Scene => ({
  at: sentAt,
  call: { action, order, outcome },
});

function inOrder(scenes: readonly Scene[]): Scene[] {
  return [...scenes].sort((a, b) => a.at - b.at);
}
