import type { Exchange } from '../evidence/exchange';
import { lostInTransit } from '../evidence/transit';

/** The members of an answer that steps of the staging act on; says nothing about whether the answer conforms. */
export interface Envelope {
  retcode?: string;
  message?: string;
  result?: unknown;
  event?: unknown;
}

/** Reads an answer's body leniently; an empty object when it is no JSON object. */
export function readEnvelope(body: string): Envelope {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null) return {};
    const { retcode, message, result, event } = value as Record<string, unknown>;
    const envelope: Envelope = { result, event };
    if (retcode !== undefined) envelope.retcode = String(retcode);
    if (typeof message === 'string') envelope.message = message;
    return envelope;
  } catch {
    return {};
  }
}

/** The retcode of an exchange's answer; undefined where there is no answer, or none in it. */
export function retcodeOf({ response }: Exchange): string | undefined {
  return response && readEnvelope(response.body).retcode;
}

/** Was a sign-in refused because somebody is signed in as this agent? */
export function isAlreadySignedIn(exchange: Exchange): boolean {
  return retcodeOf(exchange) === '100-002';
}

/** Did a step's request succeed: HTTP 200 with retcode "0"? */
export function succeeded(exchange: Exchange): boolean {
  return exchange.response?.status === 200 && retcodeOf(exchange) === '0';
}

/** What an exchange came to, in a few words. */
export function outcomeOf(exchange: Exchange): string {
  const lost = lostInTransit(exchange);
  if (lost !== undefined || !exchange.response) return lost ?? 'no answer';
  const { retcode, message } = readEnvelope(exchange.response.body);
  const type = exchange.response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return retcode === undefined
    ? `HTTP ${exchange.response.status} without a retcode${/html/i.test(type ?? '') ? ', but with a page (HTML)' : ''}`
    : `HTTP ${exchange.response.status}, retcode ${retcode}${message ? ` (${message})` : ''}`;
}
