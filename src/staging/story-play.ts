import type { OperationContract, OperationName } from '../contract/contract';
import type { EventRecord } from '../evidence/event-record';
import type { Exchange } from '../evidence/exchange';
import type { CallIdentity, Observation } from '../evidence/observation';
import type { PlayedStep, SeenInStep, Story, StoryAgent, StoryName, StoryStep } from '../evidence/story';
import { advance, doubting } from '../exploration/advance';
import { isPickup, operationOf, outcomeOf, type PickupStep } from '../exploration/outcome';
import { sentenceOf, storyText } from '../exploration/sentences';
import { agentOf, callOf, initialWorld, type World } from '../exploration/world';
import type { AgentSession } from '../gateway/agent-session';
import { now } from '../gateway/clock';
import { outcomeOf as answerOf, succeeded } from '../gateway/envelope';
import { ALERTING, isCallOver } from './call-events';
import { callTo } from './call-identity';
import { quiet } from './fence';
import { liftCallersPhone, toldBy } from './internal-call';
import type { Lab } from './lab';
import { enableLinkageAt } from './linkage';
import { longestWaitMs, manualAnswerOf } from './manual-answer';
import { sendPickup } from './pickup-request';
import { awaitRenewal } from './renewal';
import { StageFailure } from './stage-failure';
import { awaitEvent, drive, seeBetween, seeCallOver, seeRinging } from './story-calls';
import { type CallOfStep, nameCalls, namingAnother } from './story-placed-calls';
import { clearStage } from './story-stage';
import { becomeBusy, becomeIdle, SIGN_INS, seeSignedIn } from './story-states';
import { castTold, stepsTold } from './story-told';
import { isLost } from './undisturbed';

const TALKING = 'AgentEvent_Talking';

type By = OperationName | 'handset';

/**
 * Plays one story: each step waits for the events that tell that it has taken place, so that the next one begins in a state
 * that is known. Judges nothing; a pickup that did not do what the state asks for is the story's last step.
 */
export class StoryPlay {
  readonly steps: PlayedStep[] = [];
  world: World;
  /** No further step: a pickup went astray, or the stage could not be set. */
  ended = false;
  /** Events that must come were waited for in vain. */
  waitedInVain = 0;
  private readonly mark: ReturnType<Lab['markDisturbances']>;
  private readonly since = now();
  private brokeOff: string | undefined;
  private astray = false;
  private exchange: number | undefined;
  private readonly pickups: Exchange[] = [];
  private readonly others: Exchange[] = [];
  private readonly from = new Map<AgentSession, number>();
  private readonly gotCallAt = new Map<StoryName, number>();
  private readonly placed: CallOfStep[] = [];
  private readonly doubted: StoryName[] = [];
  private readonly deadGuids = new Map<StoryName, string>();

  constructor(
    readonly lab: Lab,
    readonly agents: readonly StoryAgent[],
    private readonly sessions: ReadonlyMap<StoryName, AgentSession>,
    /** Looks after each refusal whether anything comes, so that it is known which request brought it about. */
    private readonly careful: boolean,
  ) {
    this.world = initialWorld(agents);
    this.mark = lab.markDisturbances();
    for (const session of sessions.values()) {
      lab.soil(session);
      this.from.set(session, session.log.end);
    }
  }

  /** Takes note of calls that may have ended by themselves; to be asked for before the next step is chosen. */
  look(): void {
    const doubted = [...this.sessions.keys()].filter((name) => {
      const call = callOf(this.world, name);
      return call?.certain && call.state === 'ringing' && call.holder === name && this.wasToldOfEnd(name);
    });
    if (doubted.length === 0) return;
    this.doubted.push(...doubted);
    this.world = doubting(this.world, doubted);
  }

  private wasToldOfEnd(name: StoryName): boolean {
    return this.session(name).log.events.slice(this.gotCallAt.get(name)).some(isCallOver);
  }

  async play(step: StoryStep): Promise<void> {
    const from = now();
    this.exchange = undefined;
    const seen = await (isPickup(step) ? this.pickUp(step) : this.set(step)).catch((error: unknown): SeenInStep => {
      if (!(error instanceof StageFailure)) throw error;
      this.brokeOff = `step ${this.steps.length + 1} (${sentenceOf(step)}): ${error.message}`;
      this.ended = true;
      // It may have taken place all the same: what comes of it must not be held against anybody.
      return { done: !isPickup(step), happened: false };
    });
    const played: PlayedStep = {
      step,
      ...(this.doubted.length > 0 ? { doubted: this.doubted.splice(0) } : {}),
      from,
      to: now(),
      ...(this.exchange === undefined ? {} : { exchange: this.exchange }),
      seen,
    };
    this.steps.push(played);
    this.world = advance(this.world, played);
  }

  /** For what the stage needs to go on. */
  prove(what: string, proven: boolean, detail = ''): void {
    if (!proven) throw new StageFailure(detail ? `${what}: ${detail}` : what);
  }

  private async pickUp(step: PickupStep): Promise<SeenInStep> {
    const operation = this.lab.contract.operations[operationOf(step)];
    const outcome = outcomeOf(operation, this.world, step);
    const picker = this.session(step.who);
    const called = step.do === 'takes' ? this.session(step.whom) : undefined;
    const [from, calledFrom] = [picker.log.end, called?.log.end ?? 0];
    const dead = this.deadGuids.get(step.who);
    const exchange = await sendPickup(
      this.lab,
      operation,
      {
        picker,
        ...(called ? { called } : {}),
        ...(dead === undefined ? {} : { deadGuids: { 'after-sign-out': dead } }),
      },
      step.do === 'picks up' && step.guid === 'dead' ? { guid: 'after-sign-out' } : {},
      'stimulus',
    );
    this.pickups.push(exchange);
    this.exchange = exchange.id;
    // Where it must succeed, something in between may have turned it away: then the story is told again.
    if (outcome.must === 'succeed' && isLost(this.lab, { stimuli: [exchange] })) {
      picker.noteLoss(exchange);
      throw new StageFailure(`the network came between: ${answerOf(exchange)}`);
    }
    this.prove('the gateway answered', exchange.response !== undefined, answerOf(exchange));
    const done = succeeded(exchange);
    if (!done) {
      if (outcome.must === 'succeed') return this.refusedAstray(step);
      if (this.careful) await this.quietEverywhere();
      return { done, happened: false };
    }
    if (outcome.must === 'be refused') {
      this.stray();
      await this.firstSign(operation, picker, from);
      return { done, happened: true };
    }
    const certain = outcome.must === 'succeed';
    return step.do === 'picks up'
      ? this.answered(operation, step.who, from, certain)
      : this.tookOver(step, from, calledFrom, certain);
  }

  /** A pickup was refused that should have succeeded, unless the call had ended by itself. */
  private async refusedAstray(step: PickupStep): Promise<SeenInStep> {
    await this.quietEverywhere();
    const holder = step.do === 'takes' ? step.whom : step.who;
    if (this.wasToldOfEnd(holder)) return { done: false, happened: false, callWasOver: true };
    this.stray();
    return { done: false, happened: false };
  }

  private async answered(
    operation: OperationContract,
    who: StoryName,
    from: number,
    certain: boolean,
  ): Promise<SeenInStep> {
    const picker = this.session(who);
    if (!certain) return { done: true, happened: await this.firstSign(operation, picker, from) };
    const promised = [
      ...operation.trace.events.filter(({ after }) => after === 'request accepted').map(({ event }) => event),
      ...((callOf(this.world, who)?.takenTimes ?? 0) > 0 ? this.promisedOfTaken('phone answered') : []),
    ];
    return this.awaitAll(operation.name, picker, [...new Set(promised)], from, who);
  }

  private async tookOver(
    step: Extract<PickupStep, { do: 'takes' }>,
    from: number,
    calledFrom: number,
    certain: boolean,
  ): Promise<SeenInStep> {
    const picker = this.session(step.who);
    const { linked } = agentOf(this.world, step.who);
    this.gotCallAt.set(step.who, from);
    const alerting =
      certain && linked ? await this.awaitAll('snatchpickup', picker, [ALERTING], from, step.whom) : undefined;
    const rings = alerting ? { alerted: alerting.happened } : await seeRinging(picker, from, false);
    this.gotCallAt.set(step.who, picker.log.end);
    const { between } = await seeBetween(this.session(step.whom), calledFrom);
    return {
      done: true,
      happened: false,
      ...alerting,
      ...rings,
      ...(between ? { between: { [step.whom]: between } } : {}),
    };
  }

  /** Waits for what the contract promises; where something does not come, the story ends here. */
  private async awaitAll(
    by: By,
    session: AgentSession,
    events: readonly string[],
    from: number,
    holder: StoryName,
  ): Promise<SeenInStep> {
    const longest = longestWaitMs(this.lab.site);
    const startedAt = now();
    const isAnother = namingAnother(this.lab.contract, this.placed, this.steps, this.events(), this.world, holder);
    const came = await Promise.all(
      events.map((each) => awaitEvent(session, each, from, longest, `${by} ${each}`, isAnother)),
    );
    const complete = !came.includes(false);
    if (!complete) {
      const manual = manualAnswerOf(session, startedAt);
      this.prove(`agent ${session.id} answers by its software`, manual?.failed === undefined, manual?.failed);
      this.waitedInVain += 1;
      this.stray();
    }
    return { done: true, happened: came.includes(true), complete };
  }

  private promisedOfTaken(moment: 'phone answered' | 'call ended'): string[] {
    const { trace } = this.lab.contract.operations.snatchpickup;
    return trace.events
      .filter(({ after, only }) => after === moment && (!only.includes('recording') || this.lab.site.recording))
      .map(({ event }) => event);
  }

  /** An event of a pickup, or the certainty that none is waiting. */
  private async firstSign(operation: OperationContract, picker: AgentSession, from: number): Promise<boolean> {
    const { forbiddenAfterRefusal } = operation.trace;
    const sign = ({ eventType }: { eventType: string }) => forbiddenAfterRefusal.includes(eventType);
    await Promise.race([picker.log.waitFor(sign, from, this.lab.site.events.deadlineMs), quiet(picker)]);
    return picker.log.events.slice(from).some(sign);
  }

  private async set(step: Exclude<StoryStep, PickupStep>): Promise<SeenInStep> {
    const session = this.session(step.who);
    const done = { done: true, happened: true };
    switch (step.do) {
      case 'rings':
        return this.ring(step.who);
      case 'calls': {
        const called = this.session(step.whom);
        const rangFrom = this.place(called, 'internal', step.whom);
        const from = { caller: session.log.end, called: rangFrom };
        this.gotCallAt.set(step.who, from.caller);
        const exchange = await this.must(`${step.who} calls ${step.whom}`, session.callInner(called.id));
        const placed = this.placed.at(-1);
        if (placed) placed.call.told = toldBy(exchange, session);
        await liftCallersPhone(this.lab, { caller: session, called }, from, (exchange) => this.others.push(exchange));
        const announced = agentOf(this.world, step.whom).linked;
        const seen = await seeRinging(called, rangFrom, announced);
        this.gotCallAt.set(step.whom, called.log.end);
        if (announced) this.prove(`the phone of ${step.whom} rings`, seen.happened, `no ${ALERTING} came`);
        return { done: true, ...seen };
      }
      case 'lifts':
        return this.lift(step.who);
      case 'caller hangs up':
      case 'hangs up':
        return this.endCall(step);
      case 'becomes busy':
        return becomeBusy(session, (exchange) => this.keep(exchange));
      case 'becomes idle':
        return becomeIdle(session, agentOf(this.world, step.who).between === 'busy', (exchange) => this.keep(exchange));
      case 'links': {
        const linked = succeeded(this.keep(await session.setLinkage(step.on))) && session.linkageFailed === undefined;
        return { done: linked, happened: linked };
      }
      case 'signs out': {
        this.deadGuids.set(step.who, session.guids.current);
        await this.must(`${step.who} signs out`, step.force ? session.signOutByForce() : session.signOut());
        return done;
      }
      case 'signs in': {
        if (step.as === 'by force') this.deadGuids.set(step.who, session.guids.current);
        const from = session.log.end;
        await this.lab.signIn(session, step.as && SIGN_INS[step.as]);
        if (agentOf(this.world, step.who).supported && step.as !== 'unlinked')
          await enableLinkageAt(this, session, (exchange) => this.keep(exchange));
        return seeSignedIn(step, session, from, agentOf(this.world, step.who).between);
      }
      case 'new Guid':
        await awaitRenewal(this, session, agentOf(this.world, step.who).between === 'idle');
        return done;
    }
  }

  private async ring(who: StoryName): Promise<SeenInStep> {
    const session = this.session(who);
    const { linked, between } = agentOf(this.world, who);
    const announced = linked && between === 'idle';
    const rangFrom = this.place(session, 'external', who);
    const reason = await drive(this.lab, 'ring', session);
    if (!announced && reason !== undefined) return { done: false, happened: false };
    this.prove(`call driver: ring for ${who}`, reason === undefined, reason);
    const seen = await seeRinging(session, rangFrom, announced);
    this.gotCallAt.set(who, session.log.end);
    if (announced) this.prove(`the phone of ${who} rings`, seen.happened, `no ${ALERTING} came`);
    return { done: true, ...seen };
  }

  private async lift(who: StoryName): Promise<SeenInStep> {
    const session = this.session(who);
    const from = session.log.end;
    const reason = await drive(this.lab, 'answer', session);
    this.prove(`call driver: answer for ${who}`, reason === undefined, reason);
    if ((callOf(this.world, who)?.takenTimes ?? 0) > 0 && agentOf(this.world, who).linked)
      return this.awaitAll('handset', session, this.promisedOfTaken('phone answered'), from, who);
    const talks = await awaitEvent(session, TALKING, from, this.lab.site.events.deadlineMs, `handset ${TALKING}`);
    this.prove(`${who} talks`, talks, `no ${TALKING} came`);
    return { done: true, happened: true };
  }

  private async endCall(step: Extract<StoryStep, { do: 'caller hangs up' | 'hangs up' }>): Promise<SeenInStep> {
    const call = callOf(this.world, step.who);
    const parties = call ? [call.holder, ...(call.from ? [call.from] : [])] : [step.who];
    const froms = parties.map((name) => this.session(name).log.end);
    const session = this.session(step.who);
    if (step.do === 'hangs up') await this.must(`${step.who} hangs up`, session.release());
    else {
      const reason = await drive(this.lab, 'hangup', session);
      this.prove(`call driver: hangup for ${step.who}`, reason === undefined, reason);
    }
    const owes = call && call.takenTimes > 0 && call.state === 'talking' && agentOf(this.world, step.who).linked;
    const ends = await Promise.all(
      parties.map((name, at) =>
        seeCallOver(this.session(name), froms[at] ?? 0, owes ? this.promisedOfTaken('call ended') : []),
      ),
    );
    const between = Object.fromEntries(
      parties.flatMap((name, at) => (ends[at]?.between ? [[name, ends[at].between]] : [])),
    );
    return { done: true, happened: ends.every(({ over }) => over), between };
  }

  /** A call is about to be placed; the end of the agent's log before. */
  private place(placedTo: AgentSession, kind: CallIdentity['kind'], who: StoryName): number {
    const call = callTo(placedTo, kind);
    this.gotCallAt.set(who, call.rangFrom);
    this.placed.push({ step: this.steps.length, call });
    return call.rangFrom;
  }

  private async must(what: string, sent: Promise<Exchange>): Promise<Exchange> {
    const exchange = this.keep(await sent);
    this.prove(what, succeeded(exchange), succeeded(exchange) ? '' : answerOf(exchange));
    return exchange;
  }

  private keep(exchange: Exchange): Exchange {
    this.others.push(exchange);
    this.exchange = exchange.id;
    return exchange;
  }

  private stray(): void {
    this.astray = true;
    this.ended = true;
  }

  private session(name: StoryName): AgentSession {
    const session = this.sessions.get(name);
    if (!session) throw new StageFailure(`nobody in this story is called ${name}`);
    return session;
  }

  private async quietEverywhere(): Promise<void> {
    await Promise.all([...this.sessions.values()].filter(({ signedIn }) => signedIn).map(quiet));
  }

  /** Clears the stage, sees all events that were under way, and tells what was seen. */
  async close(caseId: string): Promise<Observation> {
    const clearedFrom = now();
    const unsure = this.astray || this.brokeOff !== undefined;
    const absence = await clearStage(this.lab, this.sessions, this.world, unsure);
    const events = this.events();
    nameCalls(this.lab.contract, this.placed, this.steps, events);
    const [disturbed] = this.lab.disturbancesSince(this.mark);
    const ownDelays = this.lab.gateway.ownDelays(this.since, now());
    if (disturbed !== undefined) this.brokeOff ??= `the network came between: ${disturbed}`;
    const story: Story = {
      text: storyText(this.steps.map(({ step }) => step)),
      agents: this.agents,
      steps: this.steps,
      clearedFrom,
      ...(this.brokeOff === undefined ? {} : { brokeOff: this.brokeOff }),
    };
    return {
      caseId,
      cast: castTold(story),
      steps: stepsTold(story),
      stimuli: this.pickups,
      surroundings: this.others,
      moments: { closed: now() },
      events,
      ...(ownDelays.length > 0 ? { ownDelays } : {}),
      absence,
      ...(disturbed === undefined ? {} : { disturbed: true as const }),
      exploration: { stories: [story], stepsTaken: this.steps.length },
    };
  }

  private events(): EventRecord[] {
    return [...this.sessions.values()]
      .flatMap((session) => session.log.events.slice(this.from.get(session)))
      .sort((a, b) => a.at - b.at || a.position - b.position);
  }
}
