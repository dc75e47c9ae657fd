import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came in, its path and query not yet decoded. Hooks may change it before it is routed. */
export interface GatewayRequest {
  method: string;
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  rawHeaders: string[];
  body: string;
  secure: boolean;
  /** Calls back once if the client goes away before it has its answer. */
  onGone(listener: () => void): void;
}

/** Path and query of what a request asks for, neither of them decoded. */
export function splitTarget(target: string): Pick<GatewayRequest, 'path' | 'query'> {
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** Percent-decoding, once. What cannot be decoded stays as it is and is then no valid value for anything. */
export function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** All values of one query parameter; its name counts with its case. */
export function queryValues(query: string, name: string): string[] {
  if (query === '') return [];
  const values: string[] = [];
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    const key = equals < 0 ? part : part.slice(0, equals);
    if (decode(key.replaceAll('+', ' ')) !== name) continue;
    values.push(equals < 0 ? '' : decode(part.slice(equals + 1).replaceAll('+', ' ')));
  }
  return values;
}
