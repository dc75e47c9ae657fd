import { lostInTransit } from '../evidence/transit';
import type { Site } from '../site/site';
import type { AgentSession } from './agent-session';
import { outcomeOf, retcodeOf } from './envelope';
import type { EventSource } from './event-source';

/** The documented interval. [cec_07_1204] */
const LONGEST_MS = 30_000;
/** New Guids come with a heartbeat's answer, so there are some to each interval at which they are renewed. */
const PER_RENEWAL = 2;
/** Heartbeats that get lost in a row before the session counts as lost; the gateway waits two minutes for one. */
const FAILURES_BORNE = 4;

/** Keeps a session alive whose events are pushed, and takes the Guids that it is handed, until stopped. [cec_07_1204] */
export class Heartbeat implements EventSource {
  lost: string | undefined;
  private readonly stopped = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;

  constructor(
    private readonly session: AgentSession,
    private readonly whenStopped: () => void,
  ) {
    this.next();
  }

  stop(): void {
    this.stopped.abort();
    clearTimeout(this.timer);
    this.whenStopped();
  }

  end(): void {
    this.stop();
  }

  lose(reason: string): void {
    this.lost ??= reason;
    this.session.log.close(this.lost);
    this.session.guids.end();
    this.stop();
  }

  nextEmpty(): Promise<void> {
    return new Promise(() => undefined);
  }

  private next(): void {
    this.timer = setTimeout(() => void this.beat(), heartbeatMs(this.session.gateway.site));
    this.timer.unref();
  }

  private async beat(): Promise<void> {
    const { session } = this;
    const { exchange, headers } = await session.gateway.send({
      purpose: 'poll',
      agentId: session.id,
      method: 'POST',
      path: `/onlineagent/${session.id}/handshake`,
      headers: session.headers(),
      signal: this.stopped.signal,
    });
    if (this.stopped.signal.aborted) return;
    for (const [name, value] of headers) if (/^set-guid$/i.test(name)) session.guids.take(value);
    const lost = lostInTransit(exchange) !== undefined;
    this.failures = lost ? this.failures + 1 : 0;
    const refused = !lost && retcodeOf(exchange) !== '0';
    if (refused || this.failures >= FAILURES_BORNE)
      this.lose(`heartbeat of agent ${session.id}: ${outcomeOf(exchange)}`);
    else this.next();
  }
}

/** How far apart heartbeats are, in milliseconds; in AUTHMODE 2 a new Guid comes so much late at most. */
export function heartbeatMs({ authMode, guid }: Pick<Site, 'authMode' | 'guid'>): number {
  return authMode === 2 ? Math.min(LONGEST_MS, guid.intervalMs / PER_RENEWAL) : LONGEST_MS;
}
