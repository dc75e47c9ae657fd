/** An event as a push carries it. */
export interface PushedEvent {
  eventType: string;
  workNo: unknown;
  content: unknown;
}

/** Reads what a gateway pushes, `{"workNo":"…","eventList":[…]}`, oldest event first; undefined where it is none. [cec_07_1275] */
export function readPush(body: string): PushedEvent[] | undefined {
  try {
    const { eventList } = JSON.parse(body) as { eventList?: unknown };
    if (!Array.isArray(eventList)) return undefined;
    return eventList.map((event) => {
      const { eventType, workNo, content } = event as Record<string, unknown>;
      return { eventType: String(eventType), workNo, content };
    });
  } catch {
    return undefined;
  }
}

/** A push that was taken, by the number that the relay gave it. */
export interface TakenPush {
  number: number;
  events: readonly PushedEvent[];
}

/**
 * What of a push is new. Where the gateway may not have learnt that its pushes from number `doubtfulFrom` on were taken, it
 * pushes their events again, and behind them those that were raised since.
 */
export function eventsNotTaken(
  events: readonly PushedEvent[],
  doubtfulFrom: number | undefined,
  last: TakenPush | undefined,
): readonly PushedEvent[] {
  if (doubtfulFrom === undefined || !last || last.number < doubtfulFrom) return events;
  const repeated = events.slice(0, last.events.length);
  return JSON.stringify(repeated) === JSON.stringify(last.events) ? events.slice(repeated.length) : events;
}
