import type { EventRecord } from './event-record';
import type { Exchange } from './exchange';

/** Stand in a written observation for exchanges and events that have a line of their own, by their ids. */
export type Reference =
  | { $exchange: number }
  | { $exchanges: number[] }
  | { $event: number }
  | { $events: number[] }
  /** Something that has no line of its own, or differs from the line. */
  | { $copy: unknown };

/** The exchange's or event's id where it has a line of its own; undefined where it must be written out. */
export interface Lines {
  exchange(exchange: Exchange): number | undefined;
  event(event: EventRecord): number | undefined;
}

/** An observation, or a part of it, with references instead of exchanges and events. */
export function withReferences(value: unknown, lines: Lines): unknown {
  if (!isObject(value)) return value;
  if (isExchange(value)) return referenceTo('$exchange', value, lines.exchange(value));
  if (isEvent(value)) return referenceTo('$event', value, lines.event(value));
  if (Array.isArray(value)) return allIn(value, lines) ?? value.map((each) => withReferences(each, lines));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withReferences(each, lines)]));
}

/** The reverse. */
export function withoutReferences(
  value: unknown,
  find: { exchange: (id: number) => Exchange; event: (id: number) => EventRecord },
): unknown {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map((each) => withoutReferences(each, find));
  if ('$copy' in value) return value.$copy;
  if ('$exchange' in value) return find.exchange(value.$exchange as number);
  if ('$event' in value) return find.event(value.$event as number);
  if ('$exchanges' in value) return (value.$exchanges as number[]).map(find.exchange);
  if ('$events' in value) return (value.$events as number[]).map(find.event);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutReferences(each, find)]));
}

function referenceTo(name: '$exchange' | '$event', value: object, id: number | undefined): object {
  return id === undefined ? { $copy: value } : { [name]: id };
}

/** A list of nothing but exchanges, or events, that have lines of their own is written as one reference. */
function allIn(list: readonly unknown[], lines: Lines): Reference | undefined {
  if (isExchange(list[0])) {
    const ids = idsOf(list, (each) => (isExchange(each) ? lines.exchange(each) : undefined));
    return ids && { $exchanges: ids };
  }
  if (!isEvent(list[0])) return undefined;
  const ids = idsOf(list, (each) => (isEvent(each) ? lines.event(each) : undefined));
  return ids && { $events: ids };
}

/** The ids of all in a list; undefined where one of them has none. */
function idsOf(list: readonly unknown[], idOf: (each: unknown) => number | undefined): number[] | undefined {
  const ids: number[] = [];
  for (const each of list) {
    const id = idOf(each);
    if (id === undefined) return undefined;
    ids.push(id);
  }
  return ids;
}

function isExchange(value: unknown): value is Exchange {
  return isObject(value) && 'purpose' in value && 'sentAt' in value && 'request' in value;
}

function isEvent(value: unknown): value is EventRecord {
  return isObject(value) && 'eventType' in value && 'position' in value && 'at' in value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
