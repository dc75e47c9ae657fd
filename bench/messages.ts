import type { WorkItem } from './work';

/** `causal`: in the recorded order of cause and effect; `back-to-back`: without polls, each agent's requests in a row. */
export type ReplayMode = 'causal' | 'back-to-back';

export interface GatewayAddresses {
  url: string;
  httpUrl?: string;
  caPem: string;
  driverUrl: string;
}

export interface ReplayTask {
  mode: ReplayMode;
  work: readonly WorkItem[];
  addresses: GatewayAddresses;
  passwords: Readonly<Record<string, string>>;
}

export interface ReplayResult {
  /** Milliseconds of the epoch. */
  startedAt: number;
  endedAt: number;
  requests: number;
  polls: number;
  calls: number;
  /** Items that waited in vain for an event that their agent had been told of in the recording. */
  vainWaits: number;
  /** How often an answer differed from the recorded one, by both outcomes. */
  differences: Record<string, number>;
}

export type ToReplayer = { task: ReplayTask } | { go: true } | { handedOver: string };
export type FromReplayer = { ready: true } | { handsOver: string } | { result: ReplayResult };
