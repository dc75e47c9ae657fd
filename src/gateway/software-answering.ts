import type { EventRecord } from '../evidence/event-record';
import type { Exchange } from '../evidence/exchange';

const OFFHOOK = 'AgentOther_PhoneOffhook';
/** Asks the agent's software to answer, once the phone is off the hook. [development guide, manual answering] */
const RINGING = 'AgentEvent_Ringing';
const TALKING = 'AgentEvent_Talking';
const CALL_OVER: ReadonlySet<string> = new Set([
  'AgentOther_PhoneRelease',
  'AgentEvent_Call_Release',
  'AgentEvent_Customer_Release',
  'AgentEvent_No_Answer',
]);

/**
 * Answers one agent's calls as its software does at a site whose agents answer by hand: when Ringing came and the phone is
 * off the hook, in whichever order. Judges nothing.
 */
export class SoftwareAnswering {
  /** What answered, or was rejected, in the order in which it was sent. */
  readonly answers: Exchange[] = [];
  private offHook = false;
  private ringing: { callId: string | undefined } | undefined;

  /** @param answer sends the request for a call; without an id where Ringing names none */
  constructor(private readonly answer: (callId: string | undefined) => Promise<Exchange>) {}

  /** Takes note of an event of the agent, and answers where it is time to. */
  take({ eventType, content }: EventRecord): void {
    if (CALL_OVER.has(eventType)) {
      this.offHook = false;
      this.ringing = undefined;
    } else if (eventType === TALKING) this.ringing = undefined;
    else if (eventType === OFFHOOK) this.offHook = true;
    else if (eventType === RINGING) this.ringing = { callId: callIdOf(content) };
    if (!this.offHook || !this.ringing) return;
    const { callId } = this.ringing;
    this.ringing = undefined;
    void this.answer(callId).then((exchange) => this.answers.push(exchange));
  }
}

function callIdOf(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  const { callid, callId = callid } = content as Record<string, unknown>;
  return typeof callId === 'string' || typeof callId === 'number' ? String(callId) : undefined;
}
