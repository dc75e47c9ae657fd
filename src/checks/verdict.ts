import type { InBetweenCounts } from '../evidence/in-between';
import type { Health } from '../evidence/own-delays';

/** Outcome of a case, or of a requirement within a case or a run. */
export type Verdict = 'pass' | 'fail' | 'warning' | 'inconclusive' | 'not-applicable' | 'not-run';

/** What of an observation a finding points at, so that a drawing of the call can mark it. */
export interface Marks {
  /** Ids of the exchanges whose answers deviate. */
  exchanges?: readonly number[];
  /** Events that deviate: early, late, doubled, of the wrong content, or none should have come. */
  events?: readonly { agentId: string; position: number }[];
  /** An event that should have come to this agent, within this time (ms of the worker's clock), and did not. */
  missing?: { event: string; agentId: string; from: number; until: number };
}

/** One deviation: what the contract says, what was seen, and where. */
export interface Finding {
  requirement: string;
  expected: string;
  received: string;
  where: string;
  marks?: Marks;
  /** It is nothing but an event that was late or missing. */
  late?: true;
}

/** How long a promised event took. */
export interface Latency {
  event: string;
  agentId: string;
  /** What it was awaited after, e.g. `request accepted`. */
  after: string;
  /** When it came, in milliseconds of the worker's clock: tells the same event in two cases. */
  at: number;
  /** Milliseconds since the moment; 0 where the event overtook the answer. */
  ms: number;
  deadlineMs: number;
}

/** An event was late or missing, and the suite's own delays may be the cause. */
export interface UnhealthyWindow extends Health {
  event: string;
  agentId: string;
}

/** What one case says of one requirement. */
export interface RequirementJudgement {
  requirement: string;
  verdict: Verdict;
  /** Why, where the verdict is not a plain pass; for an `observe` requirement what was seen. */
  reason?: string;
}

/** The judgement of one case: what its Playwright test reports. */
export interface CaseResult {
  caseId: string;
  title: string;
  operation: string;
  section: string;
  verdict: Verdict;
  requirements: readonly RequirementJudgement[];
  findings: readonly Finding[];
  /** Observations that gate nothing. */
  notes: readonly string[];
  /** How many answers of something between suite and gateway came while it was observed. */
  inBetween?: InBetweenCounts;
  /** Of the promised events that came. */
  latencies?: readonly Latency[];
  /** Where the suite was too slow to tell whether an event was late. */
  unhealthy?: readonly UnhealthyWindow[];
}
