import type { OperationName } from '../contract/contract';
import type { EventRecord } from '../evidence/event-record';
import type { CallIdentity } from '../evidence/observation';
import { BEYOND_DEADLINE } from '../evidence/overdue';
import type { AgentSession } from '../gateway/agent-session';
import { now } from '../gateway/clock';
import type { Site } from '../site/site';
import { ALERTING, OFFHOOK } from './call-events';

type Kind = CallIdentity['kind'];
type Moment = 'ringing' | 'may pop up' | 'dialled' | 'connected' | 'answered' | 'over' | 'given up' | 'taken away';

const TALKING = 'AgentEvent_Talking';
const RELEASE = 'AgentOther_PhoneRelease';
const CALL_INFO = 'AgentEvent_Incoming_CallInfo';
const RECORD = 'AgentMediaEvent_Record';

/** What gateways tell an agent at these moments of its call, promised by a page or not. */
const TOLD: Readonly<Record<Moment, readonly string[]>> = {
  ringing: [ALERTING],
  // A first screen may be replaced by a better one.
  'may pop up': [CALL_INFO, CALL_INFO],
  // The caller's own phone may alert first.
  dialled: [ALERTING, OFFHOOK],
  connected: [TALKING],
  answered: [OFFHOOK, TALKING, CALL_INFO, RECORD],
  over: [RELEASE],
  'given up': [RELEASE],
  'taken away': [RELEASE],
};

/** So many debts of an agent are remembered. */
const REMEMBERED = 40;
/** An event that did not come so many times in a row is not owed any more. */
const MISSED_BELIEVED = 2;
/** An event that did not come while the suite was too slow is owed for so many deadlines more. */
const STILL_OWED = 5;

interface Debt {
  eventType: string;
  /** What is known of such events in general goes by this. */
  habit: string;
  /** Position in the agent's log before which nothing pays it. */
  from: number;
  at: number;
  signIn: number;
  paidBy?: EventRecord;
  awaited: boolean;
  /** What is not awaited any more pays it until then; by default, as long as an event may take. */
  until?: number;
  /** Behind such an event nothing pays it. */
  before?: string;
}

/**
 * Which agent has a call, and which events of it the gateway still owes. Events of calls may travel slower than those of
 * states, behind any fence: what one case brought about must not be held against the next.
 */
export class CallBook {
  private readonly calls = new Map<
    AgentSession,
    { kind: Kind; answered: boolean; other?: AgentSession; dialledFrom?: number }
  >();
  private readonly pickedUp = new Map<AgentSession, { signIn: number; by: Set<OperationName> }>();
  private readonly debts = new Map<AgentSession, Debt[]>();
  /** How far each agent's log has paid what it owes, since something was owed last. */
  private readonly collectedTo = new Map<AgentSession, number>();
  /** How often in a row an event did not come, by habit. */
  private readonly missed = new Map<string, number>();

  constructor(
    private readonly site: Pick<Site, 'events' | 'recording'>,
    /** Was the suite quick enough, between two times, to see what came? */
    private readonly isHealthy: (from: number, to: number) => boolean = () => true,
  ) {}

  /** A call begins to ring at an agent; `by` is the agent that placed it, `from` each one's log's end before. */
  rings(
    session: AgentSession,
    kind: Kind,
    { from, by }: { from: number; by?: { session: AgentSession; from: number } },
  ): void {
    this.calls.set(session, { kind, answered: false, ...(by ? { other: by.session } : {}) });
    this.owe(session, 'ringing', kind, from);
    if (!by) return;
    this.calls.set(by.session, { kind, answered: true, other: session, dialledFrom: by.from });
    this.owe(by.session, 'dialled', kind, by.from);
  }

  /** Some gateways show a caller on the screen when the phone rings: where that may come late, it is to be expected. */
  mayPopUp(session: AgentSession, from: number): void {
    this.owe(session, 'may pop up', 'external', from);
  }

  /** The agent's phone is off the hook; `from` was its log's end before. */
  answered(session: AgentSession, from: number): void {
    const call = this.calls.get(session) ?? { kind: 'external', answered: false };
    this.calls.set(session, { ...call, answered: true });
    this.owe(session, 'answered', call.kind, from);
    const { other } = call;
    const { dialledFrom } = (other && this.calls.get(other)) ?? {};
    if (other && dialledFrom !== undefined) this.owe(other, 'connected', call.kind, dialledFrom);
  }

  /** Has the agent a call, as far as is known? */
  has(session: AgentSession): boolean {
    return this.calls.has(session);
  }

  /** The agent picked up a call in its present session. */
  pickedUpBy(session: AgentSession, operation: OperationName): void {
    const known = this.pickedUp.get(session);
    if (known?.signIn === session.signIns) known.by.add(operation);
    else this.pickedUp.set(session, { signIn: session.signIns, by: new Set([operation]) });
  }

  /** Has the agent picked up a call before, in its present session? */
  hasPickedUp(session: AgentSession, operation: OperationName): boolean {
    const known = this.pickedUp.get(session);
    return known?.signIn === session.signIns && known.by.has(operation);
  }

  /** The call rings at another agent now; `from` was the end of the log of the one that it was taken from. */
  taken(session: AgentSession, from: number, by: AgentSession): void {
    const call = this.calls.get(session);
    this.calls.delete(session);
    this.calls.set(by, { kind: call?.kind ?? 'external', answered: false });
    this.owe(session, 'taken away', call?.kind ?? 'external', from);
  }

  /** The agent's call, if it has one, is being ended: to be said before, or with the log's end before, `from`. */
  over(session: AgentSession, from?: number): void {
    const call = this.calls.get(session);
    if (!call) return;
    for (const party of call.other ? [session, call.other] : [session]) {
      const own = this.calls.get(party);
      if (!own) continue;
      this.calls.delete(party);
      this.owe(
        party,
        own.answered ? 'over' : 'given up',
        own.kind,
        (party === session ? from : undefined) ?? party.log.end,
      );
    }
  }

  /** Waits until these agents were told of their calls all that they are usually told, for each no longer than an event may take. */
  async settle(sessions: Iterable<AgentSession>): Promise<void> {
    await Promise.all([...sessions].map((session) => this.settleOne(session)));
  }

  /** Events at these agents that something done before `before` was still owing. */
  explained(sessions: Iterable<AgentSession>, before: number): EventRecord[] {
    const explained: EventRecord[] = [];
    for (const session of sessions) {
      this.collect(session);
      for (const { at, paidBy } of this.debts.get(session) ?? []) if (paidBy && at < before) explained.push(paidBy);
    }
    return explained;
  }

  private owe(session: AgentSession, moment: Moment, kind: Kind, from: number): void {
    const debts = this.debts.get(session)?.slice(-REMEMBERED) ?? [];
    this.debts.set(session, debts);
    this.collectedTo.delete(session);
    for (const eventType of TOLD[moment]) {
      const habit = [moment, eventType, kind, session.agent.phoneModel].join(' ');
      if ((this.missed.get(habit) ?? 0) >= MISSED_BELIEVED) continue;
      const awaited = this.isPromised(moment, eventType, kind) || this.missed.has(habit);
      // The caller's phone alerts before it is lifted, or not at all.
      const before = moment === 'dialled' && eventType === ALERTING ? { before: OFFHOOK } : {};
      debts.push({ eventType, habit, awaited, from, at: now(), signIn: session.signIns, ...before });
    }
  }

  /** What is not promised of such a call may come all the same; nobody waits for the first one. */
  private isPromised(moment: Moment, eventType: string, kind: Kind): boolean {
    if (moment === 'connected' || moment === 'ringing' || moment === 'may pop up') return false;
    if (eventType === ALERTING) return false;
    if (eventType === CALL_INFO) return kind === 'external';
    return eventType !== RECORD || (kind === 'external' && this.site.recording);
  }

  private async settleOne(session: AgentSession): Promise<void> {
    for (const debt of this.debts.get(session) ?? []) {
      this.collect(session);
      if (debt.paidBy || !debt.awaited) continue;
      if (!session.signedIn || session.lost || debt.signIn !== session.signIns) continue;
      const paid = this.paidAt(session);
      const left = debt.at + this.site.events.deadlineMs * BEYOND_DEADLINE - now();
      const found =
        left > 0 &&
        (await session.log.waitFor(
          ({ eventType, position }) => eventType === debt.eventType && !paid.has(position),
          debt.from,
          left,
        ));
      if (found || session.lost) continue;
      if (!this.isHealthy(debt.at, now())) {
        // It may well come yet, and is nobody's effect then.
        debt.awaited = false;
        debt.until = now() + this.site.events.deadlineMs * STILL_OWED;
        continue;
      }
      const owing = this.debts.get(session) ?? [];
      this.debts.set(
        session,
        owing.filter((each) => each !== debt),
      );
      this.missed.set(debt.habit, (this.missed.get(debt.habit) ?? 0) + 1);
    }
    this.collect(session);
  }

  /** Lets the events that have come pay what is owed, what is awaited first, then oldest first; what comes far too late pays nothing. */
  private collect(session: AgentSession): void {
    const debts = this.debts.get(session);
    // Asked for with every request: where nothing has come since, nothing is paid.
    if (!debts || this.collectedTo.get(session) === session.log.end) return;
    this.collectedTo.set(session, session.log.end);
    const open = debts
      .filter(({ paidBy, signIn }) => !paidBy && signIn === session.signIns)
      .sort((a, b) => Number(b.awaited) - Number(a.awaited));
    if (open.length === 0) return;
    const paid = this.paidAt(session);
    for (const debt of open) {
      const { deadlineMs } = this.site.events;
      const until = debt.awaited ? Number.POSITIVE_INFINITY : (debt.until ?? debt.at + deadlineMs * BEYOND_DEADLINE);
      const events = session.log.events.slice(debt.from);
      const end = events.findIndex(({ eventType }) => eventType === debt.before);
      const event = events
        .slice(0, end < 0 ? events.length : end)
        .find(({ eventType, position, at }) => eventType === debt.eventType && !paid.has(position) && at <= until);
      if (!event) continue;
      debt.paidBy = event;
      paid.add(event.position);
      this.missed.set(debt.habit, 0);
    }
  }

  private paidAt(session: AgentSession): Set<number> {
    const paid = new Set<number>();
    for (const { paidBy } of this.debts.get(session) ?? []) if (paidBy) paid.add(paidBy.position);
    return paid;
  }
}
