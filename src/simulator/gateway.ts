import { randomUUID } from 'node:crypto';
import { AgentDirectory } from './agents';
import type { Answer } from './answer';
import { Calls } from './calls';
import { type Clock, realClock } from './clock';
import { Exchange } from './exchange';
import { type Cause, combine, type HookChain, type Hooks, type Notice } from './hooks';
import { type Settings, type SimulatorOptions, settingsFrom } from './options';
import type { GatewayRequest } from './request';
import { findRoute } from './routes';
import { Sessions } from './sessions';

/** The gateway without its network: requests in, answers out, events into the agents' queues. */
export class Gateway {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly hooks: HookChain;
  readonly agents: AgentDirectory;
  readonly sessions: Sessions;
  readonly calls: Calls;
  readonly onSecret: (value: string) => void;
  readonly uuid: () => string;
  requests = 0;

  constructor(options: SimulatorOptions, hooks: readonly Hooks[]) {
    this.settings = settingsFrom(options);
    this.clock = options.clock ?? realClock;
    this.onSecret = options.onSecret ?? (() => {});
    this.uuid = options.uuid ?? randomUUID;
    this.hooks = combine(hooks);
    this.hooks.settings(this.settings);
    this.agents = new AgentDirectory(options.agents);
    this.sessions = new Sessions(this);
    this.calls = new Calls(this);
  }

  async handle(request: GatewayRequest): Promise<{ answer: Answer; exchange: Exchange }> {
    this.requests += 1;
    const exchange = new Exchange(this, request);
    const turnedAway = this.hooks.inFront(request, this.clock);
    if (turnedAway) return { answer: turnedAway, exchange };
    this.hooks.request(request);
    const answer = await this.hooks.answer(exchange, await this.#dispatch(exchange));
    return { answer, exchange };
  }

  raise(cause: Cause, notices: Notice[]): void {
    for (const notice of this.hooks.events(cause, notices)) this.#send(notice);
  }

  #dispatch(x: Exchange): Answer | Promise<Answer> {
    const route = findRoute(x.request.path);
    if (!route) return x.refuse('path', '000-002', 'no such address', 404);
    x.operation = route.operation;
    x.agentIdText = route.agentIdText;
    x.tail = route.tail;
    const { method, otherMethod } = route.operation;
    if (!this.hooks.method(x, x.request.method === method || x.request.method === otherMethod)) {
      const answer = x.refuse('method', '100-007', `the method must be ${method}`, 405);
      return { ...answer, headers: { Allow: otherMethod ? `${method}, ${otherMethod}` : method } };
    }
    return route.operation.handle(x);
  }

  #send({ to, event, delayMs }: Notice): void {
    const { session } = to;
    if (!session) return;
    const target = session.push ?? session.queue;
    if (delayMs) this.clock.after(delayMs, () => target.push(event));
    else target.push(event);
  }
}
