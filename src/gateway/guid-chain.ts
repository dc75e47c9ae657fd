import { after, now } from './clock';
import type { Secrets } from './secrets';

export interface IssuedGuid {
  value: string;
  issuedAt: number;
  /** When the answer that carried its successor arrived, or its session ended. */
  replacedAt?: number;
  /** It came with the answer to a poll that brought an event as well. */
  withEvent?: true;
}

/** The Guids that one agent was given, oldest first. */
export class GuidChain {
  private readonly issued: IssuedGuid[] = [];
  private waiting: (() => void)[] = [];

  constructor(
    private readonly agentId: string,
    private readonly secrets: Secrets,
  ) {}

  get current(): string {
    return this.issued.at(-1)?.value ?? '';
  }

  get currentIssue(): IssuedGuid | undefined {
    return this.issued.at(-1);
  }

  get count(): number {
    return this.issued.length;
  }

  /** Guids of this agent that a newer one replaced, oldest first. */
  get replaced(): readonly IssuedGuid[] {
    return this.issued.slice(0, -1);
  }

  /** Takes the value of a `Set-GUID` header, `JSESSIONID=<guid>`; false when it holds none. */
  take(header: string, withEvent = false): boolean {
    const value = /^\s*(?:JSESSIONID=)?([^;\s]+)/.exec(header)?.[1];
    if (value === undefined) return false;
    if (value !== this.current) {
      const last = this.issued.at(-1);
      if (last) last.replacedAt = now();
      this.issued.push({ value, issuedAt: now(), ...(withEvent ? { withEvent } : {}) });
      this.tellWaiting();
    }
    const name = `Guid ${this.issued.length} of agent ${this.agentId}`;
    this.secrets.learn(value, name);
    this.secrets.learn(header, name);
    return true;
  }

  /** Resolves once a newer one was taken, or the session that it would come in is over, or after `withinMs`. */
  next(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const told = () => {
        cancel();
        this.waiting = this.waiting.filter((each) => each !== told);
        resolve();
      };
      const cancel = after(withinMs, told);
      this.waiting.push(told);
    });
  }

  /** The session is over: nobody waits for a newer one any more. */
  end(): void {
    this.tellWaiting();
  }

  private tellWaiting(): void {
    for (const told of [...this.waiting]) told();
  }
}
