import type { EventRecord } from './event-record';
import { unexplainedEvents } from './explained';
import type { Moments, Observation } from './observation';
import { type Health, healthIn, isUnhealthy } from './own-delays';

/** Later than the deadline by such a factor events are waited for as well: so late ones are told from missing ones. */
export const BEYOND_DEADLINE = 1.5;

/** An event that must come to one agent after a moment. */
export interface Owed {
  event: string;
  agentId: string;
  after: Moment;
  /** Where the agent answers by hand, only once it did. */
  onceAnswered?: true;
}

type Moment = 'request accepted' | 'phone answered' | 'call ended';

/** An event that came after its deadline, or not at all as long as it was waited for. */
export interface Overdue extends Owed {
  /** Milliseconds from the moment to the event; undefined where it did not come. */
  afterMs?: number;
  /** Milliseconds that a missing event was waited for. */
  waitedMs: number;
  health: Health;
  /** The suite's own delays may be what made it late, or missing. */
  unhealthy: boolean;
}

/** Undefined where the event came in time, or where its moment was not reached. */
export function overdue(seen: Observation, owed: Owed, deadlineMs: number): Overdue | undefined {
  const from = awaitedFrom(seen, owed);
  if (from === undefined) return undefined;
  const [first] = eventsSince(seen, owed.agentId, owed.event);
  if (!first && owed.onceAnswered && seen.manualAnswer?.failed !== undefined) return undefined;
  if (first && first.at - from <= deadlineMs) return undefined;
  const cut = seen.cutShort?.find(({ event, agentId }) => event === owed.event && agentId === owed.agentId);
  const waitedMs = cut?.waitedMs ?? deadlineMs * BEYOND_DEADLINE;
  const health = healthIn(seen.ownDelays, from, first?.at ?? from + waitedMs);
  const excess = first && first.at - from - deadlineMs;
  return {
    ...owed,
    ...(first ? { afterMs: first.at - from } : {}),
    waitedMs,
    health,
    unhealthy: isUnhealthy(health, excess),
  };
}

/** From when on the deadline runs: the gateway had answered, the driver had acted. */
export function awaitedFrom(
  { moments, manualAnswer }: Pick<Observation, 'moments' | 'manualAnswer'>,
  { after, onceAnswered }: Pick<Owed, 'after' | 'onceAnswered'>,
): number | undefined {
  const { requestAccepted, phoneAnsweringDone, callEndDone } = moments;
  const done = { 'request accepted': requestAccepted, 'phone answered': phoneAnsweringDone, 'call ended': callEndDone };
  const since = momentOf(moments, after);
  if (since === undefined) return undefined;
  return Math.max(done[after] ?? since, (onceAnswered && manualAnswer?.at) || 0);
}

/** A moment's earliest time: an event may overtake the answer of the request that caused it. */
export function momentOf(moments: Moments, after: Moment): number | undefined {
  const { requestSent, phoneAnswered, callEnded } = moments;
  return { 'request accepted': requestSent, 'phone answered': phoneAnswered, 'call ended': callEnded }[after];
}

function eventsSince(seen: Observation, agentId: string, eventType: string): EventRecord[] {
  const { requestSent = 0 } = seen.moments;
  return unexplainedEvents(seen).filter(
    (event) => event.agentId === agentId && event.eventType === eventType && event.at >= requestSent,
  );
}
