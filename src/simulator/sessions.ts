import { randomBytes } from 'node:crypto';
import type { Agent, FormerGuid } from './agents';
import { EventQueue } from './events';
import type { Gateway } from './gateway';
import { GuidChain } from './guid';
import { PushChannel } from './push';

export interface SignInFields {
  autoanswer: boolean;
  autoenteridle: boolean;
  releasephone: boolean;
  phonelinkage: boolean;
  /** What the agent is after sign-in. */
  status: 'idle' | 'busy' | 'wrap-up';
  callback?: { uri: string; token: string };
}

export interface Session {
  readonly guids: GuidChain;
  readonly queue: EventQueue;
  readonly push: PushChannel | undefined;
  /** The affinity cookies, as `name=value`. */
  readonly cookies: readonly string[];
  /** Whether a call is connected as soon as the phone is lifted, or by the operation `answer`. */
  autoanswer: boolean;
  readonly autoenteridle: boolean;
  /** Whether the phone is hung up between calls. */
  releasephone: boolean;
  readonly loginTime: number;
  linkage: boolean;
  /** What the agent is while its phone has no call. */
  between: 'idle' | 'busy' | 'wrap-up';
  busyReason: string;
  lastHeardOf: number;
  stopWatching: () => void;
}

export function becomeBusy(session: Session, reason: string): void {
  session.between = 'busy';
  session.busyReason = reason;
}

export class Sessions {
  readonly #gateway: Gateway;
  readonly signedIn = new Set<Agent>();

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** Begins a session; one that the agent may already have is over, its Guid dead. */
  begin(agent: Agent, fields: SignInFields): Session {
    const { clock, onSecret, settings, uuid } = this.#gateway;
    if (agent.session) this.#close(agent, agent.session, 'taken-over');
    const session: Session = {
      guids: new GuidChain(clock.now(), onSecret, uuid, settings.guidForm),
      queue: new EventQueue(),
      push: fields.callback && new PushChannel(this.#gateway, agent, fields.callback),
      cookies: [`JSESSIONID=${randomBytes(12).toString('hex')}`, `route=${randomBytes(8).toString('hex')}`],
      autoanswer: fields.autoanswer,
      autoenteridle: fields.autoenteridle,
      releasephone: fields.releasephone,
      loginTime: clock.now(),
      linkage: fields.phonelinkage,
      between: fields.status,
      busyReason: '200',
      lastHeardOf: clock.now(),
      stopWatching: () => {},
    };
    for (const cookie of session.cookies) onSecret(cookie);
    if (fields.callback) onSecret(`service_token=${fields.callback.token}`);
    agent.session = session;
    this.signedIn.add(agent);
    this.#watch(agent, session);
    return session;
  }

  /** Ends the session; the call of the agent's phone, if any, ends with it. */
  end(agent: Agent): void {
    if (!agent.session) return;
    const { call } = agent;
    this.#close(agent, agent.session, 'signed-out');
    agent.session = undefined;
    this.signedIn.delete(agent);
    if (call) this.#gateway.calls.end(call, agent);
  }

  /** The agent to whom this live Guid was issued. */
  ownerOf(guid: string | undefined): Agent | undefined {
    if (guid === undefined) return undefined;
    const now = this.#gateway.clock.now();
    for (const agent of this.signedIn) if (agent.session?.guids.accepts(guid, now)) return agent;
    return undefined;
  }

  closeAll(): void {
    for (const agent of [...this.signedIn]) this.end(agent);
  }

  #close(agent: Agent, session: Session, over: FormerGuid['over']): void {
    session.stopWatching();
    session.queue.close();
    session.push?.close();
    for (const guid of session.guids.all())
      agent.formerGuids.push({ guid, over, renewed: guid !== session.guids.first });
    agent.formerGuids.splice(0, agent.formerGuids.length - 20);
  }

  /** Signs the agent out that has not been heard of for too long [cec_07_1204, cec_07_1274]. */
  #watch(agent: Agent, session: Session): void {
    const { clock, settings } = this.#gateway;
    if (session.queue.polled) session.lastHeardOf = clock.now();
    const left = session.lastHeardOf + settings.silenceMs - clock.now();
    if (left <= 0) {
      this.end(agent);
      return;
    }
    session.stopWatching = clock.after(left, () => this.#watch(agent, session));
  }
}
