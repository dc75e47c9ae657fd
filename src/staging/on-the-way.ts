import { sentBeforeTakeover, whatBeforeTakeover } from '../cases/before-takeover';
import type { Case, Stimulus } from '../cases/case';
import type { Exchange } from '../evidence/exchange';
import type { Observation, OnTheWay } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';
import { delay } from '../gateway/clock';
import { outcomeOf, succeeded } from '../gateway/envelope';
import { ALERTING, OFFHOOK } from './call-events';
import { quiet } from './fence';
import { sendPickup } from './pickup-request';
import type { Scene } from './scene';
import { signInAgain } from './shared-states';
import { StageFailure } from './stage-failure';

/** Within another group than usual. */
const WHILE_BUSY = beforeTakeover('while busy');

/** All that may be sent on the way to a pickup, in this order. */
export const ON_THE_WAY: readonly OnTheWay[] = [
  ...sentBeforeTakeover.map(([what]) => beforeTakeover(what)),
  WHILE_BUSY,
  'snatched with two IDs',
  'snatched by another method',
  'snatched while signed out',
  'by a stranger',
  'by the caller',
  'by the former holder',
  'from the former holder',
];

/** Tell an agent that its phone alerts, or is off the hook. */
const PHONE: ReadonlySet<string> = new Set([ALERTING, OFFHOOK]);

/** Must be refused, and leave the call to the phonepickup of the agent that is called. */
const SNATCHES: readonly (readonly [OnTheWay, Stimulus])[] = [
  ['snatched with two IDs', { query: 'destWorkNo={dest},{dest}' }],
  ['snatched by another method', { method: 'DELETE' }],
];

interface Sent {
  exchange: Exchange;
  /** Whose phone it would take off the hook, or give the call to. */
  picker: AgentSession;
  /** Whose call it would take. */
  called?: AgentSession;
}

function beforeTakeover(what: string): OnTheWay {
  return `before a takeover: ${what}`;
}

/** Of these an event that came behind several may be the doing of any. */
export function isBeforeTakeover(which: OnTheWay): boolean {
  return which.startsWith(beforeTakeover(''));
}

/** Which of them the case is about. */
export function onTheWayOf(of: Case): OnTheWay {
  const { operation, stage, stimulus } = of;
  const what = whatBeforeTakeover(of);
  if (what !== undefined) return beforeTakeover(what);
  if (operation === 'snatchpickup') {
    if (stage.name === 'pickup' && stage.group) return WHILE_BUSY;
    if (stage.name === 'pickup' && stage.after === 'takeover') return 'from the former holder';
    if (stimulus.method !== undefined) return 'snatched by another method';
    return stimulus.query === undefined ? 'snatched while signed out' : 'snatched with two IDs';
  }
  if (stimulus.guid === 'of-another-agent') return 'by a stranger';
  return stage.name === 'pickup' && stage.after === 'takeover' ? 'by the former holder' : 'by the caller';
}

/**
 * Requests that must be refused, sent right before the phonepickup that answers the call, or the snatchpickup that takes it
 * over: that is their control.
 */
export class RequestsOnTheWay {
  private readonly sent = new Map<OnTheWay, Sent>();

  constructor(
    private readonly scene: Scene,
    private readonly of: Case,
    private readonly wanted: readonly OnTheWay[],
    /** Played without the requests: how long to wait in place of each, in milliseconds. */
    private readonly insteadMs?: number,
  ) {}

  /**
   * Sends what must not keep the agent from taking a call over, nor do anything else: its own phone does not ring. What
   * comes of one of them may come behind the others.
   */
  async sendBeforeTakeover(): Promise<void> {
    if (isWithinAnotherGroup(this.of)) return this.takeWhileBusy();
    if (!isPlain(this.of)) return;
    const { picker, ringing, cast } = this.scene;
    const bystander = cast.get('colleague') ?? ringing;
    for (const [what, stimulus] of sentBeforeTakeover) {
      if (!this.wanted.includes(beforeTakeover(what))) continue;
      await this.sendOrWait(beforeTakeover(what), picker, () => this.phonepickup({ picker, bystander }, stimulus));
    }
    await quiet(picker);
  }

  /** Within another group than usual the agent reaches for the call while it is busy. */
  private async takeWhileBusy(): Promise<void> {
    const { picker, ringing, surroundings } = this.scene;
    if (!this.wanted.includes(WHILE_BUSY)) return;
    const busy = await picker.sayBusy();
    surroundings.push(busy);
    if (!succeeded(busy)) return;
    await this.sendOrWait(WHILE_BUSY, picker, () => this.take(picker, ringing), ringing);
    surroundings.push(await picker.cancelBusy());
    await quiet(picker);
  }

  /** Sends what this pickup gives occasion to: it is another party's call, or an internal one. */
  async send(): Promise<void> {
    const { scene } = this;
    const { picker } = scene;
    await this.snatch();
    const stranger = strangerTo(scene, this.of);
    if (stranger === undefined) return;
    if (this.wanted.includes('by a stranger'))
      await this.sendOne('by a stranger', picker, () =>
        this.phonepickup({ picker, bystander: stranger }, { guid: 'of-another-agent' }),
      );
    if (this.wanted.includes('by the former holder') && !isInternal(this.of))
      await this.sendOne('by the former holder', stranger, () => this.phonepickup({ picker: stranger }, {}));
    if (this.wanted.includes('from the former holder') && !isInternal(this.of)) await this.takeFromFormerHolder();
    // Where its own phone alerts for the call that it places, it may take it off the hook.
    const told = scene.events().filter(({ agentId, eventType }) => agentId === stranger.id && PHONE.has(eventType));
    const isRung = told.at(-1)?.eventType === ALERTING;
    if (this.wanted.includes('by the caller') && isInternal(this.of) && !isRung)
      await this.sendOne('by the caller', stranger, () => this.phonepickup({ picker: stranger }, {}));
  }

  /** Another agent of the group names the one that was called before: its phone rings no more. */
  private async takeFromFormerHolder(): Promise<void> {
    const { cast, ringing } = this.scene;
    const colleague = cast.get('colleague');
    if (colleague)
      await this.sendOne('from the former holder', colleague, () => this.take(colleague, ringing), ringing);
  }

  /** Another agent of the group reaches for the call that the plain phonepickup answers. */
  private async snatch(): Promise<void> {
    const { cast, picker: called, operation } = this.scene;
    const colleague = cast.get('colleague');
    if (operation.destWorkNo || !colleague || !isPlain(this.of)) return;
    for (const [which, stimulus] of SNATCHES)
      if (this.wanted.includes(which))
        await this.sendOne(which, colleague, () => this.take(colleague, called, stimulus), called);
    if (this.wanted.includes('snatched while signed out')) await this.snatchSignedOut(colleague, called);
  }

  /** The same with the Guid of a session that is over; behind it the agent signs in again. */
  private async snatchSignedOut(colleague: AgentSession, called: AgentSession): Promise<void> {
    const { scene } = this;
    const { lab } = scene;
    const signedOut = await colleague.signOut();
    scene.surroundings.push(signedOut);
    if (!succeeded(signedOut)) return;
    await this.sendOne('snatched while signed out', colleague, () => this.take(colleague, called), called);
    try {
      await signInAgain(scene, 'colleague');
    } catch (error) {
      // Nothing of this pickup needs it any more; it signs in for the next one.
      if (!(error instanceof StageFailure)) throw error;
      lab.soil(colleague);
    }
  }

  /** What was seen of each; `answering` is the phonepickup behind them, `takeover` the snatchpickup before that. */
  seen(answering: Exchange | undefined, takeover?: Exchange): NonNullable<Observation['onTheWay']> {
    const sent = [...this.sent];
    return Object.fromEntries(
      sent.flatMap(([which, own], index) => {
        const control = isBeforeTakeover(which) ? takeover : answering;
        if (!control) return [];
        const next = isBeforeTakeover(which)
          ? control.sentAt
          : (sent[index + 1]?.[1].exchange.sentAt ?? Number.POSITIVE_INFINITY);
        return [[which, this.seenOf(own, control, Math.min(next, control.sentAt))] as const];
      }),
    );
  }

  private phonepickup(...[actors, stimulus]: [Parameters<typeof sendPickup>[2], Parameters<typeof sendPickup>[3]]) {
    const { lab } = this.scene;
    return sendPickup(lab, lab.contract.operations.phonepickup, actors, stimulus, 'stimulus');
  }

  private take(picker: AgentSession, called: AgentSession, stimulus: Stimulus = {}): Promise<Exchange> {
    const { lab } = this.scene;
    return sendPickup(lab, lab.contract.operations.snatchpickup, { picker, called }, stimulus, 'stimulus');
  }

  private async sendOrWait(
    which: OnTheWay,
    picker: AgentSession,
    send: () => Promise<Exchange>,
    called?: AgentSession,
  ): Promise<void> {
    if (this.insteadMs !== undefined) return delay(this.insteadMs);
    const exchange = await send();
    this.scene.surroundings.push(exchange);
    this.sent.set(which, { exchange, picker, ...(called ? { called } : {}) });
  }

  private async sendOne(
    which: OnTheWay,
    picker: AgentSession,
    send: () => Promise<Exchange>,
    called?: AgentSession,
  ): Promise<void> {
    await this.sendOrWait(which, picker, send, called);
    await quiet(picker.signedIn ? picker : this.scene.picker);
  }

  private seenOf(
    { exchange, picker, called: takenFrom }: Sent,
    answering: Exchange,
    explainedFrom: number,
  ): Observation {
    const { scene } = this;
    const { id } = this.of;
    const { called, ...cast } = scene.observation(id, [exchange]).cast;
    const everybody = [cast.picker, ...(called === undefined ? [] : [called]), ...cast.others];
    const moments = { ...scene.moments, requestSent: exchange.sentAt };
    const { call, ...seen } = scene.observation(id, [exchange], {
      surroundings: scene.surroundings.filter((each) => each !== exchange),
      cast: {
        ...cast,
        picker: picker.id,
        ...(takenFrom ? { called: takenFrom.id } : {}),
        others: everybody.filter((each) => each !== picker.id && each !== takenFrom?.id),
      },
      moments,
      control: {
        exchange: answering,
        succeeded: succeeded(answering),
        detail: this.controlOf(picker, answering),
      },
      explainedFrom,
    });
    // What the ringing brings to the called agent, once or again, is no effect of a request here.
    if (takenFrom) seen.ringingRepeats = true;
    // The agent that is called internally gets no event of a pickup either.
    return { ...seen, ...(call && (takenFrom || picker === scene.picker) ? { call } : {}) };
  }

  private controlOf(picker: AgentSession, control: Exchange): string {
    const { scene } = this;
    const got = `got ${outcomeOf(control)}`;
    if (picker !== scene.picker) return `the phonepickup of agent ${scene.picker.id}, at which the call rings, ${got}`;
    return control === scene.answering || !scene.operation.destWorkNo
      ? `the same request with the agent's own Guid ${got}`
      : `the snatchpickup of agent ${picker.id} behind it ${got}`;
  }
}

/** Another party to the call: the agent that calls internally, or, at the plain takeover, the one whose call is taken. */
function strangerTo(scene: Scene, of: Case): AgentSession | undefined {
  if (isInternal(of) && Object.keys(of.stimulus).length === 0) return scene.role('colleague');
  return scene.operation.destWorkNo && isPlain(of) ? scene.ringing : undefined;
}

/** The documented request on a stage that nothing is special about. */
function isPlain({ stage, stimulus }: Case): boolean {
  return stage.name === 'pickup' && Object.keys(stage).length === 1 && Object.keys(stimulus).length === 0;
}

function isWithinAnotherGroup({ stage, stimulus }: Case): boolean {
  return stage.name === 'pickup' && stage.group !== undefined && Object.keys(stimulus).length === 0;
}

function isInternal({ stage }: Case): boolean {
  return stage.name === 'pickup' && stage.call === 'internal';
}
