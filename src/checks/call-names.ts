import { type NamedCall, namedCall, partyOf } from '../contract/named-call';
import { isForAnother } from '../evidence/addressee';
import type { EventRecord } from '../evidence/event-record';
import { atEvents } from './effect';
import type { Judgement } from './judgement';

/** Events around a pickup that name its call as well, beside those that the page lists. */
const WHILE_ANSWERED = new Set(['AgentEvent_Ringing', 'AgentEvent_Auto_Answer', 'AgentEvent_Customer_Alerting']);
const OF_RECORDING = 'AgentMediaEvent_Record';
const OF_THE_END = new Set(['AgentEvent_Call_Release', 'AgentEvent_Customer_Release']);

type Meaning = 'caller' | 'called' | 'callId';
/** What names the call, and where that is from. */
type Known = Partial<Record<Meaning, { value: string; from: string }>>;

/**
 * Judges whether the events of a pickup name the call that rang. What the ringing did not say, other events of the call
 * do; what none of them says, the first of the pickup's own events that names it fixes for the others.
 */
export function judgeCallNames(judgement: Judgement, events: readonly EventRecord[]): void {
  const { contract, seen } = judgement;
  const known = knownOf(judgement, events);
  const agents = agentsOf(judgement);
  const isAgent = (text: string | undefined) => text !== undefined && agents.includes(partyOf(text, seen.cast.phones));
  for (const { eventType, content } of [...events].sort((a, b) => rankOf(a) - rankOf(b))) {
    const { caller, callId } = namedCall(contract, eventType, content);
    learn(known, { ...(isAgent(caller) ? {} : { caller }), callId }, eventType);
  }
  for (const event of events) {
    const named = namedCall(contract, event.eventType, event.content);
    const differs = (what: string, wanted: string, got: string) =>
      judgement.deviation('events.content', `${what} ${wanted}`, `${what} ${got}`, {
        text: `${event.eventType} to agent ${event.agentId}`,
        ...atEvents([event]),
      });
    judgeCallId(judgement, known, named, differs);
    judgeParties(seen.cast.phones, agents, known, named, differs);
  }
}

type Differs = (what: string, wanted: string, got: string) => void;

function judgeCallId({ seen }: Judgement, { callId }: Known, named: NamedCall, differs: Differs): void {
  if (named.callId === undefined) return;
  if (callId && callId.value !== named.callId)
    differs('call id', `${callId.value} (from ${callId.from})`, named.callId);
  else if (seen.call?.callId === undefined && seen.call?.earlierIds?.includes(named.callId))
    differs('call id', 'of the call that rang', `${named.callId}, which named an earlier call`);
}

function judgeParties(
  phones: Readonly<Record<string, string>>,
  agents: readonly string[],
  known: Known,
  named: NamedCall,
  differs: Differs,
): void {
  const party = (text: string) => partyOf(text, phones);
  const { caller, called } = known;
  if (named.caller !== undefined) {
    // An agent that the call was placed to, or that has it now, did not place it.
    if (agents.includes(party(named.caller))) differs('caller', 'other than the agent that is called', named.caller);
    else if (caller && party(named.caller) !== party(caller.value))
      differs('caller', `${caller.value} (from ${caller.from})`, named.caller);
  }
  if (named.called === undefined) return;
  // The called party may be the number that was dialled, or the phone or the agent that had the call or has it now.
  const isAgent = agents.includes(party(named.called));
  if (called && !isAgent && party(named.called) !== party(called.value)) {
    const all = [called.value, ...agents.flatMap((id) => [id, phones[id]])].filter(Boolean);
    differs('called', `to be one of ${[...new Set(all)].join(', ')} (from ${called.from})`, named.called);
  } else if (!called && !isAgent && named.called !== '' && caller && party(named.called) === party(caller.value))
    differs('called', 'other than the caller', named.called);
}

/** What is known of the call without the events that are to be judged. */
function knownOf(judgement: Judgement, own: readonly EventRecord[]): Known {
  const { contract, seen } = judgement;
  const { cast, call, moments } = seen;
  const known: Known = {};
  learn(known, call ?? {}, 'the ringing call');
  const { requestSent = 0, callEnded = Number.POSITIVE_INFINITY, closed = Number.POSITIVE_INFINITY } = moments;
  const others = seen.events.filter(
    (event) =>
      event.agentId === cast.picker &&
      event.at >= requestSent &&
      event.at < closed &&
      !own.includes(event) &&
      !isForAnother(event),
  );
  const names = (isSource: (event: EventRecord) => boolean) => {
    for (const event of others.filter(isSource)) {
      const { callId, ...parties } = namedCall(contract, event.eventType, event.content);
      // What is told late is of an earlier call.
      if (callId !== undefined && call?.earlierIds?.includes(callId)) continue;
      if (callId !== undefined || event.eventType !== OF_RECORDING)
        learn(known, event.eventType === OF_RECORDING ? { callId } : { ...parties, callId }, event.eventType);
    }
  };
  names(({ eventType }) => WHILE_ANSWERED.has(eventType));
  names(({ eventType }) => eventType === OF_RECORDING);
  names(({ eventType, at }) => OF_THE_END.has(eventType) && at >= callEnded);
  return known;
}

function learn(known: Known, named: { [Each in Meaning]?: string | undefined }, from: string): void {
  for (const meaning of ['caller', 'called', 'callId'] as const) {
    const value = named[meaning];
    if (value !== undefined) known[meaning] ??= { value, from };
  }
}

/** Agents that the call was placed to, that had it, or that have it now: none of them is its caller. */
function agentsOf({ seen: { cast, call } }: Judgement): string[] {
  if (call?.kind === 'internal') return [call.placedTo];
  return [...new Set([cast.picker, cast.called, call?.placedTo])].filter((id) => id !== undefined);
}

/** Which of a pickup's events is believed first where they differ and nothing else names the call. */
function rankOf({ eventType, position }: EventRecord): number {
  return eventType === 'AgentEvent_Incoming_CallInfo' ? Number.MAX_SAFE_INTEGER : position;
}
