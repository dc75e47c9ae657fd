import type { Agent } from './agents';
import type { GatewayEvent } from './events';
import type { Gateway } from './gateway';

const retryMs = 10_000;
const giveUpMs = 120_000;

/** Push mode: events are POSTed to the agent's callback address, oldest first [cec_07_1275]. */
export class PushChannel {
  readonly #gateway: Gateway;
  readonly #agent: Agent;
  readonly #callback: { uri: string; token: string };
  #waiting: GatewayEvent[] = [];
  #busy = false;
  #closed = false;
  #failingSince: number | undefined;

  constructor(gateway: Gateway, agent: Agent, callback: { uri: string; token: string }) {
    this.#gateway = gateway;
    this.#agent = agent;
    this.#callback = callback;
  }

  push(event: GatewayEvent): void {
    this.#waiting.push(event);
    void this.#deliver();
  }

  close(): void {
    this.#closed = true;
  }

  async #deliver(): Promise<void> {
    if (this.#busy || this.#closed || this.#waiting.length === 0) return;
    this.#busy = true;
    const batch = this.#waiting;
    this.#waiting = [];
    const delivered = await this.#post(batch);
    this.#busy = false;
    if (this.#closed) return;
    if (delivered) {
      this.#failingSince = undefined;
      return this.#deliver();
    }
    this.#waiting.unshift(...batch);
    const now = this.#gateway.clock.now();
    this.#failingSince ??= now;
    if (now - this.#failingSince >= giveUpMs) return this.#gateway.sessions.end(this.#agent);
    this.#busy = true;
    this.#gateway.clock.after(retryMs, () => {
      this.#busy = false;
      void this.#deliver();
    });
  }

  async #post(events: GatewayEvent[]): Promise<boolean> {
    const { session, id } = this.#agent;
    if (!session) return false;
    try {
      const response = await fetch(this.#callback.uri, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json; charset=UTF-8',
          Guid: session.guids.current,
          service_token: this.#callback.token,
        },
        body: JSON.stringify({ workNo: id, eventList: events }),
      });
      const body = (await response.json()) as { retcode?: unknown } | null;
      return response.status === 200 && body?.retcode === '0';
    } catch {
      return false;
    }
  }
}
