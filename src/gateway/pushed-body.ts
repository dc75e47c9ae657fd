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
