import { isRateLimited, lostInTransit, neverArrived, wasTurnedAway } from '../evidence/transit';
import type { AgentSession } from './agent-session';
import { after, delay, now } from './clock';
import { outcomeOf, readEnvelope } from './envelope';
import type { EventSource } from './event-source';

/** A gateway with the wait switched off answers an empty poll at once; then polls are spaced, from the first to the last. */
const IMMEDIATE_MS = 50;
const FIRST_PAUSE_MS = 25;
const LAST_PAUSE_MS = 200;
/** Far longer than the gateway's own wait, which is about 10 s and can be configured. */
const POLL_TIMEOUT_MS = 90_000;
/** How long the poll that waits when its agent is signed out is left to the gateway to answer. */
const LAST_ANSWER_MS = 100;
/** Polls that get lost in a row before the session counts as lost. */
const FAILURES_BORNE = 5;
/** The same, where something in front of the gateway limits the rate. */
const LIMITS_BORNE = 30;
/** Polls are spaced so far at most where their rate is limited: a part of the time that an event may take. */
const PART_OF_DEADLINE = 8;

/** Polls one agent's events, one poll after the other, until stopped; renews the Guid as the gateway hands it out. [cec_07_1274] */
export class EventPoll implements EventSource {
  lost: string | undefined;
  private readonly stopped = new AbortController();
  private ended = false;
  private giveUpLater = () => {};
  private waitingForEmpty: { since: number; resolve: () => void }[] = [];

  constructor(private readonly session: AgentSession) {
    void this.run().finally(() => this.giveUpLater());
  }

  stop(): void {
    this.stopped.abort();
  }

  /** To give the poll up at once would cost its connection. */
  end(): void {
    this.ended = true;
    this.giveUpLater = after(LAST_ANSWER_MS, () => this.stop());
  }

  /** The session is over, and so is the poll. */
  lose(reason: string): void {
    this.lost ??= reason;
    this.session.log.close(this.lost);
    this.session.guids.end();
    this.stop();
  }

  nextEmpty(): Promise<void> {
    return new Promise((resolve) => this.waitingForEmpty.push({ since: now(), resolve }));
  }

  private get isOver(): boolean {
    return this.ended || this.stopped.signal.aborted;
  }

  private async run(): Promise<void> {
    let pause = 0;
    let failures = 0;
    let spacing = 0;
    while (!this.isOver) {
      const outcome = await this.once();
      if (this.isOver) return;
      spacing = this.spacingAfter(spacing, outcome === 'limited');
      if (outcome === 'limited') {
        failures += 1;
        if (failures >= LIMITS_BORNE)
          return this.lose(`event poll of agent ${this.session.id}: the rate is limited for good`);
      } else if (outcome === 'event') {
        pause = 0;
        failures = 0;
      } else if (outcome === 'empty') {
        pause = Math.min(LAST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pause * 2));
        failures = 0;
        await delay(pause);
      } else if (outcome === 'waited') {
        pause = 0;
        failures = 0;
      } else {
        failures += 1;
        if (outcome.final || failures >= FAILURES_BORNE) {
          this.lose(outcome.reason);
          return;
        }
        await delay(LAST_PAUSE_MS);
      }
      if (spacing > 0) await delay(spacing);
    }
  }

  /** Polls become rarer with each that is turned away for their rate, and slowly as many again. */
  private spacingAfter(spacing: number, limited: boolean): number {
    const { deadlineMs } = this.session.gateway.site.events;
    if (limited) return Math.min(deadlineMs / PART_OF_DEADLINE, Math.max(LAST_PAUSE_MS, spacing * 2));
    return spacing < FIRST_PAUSE_MS ? 0 : spacing / 2;
  }

  private async once(): Promise<'event' | 'empty' | 'waited' | 'limited' | { reason: string; final: boolean }> {
    const { session } = this;
    const { hold, site } = session.gateway;
    if (hold.leftMs > site.events.deadlineMs / PART_OF_DEADLINE)
      session.disturb(
        `event poll of agent ${session.id}: held back for ${Math.round(hold.leftMs)} ms by a rate limiter; events may come late`,
      );
    const { exchange, headers, body } = await session.gateway.send({
      purpose: 'poll',
      agentId: session.id,
      method: 'GET',
      path: `/agentevent/${session.id}`,
      headers: session.headers(),
      timeoutMs: POLL_TIMEOUT_MS,
      signal: this.stopped.signal,
    });
    if (this.isOver) return 'empty';
    const { retcode, event } = readEnvelope(body);
    const bringsEvent = typeof event === 'object' && event !== null;
    for (const [name, value] of headers) if (/^set-guid$/i.test(name)) session.guids.take(value, bringsEvent);
    const lost = lostInTransit(exchange);
    if (isRateLimited(exchange)) return 'limited';
    if (lost !== undefined) {
      const reason = `event poll of agent ${session.id}: ${lost}`;
      // The gateway may have handed out an event that never arrived here.
      if (!neverArrived(exchange) && !wasTurnedAway(exchange)) session.disturb(`${reason}; an event may be lost`);
      return { reason, final: false };
    }
    if (bringsEvent) {
      const { eventType, workNo, content } = event as Record<string, unknown>;
      session.log.append({ eventType: String(eventType), workNo, content });
      return 'event';
    }
    const status = exchange.response?.status ?? 0;
    // A poll that a server fails to answer says nothing of the session; one after the other does.
    if (retcode === undefined && (status < 400 || status >= 500)) {
      const reason = `event poll of agent ${session.id}: ${outcomeOf(exchange)}`;
      session.disturb(`${reason}; an event may be lost`);
      return { reason, final: false };
    }
    if (retcode !== '0') return { reason: `event poll of agent ${session.id}: ${outcomeOf(exchange)}`, final: true };
    this.tellEmpty(exchange.sentAt);
    return exchange.endedAt - exchange.sentAt < IMMEDIATE_MS ? 'empty' : 'waited';
  }

  private tellEmpty(sentAt: number): void {
    const told = this.waitingForEmpty.filter((each) => each.since <= sentAt);
    this.waitingForEmpty = this.waitingForEmpty.filter((each) => each.since > sentAt);
    for (const each of told) each.resolve();
  }
}
