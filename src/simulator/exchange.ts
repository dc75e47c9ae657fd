import type { Agent } from './agents';
import { type Answer, refusal } from './answer';
import type { Gateway } from './gateway';
import type { Operation } from './operations/operation';
import { type GatewayRequest, queryValues } from './request';
import type { Session } from './sessions';

/** One request on its way through the gateway, with what was found out about it so far. */
export class Exchange {
  operation: Operation | undefined;
  /** The agent ID as the path spells it, and what follows the operation's name there. */
  agentIdText = '';
  tail = '';
  agent: Agent | undefined;
  destination: Agent | undefined;
  /** Why it was refused: the name of the check or prerequisite that failed. */
  refusedBy: string | undefined;
  executed = false;

  constructor(
    readonly gateway: Gateway,
    readonly request: GatewayRequest,
  ) {}

  get session(): Session | undefined {
    return this.agent?.session;
  }

  get guid(): string | undefined {
    const value = this.request.headers.guid;
    return Array.isArray(value) ? value.join(', ') : value;
  }

  get isPickup(): boolean {
    return this.operation?.name === 'phonepickup' || this.operation?.name === 'snatchpickup';
  }

  queryValues(name: string): string[] {
    return queryValues(this.request.query, name);
  }

  refuse(by: string, retcode: string, message: string, status = 200): Answer {
    this.refusedBy = by;
    return refusal(retcode, message, status);
  }
}
