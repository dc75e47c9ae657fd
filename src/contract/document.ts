import type { Requirement, Retcodes, TraceEvent, TraceOrder } from './contract';

/** Anything that a YAML file can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A description in memory and the name by which problems call it. */
export interface Description {
  document: JsonObject;
  /** For messages: the file's name, with the overlay's where one was applied. */
  file: string;
}

/** `x-requirements` as written: `notes` may be absent. */
export type WrittenRequirement = Omit<Requirement, 'notes'> & { notes?: readonly string[] };

/** An entry of `x-triggered-events` as written: what has a default may be absent. */
export type WrittenTraceEvent = Omit<TraceEvent, 'min' | 'max' | 'only'> &
  Partial<Pick<TraceEvent, 'min' | 'max' | 'only'>>;

export interface WrittenTrace {
  events: readonly WrittenTraceEvent[];
  order: readonly TraceOrder[];
  forbiddenAfterRefusal: readonly string[];
}

/** The extensions of one operation, once their schemas have accepted them. */
export interface WrittenExtensions {
  'x-methods': { namedAsRefused: readonly string[] };
  'x-requirements': readonly WrittenRequirement[];
  'x-judged-by': Readonly<Record<string, string>>;
  'x-prerequisites': readonly {
    id: string;
    text: string;
    requirement: string;
    refusedWith?: readonly string[];
    brokenBy: readonly { state: string; title: string }[];
  }[];
  'x-retcodes': Retcodes;
  'x-triggered-events': WrittenTrace;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path of keys, `undefined` where the path ends early. */
export function valueAt(root: Json, ...keys: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = root;
  for (const key of keys) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

/** The same, following a `$ref` into this document where one stands at the end of the path. */
export function resolvedAt(root: Json, ...keys: readonly (string | number)[]): Json | undefined {
  const value = valueAt(root, ...keys);
  const ref = isObject(value) ? value.$ref : undefined;
  return typeof ref === 'string' && ref.startsWith('#/') ? valueAt(root, ...pointerKeys(ref.slice(1))) : value;
}

/** `/a~1b/0` to `['a/b', '0']`. */
export function pointerKeys(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** `['a', 'b/c', 0]` to `a["b/c"][0]`. */
export function readablePath(keys: readonly (string | number)[]): string {
  return keys
    .map((key, index) => {
      if (/^[0-9]+$/.test(String(key))) return `[${key}]`;
      if (/^[\w-]+$/.test(String(key))) return index === 0 ? String(key) : `.${key}`;
      return `["${key}"]`;
    })
    .join('');
}

/** One readable line about one place of a description. */
export function problemLine(
  file: string,
  keys: readonly (string | number)[],
  expected: string,
  found: unknown,
): string {
  const shown = found === undefined ? 'nothing' : JSON.stringify(found);
  const short = shown.length > 120 ? `${shown.slice(0, 117)}...` : shown;
  return `${file}: ${readablePath(keys) || 'the document'}: expected ${expected}, found ${short}`;
}
