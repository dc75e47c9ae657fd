import type { EventRecord } from '../evidence/event-record';
import type { Exchange, Purpose } from '../evidence/exchange';
import { isRateLimited, lostInTransit, neverArrived, wasTurnedAway } from '../evidence/transit';
import type { LentAgent } from '../site/site';
import { delay } from './clock';
import { isAlreadySignedIn, outcomeOf, retcodeOf, succeeded } from './envelope';
import { EventLog } from './event-log';
import { EventPoll } from './event-poll';
import type { EventSource } from './event-source';
import { DOCUMENTED_CONTENT_TYPE, type Gateway } from './gateway';
import { GuidChain } from './guid-chain';
import { Heartbeat } from './heartbeat';
import type { Awaited } from './patience';
import { SoftwareAnswering } from './software-answering';

const NOT_SIGNED_IN = '100-006';
/** What a Guid gets that does not match. [cec_07_0005] */
const GUID_REFUSED = new Set([NOT_SIGNED_IN, '000-003']);
/** What a sign-out gets that finds nobody to sign out. [error code list] */
const SIGNED_OUT_ANYWAY = new Set([NOT_SIGNED_IN, '100-008']);

const LONG_COOKIE = 12;
/** Steps that may be done twice are sent again this often, when they get lost on the way. */
const ATTEMPTS = 4;
/** How long what nobody depends on may take to be answered. */
const ASIDE_MS = 2_000;
/** Where something in front of the gateway limits the rate, who waits as it asks for may still come too early. */
const ATTEMPTS_LIMITED = 12;
const BEFORE_NEXT_ATTEMPT_MS = 30;

/** Busy, idle, wrap-up: states that an agent can take with its sign-in. [cec_07_1202] */
export type SignInStatus = 3 | 4 | 5;

export interface SignInOptions {
  status?: SignInStatus;
  /** Takes over a session that there is already. */
  force?: boolean;
  /** After each call the agent wraps up, instead of being idle at once. */
  wrapUpAfterCalls?: boolean;
  /** Does not ask for the phone linkage. */
  unlinked?: boolean;
}

/**
 * One lent agent's dealings with the gateway: sign-in with the Guid and cookies it brings, states, calls, the event
 * poll. Records; judges nothing.
 */
export class AgentSession {
  readonly log: EventLog;
  readonly guids: GuidChain;
  /** Absent where agents answer by lifting the phone. */
  readonly answering: SoftwareAnswering | undefined;
  private cookies: string[] = [];
  private guidOfSignIn = '';
  /** How many Guids sessions before this one were given. */
  private earlierGuids = 0;
  private unanswered = false;
  private poll: EventSource | undefined;
  /** How often this agent was signed in; tells one session from the next. */
  signIns = 0;
  /** What enabling the phone linkage came to when it failed last; the sign-in asks for it as well. */
  linkageRefused: string | undefined;
  /** What the gateway's event says where the linkage did not become as it was asked for last, whatever the answer. */
  linkageFailed: string | undefined;
  /** Has the gateway perhaps a session of ours, also where the answer to the sign-in or the sign-out never came? */
  mayBeSignedIn = false;
  /** What the network did to this agent's requests, so that what was seen since may be wrong or incomplete. */
  readonly disturbances: string[] = [];

  constructor(
    readonly agent: LentAgent,
    readonly gateway: Gateway,
  ) {
    if (!gateway.site.signIn.autoAnswer) this.answering = new SoftwareAnswering((callId) => this.answer(callId));
    this.log = new EventLog(agent.id, {
      secrets: gateway.secrets,
      onEvent: (event) => {
        gateway.recorder.event?.(event);
        this.answering?.take(event);
      },
    });
    this.guids = new GuidChain(agent.id, gateway.secrets);
  }

  get id(): string {
    return this.agent.id;
  }

  get signedIn(): boolean {
    return this.poll !== undefined;
  }

  /**
   * The one to pick up with: in AUTHMODE 1 that of the sign-in, whatever came since; in AUTHMODE 2 the one handed out last.
   * [cec_07_0005]
   */
  get ownGuid(): string {
    return this.gateway.site.authMode === 1 ? this.guidOfSignIn : this.guids.current;
  }

  /** How often the Guid was renewed in this session. */
  get renewals(): number {
    return Math.max(0, this.guids.count - this.earlierGuids - 1);
  }

  /** Waits for an event; see Patience. */
  awaitEvent(
    what: string,
    matches: (event: EventRecord) => boolean,
    from: number,
    deadlineMs: number,
  ): Promise<Awaited> {
    return this.gateway.patience.waitFor(what, this.log, matches, from, deadlineMs);
  }

  /** Why the gateway ended the session on its own, if it did. */
  get lost(): string | undefined {
    return this.poll?.lost;
  }

  /** The network has come between: what is waited for may never come, and what was seen cannot be relied on. */
  disturb(how: string): void {
    this.disturbances.push(how);
    this.log.tear();
  }

  /** Takes note of the end of the session where an answer told of it before the poll did. */
  noteEnd(exchange: Exchange): void {
    if (retcodeOf(exchange) === NOT_SIGNED_IN) this.poll?.lose(outcomeOf(exchange));
  }

  /**
   * Signs in, with the phone linkage on and answering calls as the site says, and has events polled or pushed.
   * An existing session is taken over only when `force`, when the site file allows it, or when it must be our own: of a
   * sign-in whose answer was lost on the way.
   */
  async signIn(options: SignInOptions = {}): Promise<Exchange> {
    const before = this.mayBeSignedIn;
    this.mayBeSignedIn = true;
    const { force = false } = options;
    // The first event may be pushed before the sign-in is answered.
    const push = await this.gateway.push?.register({
      take: (events) => {
        for (const event of events) this.log.append(event);
      },
      trouble: (what) => this.disturb(`events of agent ${this.id}: ${what}`),
    });
    if (push) this.gateway.secrets.learn(push.serviceToken, `service token of agent ${this.id}`);
    let answer = await this.sendSignIn(options, push);
    const { signIn } = this.gateway.site;
    for (let attempt = 1; ; attempt++) {
      const { exchange } = answer;
      if (attempt >= attemptsFor(exchange)) break;
      const lost = lostInTransit(exchange) !== undefined;
      if (lost && !neverArrived(exchange) && !wasTurnedAway(exchange)) this.unanswered = true;
      const takeOver = isAlreadySignedIn(exchange) && !force && (signIn.force || this.unanswered);
      if (!takeOver && !worthRepeating(exchange)) break;
      answer = await this.sendSignIn({ ...options, force: force || takeOver }, push);
    }
    if (retcodeOf(answer.exchange) !== undefined && !succeeded(answer.exchange))
      this.mayBeSignedIn = before || this.unanswered;
    this.noteLoss(answer.exchange);
    const forget = () => push && this.gateway.push?.forget(push.serviceToken);
    if (!succeeded(answer.exchange)) {
      forget();
      return answer.exchange;
    }
    this.unanswered = false;
    this.cookies = answer.headers.flatMap(([name, value]) =>
      /^set-cookie$/i.test(name) ? [value.split(';', 1)[0] ?? ''] : [],
    );
    for (const cookie of this.cookies) {
      const value = cookie.slice(cookie.indexOf('=') + 1);
      this.gateway.secrets.learn(cookie, `cookie of agent ${this.id}`);
      // A short value may be a common word.
      if (value.length >= LONG_COOKIE) this.gateway.secrets.learn(value, `cookie of agent ${this.id}`);
    }
    this.earlierGuids = this.guids.count;
    this.gateway.secrets.learn(this.cookies.join('; '), `cookies of agent ${this.id}`);
    for (const [name, value] of answer.headers) if (/^set-guid$/i.test(name)) this.guids.take(value);
    this.guidOfSignIn = this.guids.current;
    this.signIns += 1;
    this.poll?.stop();
    // The last session's poll may have learnt of its end before this one began.
    this.log.reopen();
    this.poll = push ? new Heartbeat(this, forget) : new EventPoll(this);
    return answer.exchange;
  }

  /** Enables or disables the phone linkage, and waits until that has taken effect. [cec_07_1209] */
  async setLinkage(enabled: boolean): Promise<Exchange> {
    const from = this.log.end;
    const path = `/onlineagent/${this.id}/resetskill/true?phonelinkage=${enabled ? 1 : 0}`;
    const exchange = await this.step('POST', path);
    this.linkageFailed = succeeded(exchange) ? await this.gateway.linkage.failure(this.log, from, enabled) : undefined;
    if (enabled) this.linkageRefused = succeeded(exchange) ? this.linkageFailed : outcomeOf(exchange);
    return exchange;
  }

  /** `reason`: of the site's reasons for being busy, or none. [cec_07_1211] */
  sayBusy(reason: number | 'none' = 200): Promise<Exchange> {
    return this.step('POST', `/onlineagent/${this.id}/saybusy${reason === 'none' ? '' : `?reason=${reason}`}`);
  }

  /** Done twice it is refused; its event tells more than its answer. */
  cancelBusy(): Promise<Exchange> {
    return this.step('POST', `/onlineagent/${this.id}/cancelbusy`, 'stage', true);
  }

  sayFree(): Promise<Exchange> {
    return this.step('POST', `/onlineagent/${this.id}/sayfree`);
  }

  /** Calls another agent; its phone rings with an internal call. [cec_07_1235] */
  callInner(called: string): Promise<Exchange> {
    return this.once('PUT', `/voicecall/${this.id}/callinner`, 'stage', JSON.stringify({ called }));
  }

  /** Answers a call whose phone is off the hook. [cec_07_1234] */
  private answer(callId: string | undefined): Promise<Exchange> {
    const query = callId === undefined ? '' : `?callid=${encodeURIComponent(callId)}`;
    return this.once('PUT', `/voicecall/${this.id}/answer${query}`, 'stage');
  }

  /** Ends this agent's current call. [cec_07_1247] */
  release(purpose: Purpose = 'stage'): Promise<Exchange> {
    return this.once('DELETE', `/voicecall/${this.id}/release`, purpose);
  }

  /** Signs out, by force when a call stands in the way, and stops polling. [cec_07_1219, cec_07_1220] */
  async signOut(): Promise<Exchange> {
    const exchange = await this.step('DELETE', `/onlineagent/${this.id}/logout`, 'clean-up');
    return succeeded(exchange) ? this.noteSignOut(exchange) : this.signOutByForce();
  }

  /** Signs out whatever the agent does, its call with it, and stops polling. [cec_07_1220] */
  async signOutByForce(): Promise<Exchange> {
    return this.noteSignOut(await this.step('DELETE', `/onlineagent/${this.id}/forcelogout`, 'clean-up'));
  }

  private noteSignOut(exchange: Exchange): Exchange {
    const retcode = retcodeOf(exchange) ?? '';
    // Without a Guid of ours the gateway would say so of any session.
    if (succeeded(exchange) || (SIGNED_OUT_ANYWAY.has(retcode) && this.guids.count > 0)) this.mayBeSignedIn = false;
    this.poll?.end();
    this.poll = undefined;
    return exchange;
  }

  /** Gives the poll up, whether or not the agent is signed in. */
  stopPolling(): void {
    this.poll?.stop();
    this.poll = undefined;
  }

  /** Resolves once a poll that was sent after this call came back empty: nothing was queued then. */
  emptyPoll(): Promise<void> {
    return this.poll?.nextEmpty() ?? new Promise(() => undefined);
  }

  /** Headers of a request as this agent; the cookies are those of the sign-in. */
  headers(): [string, string][] {
    return [['Content-Type', DOCUMENTED_CONTENT_TYPE], ['Guid', this.guids.current], ...this.cookieHeader()];
  }

  cookieHeader(): [string, string][] {
    if (this.cookies.length === 0) return [];
    return [['Cookie', this.cookies.join('; ')]];
  }

  /** A request that changes nothing which is relied on: when it gets lost, nothing is in doubt. */
  aside(method: string, path: string, body?: string): Promise<Exchange> {
    const timeoutMs = Math.min(ASIDE_MS, this.gateway.site.limits.answerMs);
    return this.send(method, path, 'fence', { timeoutMs, ...(body === undefined ? {} : { body }) });
  }

  /** A step that is as good done twice: when it gets lost on the way it is sent again. */
  private async step(
    method: string,
    path: string,
    purpose: Purpose = 'stage',
    mayBeRefusedAgain = false,
  ): Promise<Exchange> {
    let exchange = await this.send(method, path, purpose);
    let mayBeDone = false;
    for (let attempt = 1; attempt < attemptsFor(exchange) && worthRepeating(exchange); attempt++) {
      mayBeDone ||= !wasTurnedAway(exchange);
      await delay(attempt * BEFORE_NEXT_ATTEMPT_MS);
      exchange = await this.send(method, path, purpose);
      if (mayBeDone && !succeeded(exchange) && lostInTransit(exchange) === undefined && !mayBeRefusedAgain)
        this.disturb(`${method} ${path}: lost on the way, sent again and got ${outcomeOf(exchange)}`);
    }
    this.noteLoss(exchange);
    return exchange;
  }

  /** A step that may have been done although its answer was lost: it is sent again only where the gateway has not seen it. */
  private async once(method: string, path: string, purpose: Purpose, body?: string): Promise<Exchange> {
    const options = body === undefined ? {} : { body };
    let exchange = await this.send(method, path, purpose, options);
    for (let attempt = 1; attempt < attemptsFor(exchange) && wasTurnedAway(exchange); attempt++) {
      await delay(attempt * BEFORE_NEXT_ATTEMPT_MS);
      exchange = await this.send(method, path, purpose, options);
    }
    this.noteLoss(exchange);
    return exchange;
  }

  /** To be told of every request of this agent that shows something, when it got lost on the way. */
  noteLoss(exchange: Exchange): void {
    const lost = lostInTransit(exchange);
    const { method, url } = exchange.request;
    if (lost !== undefined) this.disturb(`${method} ${url.replace(/^https?:\/\/[^/]+|\?.*/g, '')}: ${lost}`);
  }

  /** Was it refused for its Guid, while a newer one was handed out? Where Guids die young, one may do so on its way. */
  outlivedGuid(guid: string, exchange: Exchange): boolean {
    return guid !== this.guids.current && GUID_REFUSED.has(retcodeOf(exchange) ?? '');
  }

  /** What is refused for its Guid was not done: it goes out again with the newer one. */
  private async send(
    method: string,
    path: string,
    purpose: Purpose,
    more: { body?: string; timeoutMs?: number } = {},
  ): Promise<Exchange> {
    for (let attempt = 1; ; attempt++) {
      const guid = this.guids.current;
      const request = { purpose, agentId: this.id, method, path, headers: this.headers() };
      const { exchange } = await this.gateway.send({ ...request, ...more });
      if (attempt === ATTEMPTS || !this.outlivedGuid(guid, exchange)) return exchange;
    }
  }

  private sendSignIn(
    { force = false, status = 4, wrapUpAfterCalls = false, unlinked = false }: SignInOptions,
    push: { callBackUri: string; serviceToken: string } | undefined,
  ) {
    const body = {
      password: this.agent.password,
      phonenum: this.agent.phone,
      autoanswer: this.gateway.site.signIn.autoAnswer,
      autoenteridle: !wrapUpAfterCalls,
      releasephone: true,
      agenttype: 4,
      status,
      phonelinkage: !unlinked,
      ...push,
    };
    return this.gateway.send({
      purpose: 'stage',
      agentId: this.id,
      method: 'PUT',
      path: `/onlineagent/${this.id}${force ? '/forcelogin' : ''}`,
      headers: [['Content-Type', DOCUMENTED_CONTENT_TYPE]],
      body: JSON.stringify(body),
      shownBody: JSON.stringify({
        ...body,
        password: '<password>',
        ...(push ? { serviceToken: '<service token>' } : {}),
      }),
    });
  }
}

function attemptsFor(exchange: Exchange): number {
  return isRateLimited(exchange) ? ATTEMPTS_LIMITED : ATTEMPTS;
}

/** Lost on the way, and quickly: who has waited for the whole time-out would wait for the next as well. */
function worthRepeating(exchange: Exchange): boolean {
  const { kind } = exchange.failure ?? {};
  return (
    lostInTransit(exchange) !== undefined && kind !== 'no-answer-in-time' && kind !== 'not-tried' && kind !== 'tls'
  );
}
