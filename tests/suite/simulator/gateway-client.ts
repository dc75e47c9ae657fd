/** A small client of its own for these tests: what a sample client of the vendor does, and no more. */
import { type Dispatcher, Pool } from 'undici';
import {
  type ManualClock,
  manualClock,
  type SimulatedAgent,
  type SimulatedGateway,
  type SimulatorOptions,
  startSimulator,
} from '../../../src/simulator';

export const jsonType = 'application/json; charset=UTF-8';

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  retcode: unknown;
  body: Record<string, unknown>;
}

export interface Event {
  eventType: string;
  workNo: string;
  content: Record<string, unknown> | null;
}

interface Extras {
  guid?: string | undefined;
  headers?: Record<string, string>;
  body?: unknown;
  plain?: boolean;
}

/** 101 and 102 are plain; 103 is in another group, 104 may not pick up, 105 has another phone. */
export const testAgents: SimulatedAgent[] = ['101', '102', '103', '104', '105', '106', '59999'].map((id) => ({
  id,
  password: `secret-${id}`,
  phone: `70${id}`,
  ...(id === '103' && { group: 'B' }),
  ...(id === '104' && { mayPickUp: false }),
  ...(id === '105' && { phoneModel: 'eSpace 7903' }),
}));

export class GatewayClient implements AsyncDisposable {
  readonly #pool: Pool;
  readonly #plain: Pool;
  readonly guids = new Map<string, string>();

  constructor(
    readonly gateway: SimulatedGateway,
    readonly clock: ManualClock,
  ) {
    this.#pool = new Pool(gateway.url, { connect: { ca: gateway.caPem } });
    this.#plain = new Pool(gateway.httpUrl ?? gateway.url);
  }

  async send(method: string, path: string, extras: Extras = {}): Promise<Reply> {
    const { guid, body, headers = {} } = extras;
    const response = await (extras.plain ? this.#plain : this.#pool).request({
      method: method as Dispatcher.HttpMethod,
      path: `/agentgateway/resource${path}`,
      headers: { 'Content-Type': jsonType, ...(guid !== undefined && { Guid: guid }), ...headers },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    return this.#read(response);
  }

  async #read(response: Dispatcher.ResponseData): Promise<Reply> {
    const text = await response.body.text();
    const parsed = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: response.statusCode, headers: response.headers, text, retcode: parsed.retcode, body: parsed };
  }

  /** A request with these headers and no others of its own. */
  async sendBare(method: string, path: string, headers: Record<string, string>): Promise<Reply> {
    const response = await this.#pool.request({ method: method as Dispatcher.HttpMethod, path, headers });
    return this.#read(response);
  }

  /** A request of this agent with its Guid; a new Guid in the answer is kept. */
  async as(id: string, method: string, path: string, extras: Extras = {}): Promise<Reply> {
    const reply = await this.send(method, path, { guid: this.guids.get(id), ...extras });
    const issued = reply.headers['set-guid'];
    if (issued !== undefined) this.guids.set(id, String(issued).replace('JSESSIONID=', ''));
    return reply;
  }

  /** Linkage on, unless said otherwise; the events of the sign-in are read away. */
  async signIn(id: string, fields: Record<string, unknown> = {}): Promise<Reply> {
    const body = { password: `secret-${id}`, phonenum: `70${id}`, phonelinkage: true, ...fields };
    const reply = await this.as(id, 'PUT', `/onlineagent/${id}`, { body });
    if (reply.retcode === '0' && !('callBackUri' in fields)) await this.events(id);
    return reply;
  }

  poll(id: string): Promise<Reply> {
    return this.as(id, 'GET', `/agentevent/${id}`);
  }

  /** All events that wait for this agent now. */
  async events(id: string): Promise<Event[]> {
    const events: Event[] = [];
    for (;;) {
      const { body } = await this.poll(id);
      if (!body.event) return events;
      events.push(body.event as Event);
    }
  }

  async eventTypes(id: string): Promise<string[]> {
    return (await this.events(id)).map((event) => event.eventType);
  }

  phonepickup(id: string, extras: Extras = {}): Promise<Reply> {
    return this.as(id, 'POST', `/voicecall/${id}/phonepickup`, extras);
  }

  snatchpickup(id: string, from: string, extras: Extras = {}): Promise<Reply> {
    return this.as(id, 'PUT', `/voicecall/${id}/snatchpickup?destWorkNo=${from}`, extras);
  }

  /** Calls another agent, and lifts the own phone, which rings first. */
  async callInternally(id: string, called: string): Promise<Reply> {
    const reply = await this.as(id, 'PUT', `/voicecall/${id}/callinner`, { body: { called } });
    await this.phonepickup(id);
    return reply;
  }

  /** One action of the call driver: its status and text. */
  async drive(action: string, agentId: string, kind = 'external'): Promise<{ status: number; text: string }> {
    const response = await fetch(`${this.gateway.driverUrl}/${action}`, {
      method: 'POST',
      body: JSON.stringify({ agentId, phone: `70${agentId}`, kind }),
    });
    return { status: response.status, text: await response.text() };
  }

  stateOf(id: string): string | undefined {
    return this.gateway.state().find((agent) => agent.id === id)?.state;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway.close();
    await Promise.all([this.#pool.destroy(), this.#plain.destroy()]);
  }
}

/** A gateway on a clock that stands still; its polls do not wait unless said otherwise. */
export async function openGateway(options: Partial<SimulatorOptions> = {}): Promise<GatewayClient> {
  const clock = manualClock();
  const gateway = await startSimulator({
    edition: '2023-09-27',
    authMode: 1,
    agents: testAgents,
    pollWaitMs: 0,
    clock,
    ...options,
  });
  return new GatewayClient(gateway, clock);
}
