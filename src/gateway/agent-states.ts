import type { AgentSession } from './agent-session';
import { readEnvelope, succeeded } from './envelope';
import type { Learnt } from './learnt';
import { Refusals } from './refusals';

/** The states that are known. [cec_07_0581] */
const IDLE = 4;
const OTHERS = new Set([2, 3, 5, 7, 8]);
/** So many times what is told must be what is known anyhow. */
const COMPARED = 8;

/**
 * What the gateway tells of an agent's state when it is asked, as a proof that the agent is idle. It is believed only after it
 * was right where the state was known, and never again once it was wrong: what is told may be old, or mean something else.
 */
export class AgentStates {
  private readonly refusals = new Refusals();
  private right = 0;

  constructor(private readonly learnt: Learnt) {}

  get trusted(): boolean {
    return this.learnt.has('states-are-true') && !this.excluded;
  }

  private get excluded(): boolean {
    return this.learnt.has('states-are-no-proof');
  }

  /** Is the agent idle? Undefined where that cannot be known. [cec_07_1222] */
  async isIdle(session: AgentSession): Promise<boolean | undefined> {
    return this.trusted ? this.ask(session) : undefined;
  }

  /** Asks where it is still to be found out whether that can be believed; to be told what the agent really is. */
  async sample(session: AgentSession): Promise<(isIdle: boolean) => void> {
    if (this.excluded || this.trusted) return () => undefined;
    const told = await this.ask(session);
    return (isIdle) => {
      if (told === undefined) return;
      if (told !== isIdle) this.learnt.note('states-are-no-proof');
      else if (++this.right >= COMPARED) this.learnt.note('states-are-true');
    };
  }

  private async ask(session: AgentSession): Promise<boolean | undefined> {
    const exchange = await session.aside('GET', `/onlineagent/${session.id}/agentstatus`);
    if (!succeeded(exchange)) {
      session.noteEnd(exchange);
      if (this.refusals.refused(exchange)) this.learnt.note('states-are-no-proof');
      return undefined;
    }
    this.refusals.served();
    const state = stateIn(readEnvelope(exchange.response?.body ?? '').result);
    if (state === IDLE) return true;
    if (OTHERS.has(state)) return false;
    this.learnt.note('states-are-no-proof');
    return undefined;
  }
}

/** A number or a numeric string; in an object, or in a list with that object alone. */
function stateIn(result: unknown): number {
  const object: unknown = Array.isArray(result) && result.length === 1 ? result[0] : result;
  const state = (object as { agentState?: unknown } | null | undefined)?.agentState;
  return typeof state === 'number' || typeof state === 'string' ? Number(state) : Number.NaN;
}
