import type { CallAction } from '../calls/call-driver';
import type { Stimulus } from '../cases/case';
import type { MomentName, OperationContract } from '../contract/contract';
import { namedCall, partyOf, sameParty } from '../contract/named-call';
import type { EventRecord } from '../evidence/event-record';
import type { Exchange, Purpose } from '../evidence/exchange';
import type { CallIdentity, Control, CutShort, Moments, Observation, Step } from '../evidence/observation';
import type { AgentSession } from '../gateway/agent-session';
import { now } from '../gateway/clock';
import { outcomeOf, retcodeOf, succeeded } from '../gateway/envelope';
import { ALERTING, awaitCallOver, isCallOver, isOfACall } from './call-events';
import { callIdentity, callTo, idsOfEarlierCalls, type PlacedCall } from './call-identity';
import { lacking, type RoleName } from './cast';
import { absenceBy, fence, quiet, quietTime } from './fence';
import { hangUp } from './hang-up';
import { callInternally, liftCallersPhone, toldBy } from './internal-call';
import type { Disturbances, Lab } from './lab';
import { whyUnlinked } from './linkage';
import { longestWaitMs, manualAnswerOf } from './manual-answer';
import { type Actors, sendPickup } from './pickup-request';
import { NotLent, SessionLost, StageFailure } from './stage-failure';

/**
 * One stay on the stage: who takes part, what they received since it began, and what was done.
 * Its verbs do one thing each and remember it for the observation; a step that fails throws StageFailure.
 */
export class Scene {
  readonly steps: Step[] = [];
  readonly surroundings: Exchange[] = [];
  readonly moments: Moments = {};
  /** What is still to be ended before everybody is fenced off. */
  beforeClose: () => Promise<void> = async () => undefined;
  /** The phonepickup that answered the call that was taken over. */
  answering: Exchange | undefined;
  private readonly strays: EventRecord[] = [];
  private readonly cutShort: CutShort[] = [];
  private readonly from = new Map<AgentSession, number>();
  private readonly callsAside = new Map<AgentSession, PlacedCall>();
  private callAtStimulus: Scene['call'];
  private call: PlacedCall | undefined;
  private absence: Observation['absence'];
  private seen: { received: number; events: readonly EventRecord[] } | undefined;
  private readonly disturbancesBefore: Disturbances;
  private readonly since = now();

  constructor(
    readonly lab: Lab,
    readonly operation: OperationContract,
    readonly cast: ReadonlyMap<RoleName, AgentSession>,
    /** Played without the stimulus. */
    readonly dry = false,
  ) {
    this.disturbancesBefore = lab.markDisturbances();
    for (const session of cast.values()) {
      this.strays.push(...lab.soil(session));
      this.from.set(session, session.log.end);
    }
  }

  get picker(): AgentSession {
    return this.role('picker');
  }

  /** The agent at which the call rings that the operation picks up. */
  get ringing(): AgentSession {
    return this.operation.destWorkNo ? this.role('called') : this.picker;
  }

  role(name: RoleName): AgentSession {
    const session = this.cast.get(name);
    if (!session) throw new NotLent(lacking[name]);
    return session;
  }

  get actors(): Actors {
    const called = this.cast.get('called');
    const bystander = this.cast.get('colleague') ?? this.cast.get('outsider') ?? this.cast.get('unprivileged');
    return {
      picker: this.picker,
      ...(called ? { called } : {}),
      ...(bystander ? { bystander } : {}),
      cast: this.cast,
    };
  }

  /** Why nothing that was seen here proves anything: the gateway ended somebody's session. */
  get lost(): string | undefined {
    const loser = [...this.cast.values()].find(({ lost }) => lost !== undefined);
    return loser && `agent ${loser.id} lost its session in mid-case (${loser.lost})`;
  }

  /** Asserts something about the stage; what is not so ends the case without a verdict. */
  prove(what: string, proven: boolean, detail = ''): void {
    this.steps.push({ what, proven, ...(detail ? { detail } : {}) });
    if (!proven && this.lost !== undefined) throw new SessionLost(this.lost);
    if (!proven) throw new StageFailure(detail ? `${what}: ${detail}` : what);
  }

  /** A request of the staging that must succeed. */
  async must(what: string, sent: Promise<Exchange>): Promise<Exchange> {
    const exchange = await sent;
    this.surroundings.push(exchange);
    this.prove(what, succeeded(exchange), succeeded(exchange) ? '' : outcomeOf(exchange));
    return exchange;
  }

  async drive(action: CallAction, session: AgentSession, kind: CallIdentity['kind'] = 'external'): Promise<void> {
    const { id: agentId, phone } = session.agent;
    const outcome = await this.lab.driver.act(action, { agentId, phone, kind });
    this.prove(`call driver: ${action} for agent ${agentId}`, outcome.done, outcome.done ? '' : outcome.reason);
  }

  /** Makes an agent's phone ring with a call from outside, and sees it alert. */
  async ring(session: AgentSession): Promise<void> {
    this.call = callTo(session, 'external');
    await this.ringWith(this.call);
  }

  /** Makes a phone ring with a call from outside, be it the one that the scene is about or another, and sees it alert. */
  async ringWith(call: PlacedCall): Promise<void> {
    await this.placeFromOutside(call);
    await this.seeAlerting(call);
  }

  /** Makes an agent's phone ring with an internal call from another lent agent; NotLent where the gateway refuses that. */
  async ringInternally(session: AgentSession, caller: AgentSession): Promise<void> {
    const call = callTo(session, 'internal');
    this.call = call;
    const by = { session: caller, from: caller.log.end };
    const placed = await this.must(
      `agent ${caller.id} calls agent ${session.id}`,
      callInternally(caller, session, this.deadline),
    );
    call.told = toldBy(placed, caller);
    this.lab.calls.rings(session, 'internal', { from: call.rangFrom, by });
    const from = { caller: by.from, called: call.rangFrom };
    await liftCallersPhone(this.lab, { caller, called: session }, from, (exchange) => this.surroundings.push(exchange));
    await this.seeAlerting(call);
  }

  /** Makes a phone ring whose alerting the gateway may not announce: any event of the call, or a quiet time, is enough. */
  async ringUnseen(session: AgentSession): Promise<void> {
    const call = callTo(session, 'external');
    this.call = call;
    await this.placeFromOutside(call);
    await Promise.race([session.log.waitFor(isOfACall, call.rangFrom, this.deadline), quietTime(session)]);
  }

  /** Places a call that is not the one to be picked up: what is known of that one stays as it is. */
  async aside(place: () => Promise<void>): Promise<void> {
    const { call } = this;
    const { rang } = this.moments;
    try {
      await place();
    } finally {
      if (this.call !== undefined && this.call !== call) this.callsAside.set(this.call.placedTo, this.call);
      this.call = call;
      if (rang === undefined) delete this.moments.rang;
      else this.moments.rang = rang;
    }
  }

  private async placeFromOutside({ placedTo, rangFrom }: PlacedCall): Promise<void> {
    await this.drive('ring', placedTo);
    this.lab.calls.rings(placedTo, 'external', { from: rangFrom });
  }

  /** Resolves once the picker's queue was seen empty, or the site's quiet time has passed. */
  async emptyAfter(): Promise<void> {
    await quiet(this.picker);
  }

  private async seeAlerting({ placedTo: session, rangFrom }: PlacedCall): Promise<void> {
    // Not in one patience with the alerting that a pickup triggers: the one may be lost where the other never is.
    const asked = now();
    const event = await this.await(session, ALERTING, rangFrom, 'a phone that rings');
    if (event) this.moments.rang = event.at;
    this.prove(
      `the phone of agent ${session.id} is alerting`,
      event !== undefined,
      event
        ? ''
        : `no ${ALERTING} within ${longestWaitMs(this.lab.site)} ms${whyUnlinked(session)}${this.lab.whyLate(asked)}`,
    );
  }

  /** The operation's request with the stimulus's differences. */
  send(stimulus: Stimulus, purpose: Purpose, extra: Partial<Actors> = {}): Promise<Exchange> {
    return sendPickup(this.lab, this.operation, { ...this.actors, ...extra }, stimulus, purpose);
  }

  /** Sends the case's stimulus and notes when. */
  async stimulate(stimulus: Stimulus, extra: Partial<Actors> = {}): Promise<Exchange> {
    this.callAtStimulus = this.call;
    this.moments.requestSent = now();
    const exchange = await this.send(stimulus, 'stimulus', extra);
    if (succeeded(exchange)) this.moments.requestAccepted = exchange.endedAt;
    return exchange;
  }

  /** Does the answer to a pickup tell success, under whatever HTTP status? */
  claimsSuccess(exchange: Exchange): boolean {
    return retcodeOf(exchange) === this.operation.retcodes.success;
  }

  /** The documented request: shows that the stage was set for a pickup. The call is taken afterwards. */
  async control(): Promise<Control> {
    const from = this.picker.log.end;
    const before = this.logEnds();
    const exchange = await this.send({}, 'control');
    if (!succeeded(exchange))
      return { exchange, succeeded: false, detail: `the same request without the mutation got ${outcomeOf(exchange)}` };
    const first = this.firstEvents();
    const compare = this.lab.gateway.notes.behindPickup(this.picker);
    const [seen] = (await Promise.all(first.map((event) => this.await(this.picker, event, from)))).filter(Boolean);
    await compare(...this.raisedByPickup(from));
    if (seen) this.pickedUp(before);
    return seen
      ? {
          exchange,
          succeeded: true,
          detail: `the same request without the mutation succeeded and raised ${seen.eventType}`,
        }
      : {
          exchange,
          succeeded: false,
          detail: `the same request without the mutation was answered with success, but none of ${first.join(', ')} came`,
        };
  }

  /** The end of every log of the cast, before something is done. */
  logEnds(): ReadonlyMap<AgentSession, number> {
    return new Map([...this.cast.values()].map((session) => [session, session.log.end]));
  }

  /** The operation's documented request was carried out: from now on its events are owed. */
  pickedUp(before: ReadonlyMap<AgentSession, number>, picker = this.picker): void {
    const { lab, ringing } = this;
    lab.calls.pickedUpBy(picker, this.operation.name);
    if (this.operation.destWorkNo) lab.calls.taken(ringing, before.get(ringing) ?? 0, picker);
    else lab.calls.answered(picker, before.get(picker) ?? 0);
  }

  /** Events that acceptance itself triggers, by the description. */
  firstEvents(): string[] {
    return this.operation.trace.events.flatMap(({ event, after }) => (after === 'request accepted' ? [event] : []));
  }

  /** Those that came from `from` on, and how many there should be; who answers by hand talks only later. */
  raisedByPickup(from: number): [seen: EventRecord[], awaited: number] {
    const { log, answering } = this.picker;
    const first = this.firstEvents().filter((event) => event !== 'AgentEvent_Talking' || !answering);
    return [log.events.slice(from).filter(({ eventType }) => first.includes(eventType)), first.length];
  }

  /** Waits for every event that the trace promises the picker after `moment`; later than the deadline is waited for as well. */
  async awaitTrace(moment: MomentName): Promise<void> {
    const from = this.from.get(this.picker) ?? 0;
    const promised = this.operation.trace.events.filter(
      ({ after, only }) =>
        after === moment &&
        (!only.includes('recording') || this.lab.site.recording) &&
        (!only.includes('external') || this.call?.kind === 'external'),
    );
    await Promise.all(promised.map(({ event }) => this.await(this.picker, event, from)));
  }

  /** Also later than its deadline: a late event is none that is missing. */
  async await(
    session: AgentSession,
    eventType: string,
    from: number,
    what = `${this.operation.name} ${eventType}`,
  ): Promise<EventRecord | undefined> {
    const deadlineMs = longestWaitMs(this.lab.site);
    const awaited = await session.awaitEvent(what, (event) => event.eventType === eventType, from, deadlineMs);
    if (awaited.cutShortMs !== undefined)
      this.cutShort.push({ event: eventType, agentId: session.id, waitedMs: awaited.cutShortMs });
    return awaited.event;
  }

  /** Ends whatever call is left with the ringing agent or the picker, and waits until they know. */
  async endCall(by: 'caller' | 'agent', holder: AgentSession): Promise<void> {
    const from = holder.log.end;
    this.moments.callEnded = now();
    this.lab.calls.over(holder);
    if (by === 'caller') await this.drive('hangup', this.call?.placedTo ?? holder, this.call?.kind);
    else await hangUp(this, holder);
    this.moments.callEndDone = now();
    await awaitCallOver(holder, from);
    await this.lab.calls.settle(this.cast.values());
  }

  /** The call that rings or is going on at an agent that is not concerned ends; then the agent is idle. */
  async endAsideAndSeeIdle(session: AgentSession, end: () => Promise<unknown>): Promise<void> {
    const from = session.log.end;
    this.lab.calls.over(session);
    await end();
    await awaitCallOver(session, from);
    await this.lab.calls.settle([session]);
    await this.seeIdle(session);
  }

  /** No page promises an event of this: that the agent can become busy and idle shows it. */
  async seeIdle(session: AgentSession): Promise<void> {
    this.prove(`agent ${session.id} is idle again`, (await fence(session, this.deadline)).proven);
  }

  /** What is wrong where an event of the agent's call names another caller than its ringing did. */
  namesAnotherCaller(session: AgentSession, { eventType, content }: EventRecord): string | undefined {
    const { contract } = this.lab;
    const call = this.call?.placedTo === session ? this.call : this.callsAside.get(session);
    const { caller } = namedCall(contract, eventType, content);
    if (!call || caller === undefined) return undefined;
    const phones = Object.fromEntries([...this.cast.values()].map(({ agent }) => [agent.id, agent.phone]));
    const { caller: rang } = callIdentity(contract, call, this.events());
    const could = `agent ${session.id} could answer its call afterwards, but ${eventType} names the caller ${caller}`;
    if (rang !== undefined) return sameParty(caller, rang, phones) ? undefined : `${could}, not ${rang}`;
    // Nobody from outside is an agent that takes part.
    return call.kind === 'external' && partyOf(caller, phones) in phones ? `${could}, an agent` : undefined;
  }

  /** Has the ringing agent been told that its call is over, by hang-up or because nobody answered? */
  callIsOver(): boolean {
    const { call } = this;
    return call?.placedTo.log.events.slice(call.rangFrom).some(isCallOver) ?? false;
  }

  /** Leaves a phone without a call, whatever it has now. */
  async reset(session: AgentSession): Promise<void> {
    this.moments.callEnded ??= now();
    const from = session.log.end;
    this.lab.calls.over(session);
    const { id: agentId, phone } = session.agent;
    if (this.call?.kind === 'internal') await session.release('clean-up');
    else if (this.lab.driver.available) await this.lab.driver.act('reset', { agentId, phone, kind: 'external' });
    await session.log.waitFor(isCallOver, from, this.lab.site.events.quietMs);
  }

  /** Fences everybody off: all events that were under way are in the logs afterwards. Agents that pass are in the ground state again. */
  async close(): Promise<void> {
    await this.beforeClose();
    const signedIn = [...this.cast.values()].filter((session) => session.signedIn && !session.lost);
    await this.lab.calls.settle(signedIn);
    const fences = await Promise.all(signedIn.map(async (session) => ({ session, ...(await fence(session)) })));
    const disturbed = this.disturbance() !== undefined;
    // What polls that were lost hold back may come later, where no fence was seen.
    for (const { session, proven, by } of fences)
      if (proven && (by === 'fence' || !disturbed)) this.lab.declareClean(session);
    this.absence = absenceBy(fences.map(({ session, ...fenced }) => ({ id: session.id, ...fenced })));
    this.moments.closed = now();
  }

  /** What the network did to the requests of the cast since the scene began. */
  disturbance(): string | undefined {
    const agents = [...this.cast.values()].map(({ id }) => id);
    const [first, ...others] = this.lab.disturbancesSince(this.disturbancesBefore, agents);
    if (first === undefined) return undefined;
    return `the network came between: ${first}${others.length > 0 ? `, and ${others.length} more` : ''}`;
  }

  /** Everything that the cast received since the scene began, by time. */
  events(): readonly EventRecord[] {
    let received = 0;
    for (const { log } of this.cast.values()) received += log.end;
    // Asked for with every request and every case: logs only grow.
    if (this.seen?.received !== received) this.seen = { received, events: this.eventsByTime() };
    return this.seen.events;
  }

  private eventsByTime(): EventRecord[] {
    return [...this.cast.values()]
      .flatMap((session) => session.log.events.slice(this.from.get(session)))
      .sort((a, b) => a.at - b.at || a.position - b.position);
  }

  /** Where the ringing does not name a call that was picked up, its events must not name another one that was before. */
  private identityOf(call: PlacedCall, events: readonly EventRecord[]): CallIdentity {
    const { contract } = this.lab;
    const identity = callIdentity(contract, call, events);
    if (this.moments.requestAccepted === undefined || (identity.callId !== undefined && identity.caller !== undefined))
      return identity;
    const earlierIds = idsOfEarlierCalls(contract, call, this.cast.values(), events);
    return earlierIds.length > 0 ? { ...identity, earlierIds } : identity;
  }

  /** What was seen, for a case; `extra` overrides. */
  observation(
    caseId: string,
    stimuli: readonly Exchange[],
    extra: Partial<Observation> = {},
    actors: Partial<Actors> = {},
  ): Observation {
    const events = extra.events ?? this.events();
    const called = actors.called ?? this.cast.get('called');
    const picker = actors.picker ?? this.picker;
    const concerned = this.callAtStimulus ?? this.call;
    const { requestSent = Number.POSITIVE_INFINITY } = (extra.moments ?? this.moments) as Moments;
    const explained = this.lab.calls
      .explained(this.cast.values(), requestSent)
      .filter(({ at }) => at >= requestSent)
      .map(({ agentId, position }) => ({ agentId, position }));
    const call = concerned && this.identityOf(concerned, events);
    const disturbance = this.disturbance();
    const manualAnswer = manualAnswerOf(picker, requestSent);
    const ownDelays = this.lab.gateway.ownDelays(this.since, now());
    const { lost } = this;
    return {
      caseId,
      cast: {
        picker: picker.id,
        ...(called ? { called: called.id } : {}),
        others: [...this.cast.values()].map(({ id }) => id).filter((id) => id !== picker.id && id !== called?.id),
        phones: Object.fromEntries([...this.cast.values()].map(({ agent }) => [agent.id, agent.phone])),
      },
      steps: [...this.steps],
      stimuli,
      surroundings: [...this.surroundings],
      ...(call ? { call } : {}),
      moments: { ...this.moments },
      ...(this.strays.length > 0 ? { strays: this.strays } : {}),
      ...(explained.length > 0 ? { explained } : {}),
      ...(this.answering ? { answering: this.answering } : {}),
      ...(manualAnswer ? { manualAnswer } : {}),
      ...(this.cutShort.length > 0 ? { cutShort: this.cutShort } : {}),
      ...(ownDelays.length > 0 ? { ownDelays } : {}),
      ...(this.absence ? { absence: this.absence } : {}),
      ...extra,
      ...(disturbance === undefined ? {} : { disturbed: true, inconclusive: disturbance }),
      ...(lost === undefined ? {} : { inconclusive: lost }),
      events,
    };
  }

  private get deadline(): number {
    return this.lab.site.events.deadlineMs;
  }
}
