import type { Agent } from './agents';
import { CallArrival } from './call-arrival';
import * as contents from './event-contents';
import type { Exchange } from './exchange';
import type { Gateway } from './gateway';
import type { Cause, Notice } from './hooks';
import { notice } from './notice';
import { becomeBusy } from './sessions';

export type CallKind = 'external' | 'internal';
/** A phone that stays off the hook between calls is lifted by nobody. */
export type LiftedBy = 'phonepickup' | 'handset' | 'off-hook';

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
  /** The phone of the agent that dialled rings first; the other one rings; it is lifted, and the agent has yet to answer. */
  state: 'caller-rings' | 'alerting' | 'answering' | 'connected' | 'ended';
  /** How the phone that has the call now was lifted. */
  liftedBy: LiftedBy;
  /** When the phone that has the call now began to ring, or its agent was asked to answer. */
  rangAt: number;
  stopRinging: () => void;
}

/** The calls of all phones: ring, move, end. How one reaches an agent, and who may do what, is decided elsewhere. */
export class Calls {
  readonly #gateway: Gateway;
  readonly #arrival: CallArrival;
  #placed = 0;
  /** Ends what is on its way to a phone. */
  readonly #onTheWay = new Map<Agent, () => void>();

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
    this.#arrival = new CallArrival(gateway, (call) => this.end(call, undefined, true));
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
      liftedBy: 'off-hook',
      rangAt: this.#gateway.clock.now(),
      stopRinging: () => {},
    };
    if (from) {
      from.call = call;
      if (this.#arrival.callBack(call, from)) return call;
    }
    this.#reach(call);
    return call;
  }

  /** Somebody lifts the phone that rings with this call: that of the agent that dialled, or of the one that is called. */
  lift(call: Call, by: LiftedBy, exchange?: Exchange): void {
    if (call.state !== 'caller-rings' || !call.from) {
      this.#arrival.lift(call, by, exchange);
      return;
    }
    this.#arrival.liftCallers(call, call.from, by, exchange);
    const { session, call: other } = call.placedTo;
    if (session && !other) this.#reach(call);
    else this.#failToReach(call, call.from);
  }

  /** The agent answers by software. */
  answer(call: Call, exchange?: Exchange): void {
    this.#arrival.answer(call, exchange);
  }

  #reach(call: Call): void {
    call.state = 'alerting';
    call.holder.call = call;
    this.#raise({ kind: 'ring', call }, this.#arrival.announced(call));
    this.#arrival.begin(call);
  }

  #failToReach(call: Call, caller: Agent): void {
    this.#raise({ kind: 'extra' }, [notice(caller, 'AgentEvent_Inside_Call_Fail', call.id)]);
    this.end(call);
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
      ...this.#arrival.announced(call),
      notice(from, 'AgentOther_PhoneRelease', contents.phoneRelease(false)),
      this.#betweenCalls(from),
    ]);
    this.#arrival.begin(call, exchange);
  }

  /** Ends the call; `by` is the agent that hung up, none when the caller did or the platform gave up. */
  end(call: Call, by?: Agent, unanswered = false): void {
    if (call.state === 'ended') return;
    const { settings } = this.#gateway;
    const talked = call.state === 'connected';
    call.stopRinging();
    call.state = 'ended';
    const notices: Notice[] = [];
    for (const agent of call.from ? [call.holder, call.from] : [call.holder]) {
      if (agent.call !== call) continue;
      agent.call = undefined;
      if (!agent.session) continue;
      if (talked && agent === call.holder && !agent.session.autoenteridle) agent.session.between = 'wrap-up';
      if (unanswered && agent === call.holder) {
        if (settings.busyAfterNoAnswer) becomeBusy(agent.session, '2');
        notices.push(notice(agent, 'AgentEvent_No_Answer', call.id));
      } else if (agent === by) notices.push(notice(agent, 'AgentEvent_Call_Release', call.id));
      else if (talked)
        notices.push(notice(agent, 'AgentEvent_Customer_Release', contents.customerRelease(call, agent)));
      notices.push(notice(agent, 'AgentOther_PhoneRelease', contents.phoneRelease(agent === by)));
      notices.push(this.#betweenCalls(agent));
    }
    this.#raise({ kind: talked ? 'ended' : 'gave-up', call }, notices);
  }

  #betweenCalls(agent: Agent): Notice {
    const { between = 'idle', busyReason } = agent.session ?? {};
    if (between !== 'busy') return notice(agent, between === 'idle' ? 'AgentState_Ready' : 'AgentState_Work', null);
    return notice(agent, 'AgentState_SetNotReady_Success', { reason: busyReason });
  }

  #raise(cause: Cause, notices: Notice[]): void {
    this.#gateway.raise(cause, notices);
  }
}
