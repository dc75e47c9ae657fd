import type { CallAction, CallOrder } from '../src/calls/call-driver';
import type { Exchange } from '../src/evidence/exchange';

/** A Guid as a replay can find it again: of this agent, so many renewals before its newest; or one that works no more. */
export type GuidReference = { agentId: string; back: number } | 'dead';

/** A header's value, or what stands in a recording for a secret. */
export type HeaderValue = string | { guid: GuidReference } | { cookiesOf: string };

interface Dependent {
  agentId: string;
  /** Its place in the order in which the recorded items ended. */
  endRank: number;
  /** So many of the items that ended first must have ended before this one starts. */
  after: number;
  /** What its agent must have been told before it starts, since its sign-in before. */
  events?: { count: number; patienceMs: number };
  /** The hand-over of its agent by another process that must have come first. */
  awaits?: string;
  /** The hand-over that has come once this item has ended. */
  hands?: string;
}

export interface RequestItem extends Dependent {
  kind: 'request';
  scheme: 'https' | 'http';
  method: string;
  path: string;
  headers: readonly (readonly [name: string, value: HeaderValue])[];
  body?: string;
  /** What its end does to the agent's session. */
  session?: 'begins' | 'ends';
  /** Status and retcode, or how it failed. */
  outcome: string;
}

export interface CallItem extends Dependent {
  kind: 'call';
  action: CallAction;
  order: CallOrder;
}

/** What one process of a recorded run sent, polls aside, in the order in which it did. */
export type WorkItem = RequestItem | CallItem;

/** Status and retcode of an answer, by which a replayed one is compared with the recorded one. */
export function outcomeOf(status: number, body: string): string {
  return `${status} ${/"retcode"\s*:\s*"([^"]*)"/.exec(body)?.[1] ?? '-'}`;
}

export function carriesEvent(body: string): boolean {
  return body.includes('"eventType"');
}

export function failureOf(kind: string): string {
  return `failure: ${kind}`;
}

export function isPoll(exchange: Exchange): boolean {
  return exchange.purpose === 'poll';
}
