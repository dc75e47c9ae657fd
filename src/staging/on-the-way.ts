import type { Case } from '../cases/case';
import type { Exchange } from '../evidence/exchange';
import type { Observation, OnTheWay } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';
import { outcomeOf, succeeded } from '../gateway/envelope';
import { ALERTING } from './call-events';
import { quiet } from './fence';
import { sendPickup } from './pickup-request';
import type { Scene } from './scene';

/** All that may be sent on the way to a pickup, in this order. */
export const ON_THE_WAY: readonly OnTheWay[] = ['by a stranger', 'by the caller'];

interface Sent {
  exchange: Exchange;
  /** Whose phone it would take off the hook. */
  picker: AgentSession;
}

/** Which of them the case is about. */
export function onTheWayOf({ stimulus }: Case): OnTheWay {
  return stimulus.guid === 'of-another-agent' ? 'by a stranger' : 'by the caller';
}

/** Requests that must be refused, sent right before the phonepickup that answers the call: that is their control. */
export class RequestsOnTheWay {
  private readonly sent = new Map<OnTheWay, Sent>();

  constructor(
    private readonly scene: Scene,
    private readonly of: Case,
    private readonly wanted: readonly OnTheWay[],
  ) {}

  /** Sends what this pickup gives occasion to: it is another party's call, or an internal one. */
  async send(): Promise<void> {
    const { scene } = this;
    const { picker } = scene;
    const stranger = strangerTo(scene, this.of);
    if (stranger === undefined) return;
    if (this.wanted.includes('by a stranger'))
      await this.sendOne('by a stranger', picker, () =>
        this.phonepickup({ picker, bystander: stranger }, { guid: 'of-another-agent' }),
      );
    // Where its own phone alerts for the call that it places, it may take it off the hook.
    const isRung = scene.events().some((event) => event.agentId === stranger.id && event.eventType === ALERTING);
    if (this.wanted.includes('by the caller') && isInternal(this.of) && !isRung)
      await this.sendOne('by the caller', stranger, () => this.phonepickup({ picker: stranger }, {}));
  }

  /** What was seen of each; `answering` is the phonepickup behind them. */
  seen(answering: Exchange): NonNullable<Observation['onTheWay']> {
    const sent = [...this.sent];
    return Object.fromEntries(
      sent.map(([which, own], index) => [
        which,
        this.seenOf(own, answering, sent[index + 1]?.[1].exchange.sentAt ?? answering.sentAt),
      ]),
    );
  }

  private phonepickup(...[actors, stimulus]: [Parameters<typeof sendPickup>[2], Parameters<typeof sendPickup>[3]]) {
    const { lab } = this.scene;
    return sendPickup(lab, lab.contract.operations.phonepickup, actors, stimulus, 'stimulus');
  }

  private async sendOne(which: OnTheWay, picker: AgentSession, send: () => Promise<Exchange>): Promise<void> {
    const exchange = await send();
    this.scene.surroundings.push(exchange);
    await quiet(picker);
    this.sent.set(which, { exchange, picker });
  }

  private seenOf({ exchange, picker }: Sent, answering: Exchange, explainedFrom: number): Observation {
    const { scene } = this;
    const { id } = this.of;
    const { called, ...cast } = scene.observation(id, [exchange]).cast;
    const everybody = [cast.picker, ...(called === undefined ? [] : [called]), ...cast.others];
    const moments = { ...scene.moments, requestSent: exchange.sentAt };
    const { call, ...seen } = scene.observation(id, [exchange], {
      surroundings: scene.surroundings.filter((each) => each !== exchange),
      cast: { ...cast, picker: picker.id, others: everybody.filter((each) => each !== picker.id) },
      moments,
      control: {
        exchange: answering,
        succeeded: succeeded(answering),
        detail:
          picker === scene.picker
            ? `the same request with the agent's own Guid got ${outcomeOf(answering)}`
            : `the phonepickup of agent ${scene.picker.id}, at which the call rings, got ${outcomeOf(answering)}`,
      },
      explainedFrom,
    });
    // The agent that is called internally gets no event of a pickup either.
    return { ...seen, ...(call && picker === scene.picker ? { call } : {}) };
  }
}

/** Another party to the call: the agent that calls internally, or, at the plain takeover, the one whose call is taken. */
function strangerTo(scene: Scene, of: Case): AgentSession | undefined {
  const { stage, stimulus } = of;
  if (Object.keys(stimulus).length > 0 || stage.name !== 'pickup') return undefined;
  if (isInternal(of)) return scene.role('colleague');
  return scene.operation.destWorkNo && Object.keys(stage).length === 1 ? scene.ringing : undefined;
}

function isInternal({ stage }: Case): boolean {
  return stage.name === 'pickup' && stage.call === 'internal';
}
