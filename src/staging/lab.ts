import { join } from 'node:path';
import type { CallDriver } from '../calls/call-driver';
import type { Contract } from '../contract/contract';
import type { EventRecord } from '../evidence/event-record';
import type { Exchange } from '../evidence/exchange';
import { describeHealth, healthIn, isUnhealthy } from '../evidence/own-delays';
import { lostInTransit } from '../evidence/transit';
import { AgentSession, type SignInOptions } from '../gateway/agent-session';
import { delay, now } from '../gateway/clock';
import { isAlreadySignedIn, outcomeOf, succeeded } from '../gateway/envelope';
import { Gateway, type Recorder } from '../gateway/gateway';
import type { Traffic } from '../gateway/traffic';
import type { LentAgent, Site } from '../site/site';
import { CallBook } from './call-book';
import type { RoleName, Want } from './cast';
import { fence } from './fence';
import { KnownAnswers } from './known-answers';
import { Leases } from './leases';
import { mayBeLinked } from './linkage';
import { OpenSessions } from './open-sessions';
import { paceDirectory, pushDirectory } from './site-directory';
import { NotLent, SignInRefused, StageFailure } from './stage-failure';

/** Tells an agent that it is idle. */
const READY = 'AgentState_Ready';
const IDLE_WITHIN_MS = 500;
/** Between sign-ins while the gateway still holds an earlier session. */
const AGAIN_AFTER_MS = 250;
/** How long the end of a run waits for answers that are under way, in milliseconds; a stopped worker has 30 s in all. */
const LAST_ANSWERS_MS = 8_000;

export interface LabOptions {
  site: Site;
  contract: Contract;
  driver: CallDriver;
  /** Shared by all processes of the run. */
  runDirectory: string;
  /** Shared by all who use the site; the run's own where that is nobody else. */
  siteDirectory?: string;
  /** Tells this process from the others of the run. */
  worker?: number;
  recorder?: Recorder;
  /** Agents that some case needs by their ID. */
  wantedById: ReadonlySet<string>;
  /** Told, in one line, what whoever watches the run should know at once. */
  say?: (line: string) => void;
}

/** How many disturbances each session had suffered at some time. */
export type Disturbances = ReadonlyMap<AgentSession, number>;

/** What one worker has to bring agents into a state with: the gateway, the call driver, its leased agents' sessions. */
export class Lab {
  readonly site: Site;
  readonly contract: Contract;
  readonly driver: CallDriver;
  readonly worker: number;
  readonly gateway: Gateway;
  /** Which agents have calls, and what they have still to be told of them. */
  readonly calls: CallBook;
  /** The agent that nobody signs in while cases about it are observed. */
  neverSignedIn: LentAgent | undefined;
  readonly leases: Leases;
  /** Which answers without an envelope are the gateway's own. */
  readonly known: KnownAnswers;
  private readonly sessions = new Map<string, AgentSession>();
  /** Agents that work in the background. */
  private readonly aside = new Set<string>();
  /** Agents known to be signed in, idle, linked and without a call. */
  private readonly clean = new Set<string>();
  private readonly open: OpenSessions;
  /** Agents whose sign-in the gateway has accepted. */
  private readonly couldSignIn = new Set<string>();
  /** Sign-ins, by what they ask for, that were refused as long as anything may take. */
  private readonly refusedForGood = new Set<string>();
  /** Agents that are idle can become busy at this gateway. */
  private showsIdle = true;
  /** Who was to take part in the last cast, could not, and can be gone without; and why. */
  private readonly unready = new Map<RoleName, string>();
  /** How far each agent's log was explained when its last scene closed, and how often it had been disturbed by then. */
  private readonly explained = new WeakMap<AgentSession, { end: number; disturbances: number }>();

  constructor(options: LabOptions) {
    this.site = options.site;
    this.contract = options.contract;
    this.worker = options.worker ?? 0;
    const { site, contract, runDirectory, siteDirectory = runDirectory, recorder } = options;
    this.gateway = new Gateway(site, contract.basePath, {
      paceDirectory: paceDirectory(site, siteDirectory),
      ...(recorder ? { recorder } : {}),
      pushDirectory: pushDirectory(runDirectory),
      learntDirectory: join(runDirectory, 'learnt'),
      gone: { file: join(runDirectory, 'gateway-gone'), ...(options.say ? { say: options.say } : {}) },
    });
    this.gateway.notes.senders = () => this.atHand();
    this.driver = duringTheRun(options.driver, this.gateway.traffic);
    this.calls = new CallBook(site, (from, to) => this.gateway.isHealthy(from, to));
    this.known = new KnownAnswers(Object.keys(contract.operations), (answered) => this.traffic(answered));
    this.leases = new Leases(site, siteDirectory, options.wantedById, (id) => this.dismiss(id));
    this.open = new OpenSessions(runDirectory);
  }

  /**
   * Leases an agent for every role and brings each into the ground state: signed in, idle, linkage on, no call.
   * Throws NotLent where the site has no such agents, StageFailure where one cannot be brought there.
   * `anew`: with a session that nothing has happened in yet.
   */
  async cast(wants: readonly Want[], anew = false): Promise<Map<RoleName, AgentSession>> {
    for (const [id, session] of this.sessions) if (session.lost !== undefined) this.leases.declareFit(id, false);
    const casting = await this.leases.lease(wants);
    if ('missing' in casting) throw new NotLent(casting.missing);
    this.unready.clear();
    const cast = new Map<RoleName, AgentSession>();
    for (const [role, agent] of casting.agents) {
      const session = this.sessions.get(agent.id) ?? new AgentSession(agent, this.gateway);
      this.sessions.set(agent.id, session);
      cast.set(role, session);
    }
    if (anew) for (const session of cast.values()) this.clean.delete(session.id);
    const dispensable = new Set(wants.flatMap(({ role, optional }) => (optional ? role : [])));
    await Promise.all(
      [...cast].map(async ([role, session]) => {
        try {
          await this.bringToGround(session, role);
        } catch (error) {
          if (!(error instanceof StageFailure) || !dispensable.has(role)) throw error;
          cast.delete(role);
          this.unready.set(role, error.message);
        }
      }),
    );
    await this.gateway.notes.tryOnce(cast.values());
    return cast;
  }

  /** Agents of this process whose session nothing but the present case uses. */
  private atHand(): AgentSession[] {
    return [...this.sessions.values()].filter(({ id }) => !this.aside.has(id) && this.leases.holds(id));
  }

  /**
   * Leases an agent for work in the background; undefined where none is to spare. Its session comes later, in the ground
   * state.
   */
  async castAside(want: Want): Promise<{ agentId: string; session: Promise<AgentSession> } | undefined> {
    const agent = await this.leases.pin(want);
    if (!agent) return undefined;
    const session = new AgentSession(agent, this.gateway);
    this.sessions.set(agent.id, session);
    this.aside.add(agent.id);
    return { agentId: agent.id, session: this.bringToGround(session, want.role).then(() => session) };
  }

  /** Every agent that this process has a session of, whatever for. */
  get signedIn(): AgentSession[] {
    return [...this.sessions.values()].filter((session) => session.signedIn);
  }

  /** Has it, since this worker leased it last, been brought to the ground state? */
  hasCast(agentId: string): boolean {
    return this.sessions.has(agentId);
  }

  /** What an agent was cast aside for is done; true while it is still with this worker. */
  asideDone(agentId: string): boolean {
    this.leases.unpin(agentId);
    this.aside.delete(agentId);
    return this.leases.holds(agentId);
  }

  /** What it comes to that somebody is missing: the site lends nobody, or could not get somebody ready. */
  without(missing: NotLent): { notApplicable: string } | { inconclusive: string } {
    const [why] = this.unready.values();
    return why === undefined ? { notApplicable: missing.message } : { inconclusive: why };
  }

  /** Nothing is going on: other workers may have the leased agents. */
  idle(): void {
    this.leases.idle();
  }

  /**
   * Must be called before an agent leaves the ground state. Returns what it received since its last scene closed, which
   * nothing explains.
   */
  soil(session: AgentSession): readonly EventRecord[] {
    this.clean.delete(session.id);
    const explained = this.explained.get(session);
    this.explained.delete(session);
    // Where polls were lost events may come late, and tell nothing.
    if (explained?.disturbances !== session.disturbances.length) return [];
    const owed = new Set(this.calls.explained([session], now()));
    return session.log.events.slice(explained.end).filter((event) => !owed.has(event));
  }

  /** The agent is back in the ground state, as its fence has shown. */
  declareClean(session: AgentSession): void {
    this.clean.add(session.id);
    this.explained.set(session, { end: session.log.end, disturbances: session.disturbances.length });
  }

  /** What disturbed these agents' requests, or those of all, since `mark`. */
  disturbancesSince(mark: Disturbances, agents?: readonly string[]): string[] {
    return [...this.sessions.values()]
      .filter(({ id }) => agents?.includes(id) ?? true)
      .flatMap((session) => session.disturbances.slice(mark.get(session) ?? 0));
  }

  /** Why no case is worth trying any more, if the gateway is gone. */
  gone(): string | undefined {
    const dead = this.gateway.line?.deadForAnybody();
    return dead && `${dead.message}; not tried`;
  }

  /** Ordinary requests of this process so far, and how many of them got lost, alike where this one was answered. */
  traffic(lost: Exchange): { sent: number; lost: number } {
    return this.gateway.line?.traffic(lost) ?? { sent: 0, lost: 0 };
  }

  /** What, since a time, may have kept an event from being seen in time, for a reason that is given; empty where nothing did. */
  whyLate(since: number): string {
    const health = healthIn(this.gateway.ownDelays(since, now()), since, now());
    return isUnhealthy(health) ? `; ${describeHealth(health)}` : '';
  }

  markDisturbances(): Disturbances {
    return new Map([...this.sessions.values()].map((session) => [session, session.disturbances.length]));
  }

  /** Signs in a session anew; throws StageFailure when the gateway refuses. */
  async signIn(session: AgentSession, options: SignInOptions = {}): Promise<void> {
    // A session that an earlier worker of this run left behind is ours to take over.
    const left = this.open.has(session.id) && (session.signIns === 0 || session.mayBeSignedIn);
    this.open.note(session.id);
    const from = session.log.end;
    let exchange = await session.signIn(options);
    // A gateway may need a moment to wind up the session that was signed out just before, and say so by whatever code.
    const kind = JSON.stringify(options);
    const mayBeTooSoon = () =>
      isAlreadySignedIn(exchange) ||
      (!succeeded(exchange) &&
        lostInTransit(exchange) === undefined &&
        this.couldSignIn.has(session.id) &&
        !this.refusedForGood.has(kind));
    for (const until = now() + this.site.events.deadlineMs; mayBeTooSoon() && !left && now() < until; ) {
      await delay(AGAIN_AFTER_MS);
      exchange = await session.signIn(options);
    }
    if (!left && mayBeTooSoon()) this.refusedForGood.add(kind);
    if (!succeeded(exchange) && left) exchange = await session.signIn({ ...options, force: true });
    this.leases.declareFit(session.id, succeeded(exchange));
    if (succeeded(exchange)) this.couldSignIn.add(session.id);
    if (!succeeded(exchange)) {
      const outcome = outcomeOf(exchange);
      if (lostInTransit(exchange) === undefined) throw new SignInRefused(session.id, outcome);
      throw new StageFailure(`agent ${session.id} could not sign in: ${outcome}`);
    }
    if (session.guids.count === 0)
      throw new StageFailure(`the sign-in of agent ${session.id} brought no Set-GUID header`);
    // Idle may come a little after the answer; a gateway that does not announce it is not waited for long.
    const announced = (options.status ?? 4) === 4 ? Math.max(IDLE_WITHIN_MS, this.site.events.quietMs) : 0;
    const isReady = ({ eventType }: EventRecord) => eventType === READY;
    const ready = session.log.waitFor(isReady, from, announced);
    if (announced === 0 || session.log.events.slice(from).some(isReady)) return;
    if ((await this.gateway.states.isIdle(session)) !== true) await ready;
  }

  /**
   * Waits, after a sign-in, until the agent is idle as its fence shows: a gateway need not announce it. One that never lets
   * an agent become busy is waited for once.
   */
  async becomeIdle(session: AgentSession): Promise<void> {
    if ((await this.gateway.states.isIdle(session)) === true) return;
    const { proven } = await fence(session, this.showsIdle ? this.site.events.deadlineMs : 0);
    this.showsIdle &&= proven;
  }

  /**
   * Ends calls and sessions of every agent and gives all agents back, also in the middle of a case: nothing new is begun,
   * and what is under way comes to its end first. What could not be ended stays noted in the run's directory.
   */
  async close(): Promise<void> {
    this.driver.giveUp?.();
    await this.gateway.traffic.end(LAST_ANSWERS_MS);
    await this.gateway.line?.revived();
    await this.leases.close();
    await this.gateway.close();
    await this.driver.close();
  }

  private async bringToGround(session: AgentSession, role: RoleName): Promise<void> {
    if (session.signedIn && !session.lost && this.clean.has(session.id)) return;
    if (session.signedIn) await this.endEverything(session);
    this.clean.delete(session.id);
    await this.signIn(session);
    const linkage = await session.setLinkage(true);
    if (!mayBeLinked(session, linkage) && role !== 'otherPhone')
      throw new StageFailure(
        `agent ${session.id} could not enable its phone linkage: ${session.linkageRefused ?? outcomeOf(linkage)}`,
      );
    await this.becomeIdle(session);
    if (session.lost) throw new StageFailure(session.lost);
    this.clean.add(session.id);
  }

  private async endEverything(session: AgentSession): Promise<void> {
    if (this.driver.available) {
      const { id: agentId, phone } = session.agent;
      await this.driver.act('reset', { agentId, phone, kind: 'external' });
    }
    await this.signOut(session);
  }

  /** A session that another sign-in ended is nobody's of ours. */
  private async signOut(session: AgentSession): Promise<void> {
    await session.signOut();
    if (!session.mayBeSignedIn) this.open.forget(session.id);
  }

  private async dismiss(id: string): Promise<void> {
    const session = this.sessions.get(id);
    this.sessions.delete(id);
    const isClean = this.clean.delete(id);
    if (!session) return;
    // In the middle of a case it may be signed out for once, or its sign-in was never answered.
    if (isClean && session.signedIn) await this.signOut(session);
    else if (session.mayBeSignedIn) await this.endEverything(session);
    if (!session.mayBeSignedIn) this.open.forget(id);
  }
}

/** Places no call any more once the run ends; to end calls is always possible. */
function duringTheRun(driver: CallDriver, traffic: Traffic): CallDriver {
  return {
    ...driver,
    async act(action, order) {
      const end = await traffic.begin(action === 'ring' || action === 'answer' ? 'stage' : 'clean-up');
      try {
        return await driver.act(action, order);
      } finally {
        end();
      }
    },
  };
}
