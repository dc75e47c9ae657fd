import type { PickupStage } from '../cases/case';
import type { EventRecord } from '../evidence/event-record';
import type { Observation } from '../evidence/observation';
import { isOfTheRinging } from '../evidence/of-the-ringing';
import type { AgentSession } from '../gateway/agent-session';
import { now } from '../gateway/clock';
import { answeredBy, proveAnswered } from './breach-scene';
import { ALERTING, isCallOver } from './call-events';
import { callIdentity, callTo, type PlacedCall } from './call-identity';
import { ringsUntil } from './ringing-time';
import type { Scene } from './scene';

/** A call that rings at another agent of the group, or that it has answered, while the one is picked up that is meant, until the scene is closed. */
export class CallBeside {
  private endedAt = Number.POSITIVE_INFINITY;

  private constructor(
    private readonly scene: Scene,
    private readonly call: PlacedCall,
    private readonly ringsUntil: number,
  ) {}

  static async ring(scene: Scene, session: AgentSession, stage: PickupStage['beside']): Promise<CallBeside> {
    const beside = new CallBeside(scene, callTo(session, 'external'), ringsUntil(scene));
    scene.beforeClose = () => beside.end();
    await scene.ringWith(beside.call);
    if (stage === 'talking') {
      const answered = await answeredBy(scene, session);
      proveAnswered(scene, `agent ${session.id} talks`, answered);
    }
    return beside;
  }

  private async end(): Promise<void> {
    const { lab } = this.scene;
    const { placedTo } = this.call;
    const { log, agent } = placedTo;
    this.endedAt = now();
    lab.calls.over(placedTo);
    const from = log.end;
    await lab.driver.act('reset', { agentId: agent.id, phone: agent.phone, kind: 'external' });
    await log.waitFor(isCallOver, from, lab.site.events.quietMs);
  }

  /** With what tells this call from the other, and with its own events explained by it. */
  seenIn(seen: Observation): Observation {
    const { contract } = this.scene.lab;
    const { phoneAnswered = Number.POSITIVE_INFINITY } = seen.moments;
    const own = seen.events.filter(
      (event) => event.agentId === this.call.placedTo.id && this.isOwn(event, phoneAnswered),
    );
    const explained = own.map(({ agentId, position }) => ({ agentId, position }));
    return {
      ...seen,
      beside: { ...callIdentity(contract, this.call, seen.events), ringsUntil: this.ringsUntil },
      explained: [...(seen.explained ?? []), ...explained],
    };
  }

  /** That it rings, perhaps not for ever, and what comes of its end; its answering comes before the stimulus. */
  private isOwn(event: EventRecord, phoneAnswered: number): boolean {
    const cast = { picker: this.scene.picker.id, called: this.call.placedTo.id };
    return (
      event.at >= this.endedAt ||
      event.eventType === ALERTING ||
      isCallOver(event) ||
      (event.at < phoneAnswered && isOfTheRinging(event, { cast }))
    );
  }
}
