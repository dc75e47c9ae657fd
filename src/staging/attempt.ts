import type { Case } from '../cases/case';
import type { Observation } from '../evidence/observation';

/** Somebody is busy after the call, or could not answer what it had taken over. */
export type LeftBehind = 'busy' | 'unanswerable';

/** The call was no longer there for the control, or left something behind, and nothing tells which request did it. */
export interface Spoiled {
  cases: readonly Case[];
  observation: (of: Case) => Observation;
  reason: string;
  endedByItself: boolean;
  /** The call was picked up, but this was so afterwards. */
  left?: LeftBehind;
  /** Events of a pickup came right after it. */
  suspect?: Case;
}

/** What one ringing call told of the requests sent around it. */
export interface Attempt {
  /** Settled: the call could be picked up afterwards, and nothing had happened before. */
  settled: Observation[];
  /** The request that took effect, or after which something was off; with everything seen. */
  culprit?: { of: Case; observation: Observation; answeredSuccess: boolean };
  spoiled?: Spoiled;
  /** Somebody's session ended behind these requests, `last` the last of them that was sent before. */
  sessionLost?: { cases: readonly Case[]; last?: Case; reason: string };
  /** Not sent, or sent in vain. */
  rest: readonly Case[];
  /** The network came between: nothing was learnt of any case. */
  disturbed?: string;
}

/** What is known across the calls of one batch. */
export interface Experience {
  /** A phone that is not answered stops ringing by itself somewhere after this; then the control would prove nothing. */
  longestRingMs: number;
  /** Success answers behind which nothing had happened; after a few, nobody waits for their events any more. */
  lies: number;
  /** The gateway repeats the events of the ringing without any request. */
  ringingRepeats: boolean;
  /** What a request did to somebody may outlast its call, and be blamed on another one: everybody begins each call anew. */
  anew: boolean;
  /** What calls leave behind without any request that must be refused. */
  usuallyLeft: Set<LeftBehind>;
}
