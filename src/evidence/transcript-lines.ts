import type { SiteFacts } from '../checks/judgement';
import type { CaseResult } from '../checks/verdict';
import type { EventRecord } from './event-record';
import type { Exchange } from './exchange';

/** What the first line of every transcript says of itself. A file of another version is not read. */
export const TRANSCRIPT_FORMAT = 'agent-gateway-transcript';
export const TRANSCRIPT_VERSION = 1;

/** First line: what was judged, by what. Hashes are SHA-256 in hex. */
export interface HeaderLine {
  kind: 'header';
  format: typeof TRANSCRIPT_FORMAT;
  version: typeof TRANSCRIPT_VERSION;
  /** ISO 8601, UTC. */
  startedAt: string;
  suite: { version: string; sha256: string };
  description: { edition: string; sha256: string };
  /** `sha256`: of the site file as it was written, so without the values of its variables. */
  site: { name: string; url: string; authMode: number; sha256: string };
  facts: SiteFacts;
  /** Where the transcripts of shards were put together: each of them, in the order in which their lines stand here. */
  mergedFrom?: readonly MergedShard[];
}

/** One of the transcripts that a merged one was made of. */
export interface MergedShard {
  startedAt: string;
  /** The simulated gateway had another address in each shard; shards may have agents, and so a site file, of their own. */
  site: { url: string; sha256: string };
  /** That of its last line, by which the shard's own file can be told to be the one. */
  sha256: string;
}

/** Second line: which cases the run comprised. */
export interface SelectionLine {
  kind: 'selection';
  /** Did the user choose the cases? */
  partial: boolean;
  caseIds: readonly string[];
}

/** A process that ran cases. Its exchanges, events and calls carry times in milliseconds of its own clock. */
export interface WorkerLine {
  kind: 'worker';
  worker: number;
  /** When its clock stood at 0, in milliseconds of the epoch: adding it puts all workers on one time axis. */
  epochMs: number;
}

/** A request and what came back; its `id` is unique within the worker. */
export interface ExchangeLine {
  kind: 'exchange';
  worker: number;
  exchange: Exchange;
}

/** What one agent was told; its `id` is unique within the worker. */
export interface EventLine {
  kind: 'event';
  worker: number;
  event: EventRecord;
}

/** An action of the call driver. */
export interface CallLine {
  kind: 'call';
  worker: number;
  sentAt: number;
  endedAt: number;
  action: 'ring' | 'answer' | 'hangup' | 'reset';
  order: { agentId: string; phone: string; kind: 'external' | 'internal' };
  outcome: { done: true } | { done: false; reason: string };
}

/** What was observed of one case, with references to exchanges and events, and how it was judged then. */
export interface CaseLine {
  kind: 'case';
  worker: number;
  /** From 1 on where cases were repeated. */
  repetition?: number;
  result: CaseResult;
  observation: unknown;
}

/** Last line: the run came to its end. */
export interface EndLine {
  kind: 'end';
  durationMs: number;
  /** By case: what of ours went wrong. */
  harnessErrors: Readonly<Record<string, string>>;
  /** Errors outside of cases. */
  errorsOutside: number;
  /** Lines before this one. */
  lines: number;
  /** Of all lines before this one, as they stand in the file. */
  sha256: string;
}

export type TranscriptLine =
  | HeaderLine
  | SelectionLine
  | WorkerLine
  | ExchangeLine
  | EventLine
  | CallLine
  | CaseLine
  | EndLine;
