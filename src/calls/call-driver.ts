/** Placing a call may take a telephone exchange some seconds. */
export const ACTION_TIMEOUT_MS = 30_000;
const LONGEST_REASON = 300;

/** The agent whose phone is meant, and what kind of call. */
export interface CallOrder {
  agentId: string;
  phone: string;
  kind: 'external' | 'internal';
}

export type CallAction = 'ring' | 'answer' | 'hangup' | 'reset';

export type CallOutcome = { done: true } | { done: false; reason: string; unreachable?: true };

/**
 * Makes phones ring. `ring` places a call to the agent's phone, `answer` lifts its handset, `hangup` lets the caller
 * end the call (found by the agent it was placed to or the one that has it now), `reset` leaves the phone with no call.
 * Never rejects: what went wrong is the reason of an outcome that is not done.
 */
export interface CallDriver {
  /** False where no call can be placed; requirements that need one are not applicable. */
  readonly available: boolean;
  /** True where a person places the calls. */
  readonly byHand?: true;
  act(action: CallAction, order: CallOrder): Promise<CallOutcome>;
  /** Waits for no person any more: the run ends. */
  giveUp?(): void;
  close(): Promise<void>;
}

/** What a driver said, fit for a reason. */
export function inOneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ').slice(0, LONGEST_REASON);
}
