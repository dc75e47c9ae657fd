import type { Call } from './calls';
import type { SimulatedAgent } from './options';
import type { Session } from './sessions';

export type AgentState = 'signed-out' | 'idle' | 'busy' | 'wrap-up' | 'ringing' | 'answering' | 'talking';

export interface FormerGuid {
  guid: string;
  over: 'signed-out' | 'taken-over';
  /** It came by a renewal, not with the sign-in. */
  renewed: boolean;
}

/** One agent with its phone. The phone has at most one call; the session says what the agent does between calls. */
export class Agent {
  readonly id: string;
  readonly password: string;
  readonly phone: string;
  readonly phoneModel: string;
  readonly group: string;
  readonly mayPickUp: boolean;
  session: Session | undefined;
  call: Call | undefined;
  /** Guids of sessions that are over. No conforming gateway accepts them; some faults do. */
  readonly formerGuids: FormerGuid[] = [];

  constructor(agent: SimulatedAgent) {
    this.id = agent.id;
    this.password = agent.password;
    this.phone = agent.phone;
    this.phoneModel = agent.phoneModel ?? 'eSpace 7910';
    this.group = agent.group ?? 'A';
    this.mayPickUp = agent.mayPickUp ?? true;
  }

  get state(): AgentState {
    if (!this.session) return 'signed-out';
    if (!this.call) return this.session.between;
    if (this.alerting) return 'ringing';
    return this.answering ? 'answering' : 'talking';
  }

  /** Whether this agent's phone rings now: with a call for it or, before that, with the one that it placed itself. */
  get alerting(): boolean {
    const { state, holder, from } = this.call ?? {};
    return (state === 'alerting' && holder === this) || (state === 'caller-rings' && from === this);
  }

  /** Whether its phone is lifted and the call yet to be answered. */
  get answering(): boolean {
    return this.call?.state === 'answering' && this.call.holder === this;
  }
}

/** All agents of the gateway. Many thousands may be configured: an agent is made when it is first asked for. */
export class AgentDirectory {
  readonly #configured = new Map<string, SimulatedAgent>();
  readonly #made = new Map<string, Agent>();

  constructor(agents: readonly SimulatedAgent[]) {
    for (const agent of agents) {
      if (this.#configured.has(agent.id)) throw new Error(`agent ${agent.id} is configured twice`);
      this.#configured.set(agent.id, agent);
    }
  }

  find(id: string | undefined): Agent | undefined {
    if (id === undefined) return undefined;
    const made = this.#made.get(id);
    if (made) return made;
    const configured = this.#configured.get(id);
    if (!configured) return undefined;
    const agent = new Agent(configured);
    this.#made.set(id, agent);
    return agent;
  }

  /** The agents that were ever asked for; all others are signed out and have no call. */
  inUse(): Iterable<Agent> {
    return this.#made.values();
  }

  ids(): Iterable<string> {
    return this.#configured.keys();
  }
}
