import type { Agent } from './agents';
import type { Call, LiftedBy } from './calls';
import * as contents from './event-contents';
import type { Exchange } from './exchange';
import type { Gateway } from './gateway';
import type { Notice } from './hooks';
import { notice } from './notice';

/** Only a phone that is hung up between calls rings; the others have a call on the ear as soon as it comes. */
function ringsAt(agent: Agent): boolean {
  return agent.session?.releasephone !== false;
}

/**
 * How a call reaches an agent [cec_05_4031, cec_05_4032]: the phone rings, somebody lifts it, and then the call is
 * connected by itself (autoanswer) or by the operation `answer`. No phone lifts itself.
 */
export class CallArrival {
  readonly #gateway: Gateway;
  readonly #nobodyAnswered: (call: Call) => void;

  constructor(gateway: Gateway, nobodyAnswered: (call: Call) => void) {
    this.#gateway = gateway;
    this.#nobodyAnswered = nobodyAnswered;
  }

  /** What an agent is told of a call that comes. */
  announced({ holder }: Call): Notice[] {
    const busy = notice(holder, 'AgentState_Busy', null);
    return ringsAt(holder) ? [busy, notice(holder, 'AgentOther_PhoneAlerting', null)] : [busy];
  }

  /** From now on the phone rings, or the agent hears the call at once. */
  begin(call: Call, exchange?: Exchange): void {
    const { holder } = call;
    if (ringsAt(holder)) this.#waitForAnswer(call);
    else this.#hear(call, 'off-hook', [], exchange);
  }

  /** An agent dials: where its own phone is on the hook, that one rings first. Says whether it does. */
  callBack(call: Call, caller: Agent): boolean {
    const first = this.#gateway.settings.callerPhoneFirst && ringsAt(caller);
    if (first) {
      call.state = 'caller-rings';
      this.#gateway.raise({ kind: 'dialled', call }, [notice(caller, 'AgentOther_PhoneAlerting', null)]);
      this.#waitForAnswer(call);
    } else {
      const lifted = ringsAt(caller) ? [notice(caller, 'AgentOther_PhoneOffhook', contents.phoneOffhook())] : [];
      this.#gateway.raise({ kind: 'dialled', call }, [...lifted, ...this.#dials(call, caller)]);
    }
    return first;
  }

  /** Somebody lifts the phone that rings, by hand or by phonepickup. */
  lift(call: Call, by: LiftedBy, exchange?: Exchange): void {
    if (call.state !== 'alerting') return;
    call.stopRinging();
    this.#hear(call, by, [notice(call.holder, 'AgentOther_PhoneOffhook', contents.phoneOffhook())], exchange);
  }

  /** The phone of the agent that dialled is lifted. */
  liftCallers(call: Call, caller: Agent, by: LiftedBy, exchange?: Exchange): void {
    call.stopRinging();
    this.#gateway.raise({ kind: 'caller-lifted', call, by, exchange }, [
      notice(caller, 'AgentOther_PhoneOffhook', contents.phoneOffhook()),
      ...this.#dials(call, caller),
    ]);
  }

  /** The agent, whose phone is lifted, answers by software. */
  answer(call: Call, exchange?: Exchange): void {
    if (call.state !== 'answering') return;
    call.stopRinging();
    this.#connect(call, call.liftedBy, [], exchange);
  }

  #hear(call: Call, by: LiftedBy, lifted: Notice[], exchange: Exchange | undefined): void {
    const { settings } = this.#gateway;
    const { holder } = call;
    const alerting = notice(holder, 'AgentEvent_Customer_Alerting', contents.customerAlerting(call, holder));
    if (settings.liftingAnswers || holder.session?.autoanswer !== false) {
      const automatic = notice(holder, 'AgentEvent_Auto_Answer', contents.ringing(call));
      this.#connect(call, by, [...lifted, automatic, alerting], exchange);
      return;
    }
    call.state = 'answering';
    call.liftedBy = by;
    const ringing = notice(holder, 'AgentEvent_Ringing', contents.ringing(call));
    this.#gateway.raise({ kind: 'lifted', call, by, exchange }, [...lifted, ringing, alerting]);
    this.#waitForAnswer(call);
  }

  #connect(call: Call, by: LiftedBy, before: Notice[], exchange: Exchange | undefined): void {
    const { clock, settings } = this.#gateway;
    const { holder, from } = call;
    call.state = 'connected';
    const notices = [...before, notice(holder, 'AgentEvent_Talking', contents.talking(call))];
    if (call.kind === 'external') {
      notices.push(notice(holder, 'AgentEvent_Incoming_CallInfo', contents.incomingCallInfo(call)));
      if (settings.recording)
        notices.push(notice(holder, 'AgentMediaEvent_Record', contents.record(call, clock.now())));
    }
    if (from) notices.push(notice(from, 'AgentEvent_Talking', contents.talking(call)));
    this.#gateway.raise({ kind: 'answered', call, by, exchange }, notices);
  }

  #dials(call: Call, caller: Agent): Notice[] {
    return [
      notice(caller, 'AgentState_Busy', null),
      notice(caller, 'AgentEvent_Customer_Alerting', contents.customerAlerting(call, caller)),
    ];
  }

  #waitForAnswer(call: Call): void {
    const { clock, settings } = this.#gateway;
    call.rangAt = clock.now();
    call.stopRinging = clock.after(settings.ringTimeoutMs, () => this.#nobodyAnswered(call));
  }
}
