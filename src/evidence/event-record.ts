/** One event as an agent received it. `at` is the time its poll answer (or push) arrived, in milliseconds of the worker's clock. */
export interface EventRecord {
  /** Counts up within one worker; absent where an event was not received but made up. */
  id?: number;
  agentId: string;
  at: number;
  /** Position in this agent's log, from 0; the gateway's order for that agent. */
  position: number;
  eventType: string;
  workNo: unknown;
  content: unknown;
}
