import type { Agent } from './agents';
import * as contents from './event-contents';
import type { Exchange } from './exchange';
import type { Gateway } from './gateway';
import type { Cause, Notice } from './hooks';

export type CallKind = 'external' | 'internal';
export type AnsweredBy = 'phonepickup' | 'handset';

export interface Call {
  readonly id: string;
  readonly number: number;
  readonly kind: CallKind;
  readonly caller: string;
  /** The number that was dialled; a pickup by another agent does not change it. */
  readonly called: string;
  readonly placedTo: Agent;
  /** The agent that placed an internal call by the API. */
  readonly from: Agent | undefined;
  /** The agent whose phone has the call now. */
  holder: Agent;
  /** The agent from whom the call was picked up last. */
  takenFrom: Agent | undefined;
  state: 'alerting' | 'connected' | 'ended';
  /** When the phone that has the call now began to ring. */
  rangAt: number;
  stopRinging: () => void;
}

/** The calls of all phones: ring, move, answer, end. Who may do so is decided elsewhere. */
export class Calls {
  readonly #gateway: Gateway;
  #placed = 0;
  /** Ends what is on its way to a phone. */
  readonly #onTheWay = new Map<Agent, () => void>();

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  get placed(): number {
    return this.#placed;
  }

  /** Somebody outside dials; undefined where the call is still on its way to the phone. */
  dial(kind: CallKind, to: Agent): Call | undefined {
    const { clock, settings } = this.#gateway;
    if (settings.ringsAfterMs === 0) return this.place(kind, to);
    this.hangUpBeforeRinging(to);
    const arrive = () => {
      this.#onTheWay.delete(to);
      if (to.session && !to.call) this.place(kind, to);
    };
    this.#onTheWay.set(to, clock.after(settings.ringsAfterMs, arrive));
    return undefined;
  }

  /** The caller gives up before the phone rings; was there one? */
  hangUpBeforeRinging(to: Agent): boolean {
    this.#onTheWay.get(to)?.();
    return this.#onTheWay.delete(to);
  }

  place(kind: CallKind, to: Agent, from?: Agent): Call {
    this.#placed += 1;
    const call: Call = {
      id: `${Math.floor(this.#gateway.clock.now() / 1000)}-${16_777_216 + this.#placed}`,
      number: this.#placed,
      kind,
      caller: from?.phone ?? `${(kind === 'external' ? 90_000_000 : 80_000) + this.#placed}`,
      called: to.phone,
      placedTo: to,
      from,
      holder: to,
      takenFrom: undefined,
      state: 'alerting',
      rangAt: this.#gateway.clock.now(),
      stopRinging: () => {},
    };
    to.call = call;
    if (from) {
      from.call = call;
      this.#raise({ kind: 'dialled', call }, [notice(from, 'AgentOther_PhoneOffhook', contents.phoneOffhook())]);
    }
    const notices = [notice(to, 'AgentEvent_Ringing', contents.ringing(call))];
    // Without phone linkage the gateway has no word of the phone itself before it is answered.
    if (to.session?.linkage) notices.push(notice(to, 'AgentOther_PhoneAlerting', null));
    this.#raise({ kind: 'ring', call }, notices);
    this.#alert(call);
    return call;
  }

  answer(call: Call, by: AnsweredBy, exchange?: Exchange): void {
    if (call.state !== 'alerting') return;
    call.stopRinging();
    call.state = 'connected';
    const { holder, from } = call;
    const notices = [
      notice(holder, 'AgentOther_PhoneOffhook', contents.phoneOffhook()),
      notice(holder, 'AgentEvent_Talking', contents.talking(call)),
    ];
    if (call.kind === 'external') {
      notices.push(notice(holder, 'AgentEvent_Incoming_CallInfo', contents.incomingCallInfo(call)));
      if (this.#gateway.settings.recording) {
        const content = contents.record(call, this.#gateway.clock.now());
        notices.push(notice(holder, 'AgentMediaEvent_Record', content));
      }
    }
    if (from) notices.push(notice(from, 'AgentEvent_Talking', contents.talking(call)));
    this.#raise({ kind: 'answered', call, by, exchange }, notices);
  }

  /** The call goes over to another agent's phone, which alerts from now on. */
  move(call: Call, to: Agent, exchange: Exchange): void {
    const from = call.holder;
    call.stopRinging();
    if (from.call === call) from.call = undefined;
    call.takenFrom = from;
    call.holder = to;
    call.state = 'alerting';
    to.call = call;
    this.#raise({ kind: 'moved', call, exchange }, [
      notice(to, 'AgentOther_PhoneAlerting', null),
      notice(from, 'AgentOther_PhoneRelease', contents.phoneRelease(false)),
      this.#betweenCalls(from),
    ]);
    this.#alert(call);
  }

  /** Ends the call; `by` is the agent that hung up, none when the caller did or the platform gave up. */
  end(call: Call, by?: Agent, unanswered = false): void {
    if (call.state === 'ended') return;
    const talked = call.state === 'connected';
    call.stopRinging();
    call.state = 'ended';
    const notices: Notice[] = [];
    for (const agent of call.from ? [call.holder, call.from] : [call.holder]) {
      if (agent.call !== call) continue;
      agent.call = undefined;
      if (!agent.session) continue;
      if (talked && agent === call.holder && !agent.session.autoenteridle) agent.session.between = 'wrap-up';
      if (unanswered && agent === call.holder) notices.push(notice(agent, 'AgentEvent_No_Answer', null));
      else if (agent === by) notices.push(notice(agent, 'AgentEvent_Call_Release', contents.released(call)));
      else if (talked) notices.push(notice(agent, 'AgentEvent_Customer_Release', contents.released(call)));
      notices.push(notice(agent, 'AgentOther_PhoneRelease', contents.phoneRelease(agent === by)));
      notices.push(this.#betweenCalls(agent));
    }
    this.#raise({ kind: talked ? 'ended' : 'gave-up', call }, notices);
  }

  #alert(call: Call): void {
    const { clock, settings } = this.#gateway;
    call.rangAt = clock.now();
    call.stopRinging = clock.after(settings.ringTimeoutMs, () => this.end(call, undefined, true));
  }

  #betweenCalls(agent: Agent): Notice {
    const states = { idle: 'AgentState_Ready', busy: 'AgentState_Busy', 'wrap-up': 'AgentState_Work' } as const;
    return notice(agent, states[agent.session?.between ?? 'idle'], null);
  }

  #raise(cause: Cause, notices: Notice[]): void {
    this.#gateway.raise(cause, notices);
  }
}

export function notice(to: Agent, eventType: string, content: unknown): Notice {
  return { to, event: { eventType, workNo: to.id, content } };
}
