import type { TraceOrder } from './contract';
import type { JsonObject, WrittenTrace } from './document';

type Report = (path: readonly (string | number)[], expected: string, found: unknown) => void;

/** Checks a trace of events against itself and against the schemas of the events' content. */
export function traceProblems(trace: WrittenTrace, schemas: JsonObject, report: Report): void {
  const listed = trace.events.map(({ event }) => event);
  const described = (event: string, ...path: (string | number)[]) => {
    if (!Object.hasOwn(schemas, event)) report(path, 'an event with a schema in components.schemas', event);
  };
  trace.events.forEach(({ event, to, min = 1, max = 1 }, index) => {
    described(event, 'events', index, 'event');
    if (min > max) report(['events', index], 'a min that is at most max', { min, max });
    if (trace.events.findIndex((other) => other.event === event && other.to === to) < index) {
      report(['events', index, 'event'], `an event that is listed once for the ${to}`, event);
    }
  });
  trace.order.forEach((entry, index) => {
    for (const side of ['first', 'then'] as const) {
      if (!listed.includes(entry[side])) report(['order', index, side], 'an event listed in events', entry[side]);
    }
    if (leadsTo(trace.order, entry.then, entry.first)) {
      report(['order', index], 'an order without a circle', `${entry.first} before ${entry.then}`);
    }
  });
  trace.forbiddenAfterRefusal.forEach((event, index) => {
    described(event, 'forbiddenAfterRefusal', index);
  });
}

function leadsTo(order: readonly TraceOrder[], from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  seen.add(from);
  return order.some(({ first, then }) => first === from && !seen.has(then) && leadsTo(order, then, to, seen));
}
