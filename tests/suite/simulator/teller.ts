/** Tells a gateway without its network what to do, and remembers all that could be seen of it. */
import { manualClock, type SimulatedAgent } from '../../../src/simulator';
import type { Answer } from '../../../src/simulator/answer';
import { Gateway } from '../../../src/simulator/gateway';
import type { Hooks } from '../../../src/simulator/hooks';
import { jsonType } from './gateway-client';

const agents: SimulatedAgent[] = ['101', '102', '103', '104', '105', '106', '107', '999', '1000', '59999'].map(
  (id) => ({
    id,
    password: 'secret',
    phone: `70${id}`,
    ...(['103', '107'].includes(id) && { group: 'B' }),
    ...(id === '104' && { mayPickUp: false }),
    ...(id === '105' && { phoneModel: 'eSpace 7903' }),
  }),
);

export interface Extras {
  guid?: string | undefined;
  headers?: Record<string, string>;
  body?: string;
  plain?: boolean;
}

/** Sends to the gateway, moves its clock, and notes what came back. */
export class Teller {
  readonly #told: string[] = [];
  readonly #names = new Map<string, string>();
  readonly clock = manualClock();
  readonly gateway: Gateway;
  readonly guids = new Map<string, string>();
  readonly #cookies = new Map<string, string>();

  constructor(authMode: 1 | 2, hooks: Hooks[]) {
    const guid = { intervalMs: 60_000, timeoutMs: 90_000 };
    this.gateway = new Gateway(
      { edition: '2023-09-27', authMode, guid, agents, pollWaitMs: 10, clock: this.clock },
      hooks,
    );
  }

  /** Sends as this agent and notes what came back. */
  async send(id: string, method: string, address: string, extras: Extras = {}): Promise<void> {
    const answer = await this.#answer(id, method, address, extras);
    const { 'Set-GUID': upper, 'set-guid': lower, 'Set-Cookie': cookies } = answer.headers ?? {};
    const issued = upper ?? lower;
    if (issued !== undefined) this.guids.set(id, String(issued).replace('JSESSIONID=', ''));
    if (Array.isArray(cookies)) this.#cookies.set(id, cookies.map((cookie) => cookie.split(';')[0]).join('; '));
    const form = String(issued ?? '').replace(/[0-9a-f]/gi, 'x');
    const noted = { ...answer, headers: [...Object.keys(answer.headers ?? {}), form], undelivered: undefined };
    this.#told.push(`${id} ${method} ${address} ${JSON.stringify(noted)}`);
  }

  async #answer(id: string, method: string, address: string, extras: Extras): Promise<Answer> {
    const { guid = this.guids.get(id), headers, body = '', plain = false } = extras;
    const [path = '', query = ''] = address.split('?');
    const all: Record<string, string> = { 'Content-Type': jsonType, ...headers };
    if (guid !== undefined && !('guid' in all || 'Guid' in all)) all.Guid = guid;
    all.Cookie ??= this.#cookies.get(id) ?? '';
    const lowered = Object.entries(all).map(([name, value]) => [name.toLowerCase(), value]);
    const pending = this.gateway.handle({
      method,
      path: `/agentgateway/resource${path}`,
      query,
      headers: Object.fromEntries(lowered.filter(([, value]) => value !== 'ABSENT')),
      rawHeaders: Object.entries(all).flat(),
      body,
      secure: !plain,
      onGone: () => {},
    });
    let answer: Answer | undefined;
    void pending.then((done) => {
      answer = done.answer;
    });
    // A late answer waits for the clock; everything else is there after a few turns.
    for (let turn = 0; answer === undefined; turn += 1) {
      if (turn > 50) this.clock.advance(5);
      await Promise.resolve();
    }
    return answer;
  }

  async signIn(id: string, fields: object = {}): Promise<void> {
    const body = { password: 'secret', phonenum: `70${id}`, autoanswer: true, phonelinkage: true, ...fields };
    await this.send(id, 'PUT', `/onlineagent/${id}`, { body: JSON.stringify(body) });
  }

  async events(...ids: string[]): Promise<void> {
    this.clock.advance(150);
    for (const id of ids) {
      for (let polls = 0; polls < 60; polls += 1) {
        const before = this.#told.length;
        await this.send(id, 'GET', `/agentevent/${id}`);
        if (!/"event\\?":\{|eventType/.test(this.#told[before] ?? '')) break;
      }
    }
  }

  ring(id: string, kind: 'external' | 'internal' = 'external'): void {
    const agent = this.gateway.agents.find(id);
    if (agent && !agent.call && agent.session) this.gateway.calls.dial(kind, agent);
  }

  answer(id: string): void {
    const agent = this.gateway.agents.find(id);
    if (agent?.call && agent.alerting) this.gateway.calls.lift(agent.call, 'handset');
  }

  hangUp(id: string): void {
    const call = this.gateway.agents.find(id)?.call;
    if (call) this.gateway.calls.end(call);
  }

  phonepickup(id: string, extras: Extras & { method?: string; spelt?: string; query?: string } = {}): Promise<void> {
    const { method = 'POST', spelt = id, query = '' } = extras;
    return this.send(id, method, `/voicecall/${spelt}/phonepickup${query}`, extras);
  }

  snatchpickup(
    id: string,
    dest: string,
    extras: Extras & { method?: string; spelt?: string; query?: string } = {},
  ): Promise<void> {
    const { method = 'PUT', spelt = id, query = `destWorkNo=${dest}` } = extras;
    return this.send(id, method, `/voicecall/${spelt}/snatchpickup?${query}`, extras);
  }

  /** What was told since the last time, with what is random or depends on the time named by its order of appearance. */
  retold(): string {
    return this.#told
      .splice(0)
      .join('\n')
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|17[67]\d{8,11}/g, (found) => {
        const name = this.#names.get(found) ?? `#${this.#names.size}`;
        this.#names.set(found, name);
        return name;
      });
  }
}
