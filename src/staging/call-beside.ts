import type { EventRecord } from '../evidence/event-record';
import type { Observation } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';
import { now } from '../gateway/clock';
import { callIdentity } from './call-identity';
import { ALERTING, CALL_OVER, type Scene } from './scene';

/** A call that rings at another agent of the group while the one is picked up that is meant, until the scene is closed. */
export class CallBeside {
  private endedAt = Number.POSITIVE_INFINITY;

  private constructor(
    private readonly scene: Scene,
    private readonly session: AgentSession,
    private readonly rangFrom: number,
  ) {}

  static async ring(scene: Scene, session: AgentSession): Promise<CallBeside> {
    session.log.callBegins();
    const beside = new CallBeside(scene, session, session.log.end);
    scene.beforeClose = () => beside.end();
    await scene.drive('ring', session);
    scene.lab.calls.rings(session, 'external');
    await scene.seeAlerting(session, beside.rangFrom);
    return beside;
  }

  private async end(): Promise<void> {
    const { lab } = this.scene;
    const { log, agent } = this.session;
    this.endedAt = now();
    lab.calls.over(this.session);
    const from = log.end;
    await lab.driver.act('reset', { agentId: agent.id, phone: agent.phone, kind: 'external' });
    await log.waitFor(isOver, from, lab.site.events.quietMs);
  }

  /** With what tells this call from the other, and with its own events explained by it. */
  seenIn(seen: Observation): Observation {
    const { contract } = this.scene.lab;
    const call = { placedTo: this.session, kind: 'external' as const, rangFrom: this.rangFrom };
    const own = seen.events.filter((event) => event.agentId === this.session.id && this.isOwn(event));
    const explained = own.map(({ agentId, position }) => ({ agentId, position }));
    return {
      ...seen,
      beside: callIdentity(contract, call, seen.events),
      explained: [...(seen.explained ?? []), ...explained],
    };
  }

  /** That it rings, perhaps not for ever, and what comes of its end. */
  private isOwn(event: EventRecord): boolean {
    return event.at >= this.endedAt || event.eventType === ALERTING || isOver(event);
  }
}

function isOver({ eventType }: EventRecord): boolean {
  return CALL_OVER.has(eventType);
}
