import { readFileSync } from 'node:fs';
import type { EventRecord } from '../evidence/event-record';
import type { Exchange, Purpose } from '../evidence/exchange';
import { type InBetweenCounts, type InBetweenKind, inBetween } from '../evidence/in-between';
import { healthIn, isUnhealthy, type OwnDelay } from '../evidence/own-delays';
import type { Site } from '../site/site';
import { AgentStates } from './agent-states';
import { AnswerTimes } from './answer-times';
import { asleep, watchWakefulness } from './clock';
import { Learnt } from './learnt';
import { Line } from './line';
import { LinkageConfirmation } from './linkage-confirmation';
import { Notes } from './notes';
import { Pace } from './pace';
import { Patience } from './patience';
import { PushListener } from './push-listener';
import { RateHold } from './rate-hold';
import { Secrets } from './secrets';
import { Traffic } from './traffic';
import { type RawAnswer, Transport } from './transport';

/** Told of everything that is exchanged with a gateway, secrets replaced by their names. */
export interface Recorder {
  exchange?: (exchange: Exchange) => void;
  event?: (event: EventRecord) => void;
}

export const DOCUMENTED_CONTENT_TYPE = 'application/json; charset=UTF-8';

/** No agent has this ID: whatever answers does nothing. */
const HARMLESS = '/agentevent/0';

/** The gateway under test: its origins, and a record of all that was exchanged with it. */
export class Gateway {
  readonly secrets = new Secrets();
  readonly patience: Patience;
  readonly linkage: LinkageConfirmation;
  readonly recorder: Recorder;
  readonly https: Transport;
  readonly http: Transport | undefined;
  readonly traffic = new Traffic();
  private readonly answerTimes = new AnswerTimes();
  /** Ways of proof that a gateway need not have. */
  readonly notes: Notes;
  readonly states: AgentStates;
  readonly hold: RateHold;
  private readonly seenInBetween = new Map<InBetweenKind, number>();
  /** Takes the events that are pushed; absent where they are polled. */
  readonly push: PushListener | undefined;
  /** Where a run's processes share what they know of the way to the gateway; absent outside of a run. */
  readonly line: Line | undefined;

  constructor(
    readonly site: Site,
    readonly basePath: string,
    options: {
      /** Where all who share the site's request rate take turns; without it, the rate is not kept. */
      paceDirectory?: string;
      recorder?: Recorder;
      /** Where the relay of pushed events finds this process; without it events are polled, whatever the site says. */
      pushDirectory?: string;
      /** Where the processes of a run leave word that the gateway is gone, and who is told. */
      gone?: { file: string; say?: (line: string) => void };
      /** Where the processes of a run tell each other what the gateway has shown of itself. */
      learntDirectory?: string;
    } = {},
  ) {
    this.linkage = new LinkageConfirmation(site.events);
    watchWakefulness();
    this.patience = new Patience(site.events.quietMs, {
      probe: () => void this.answerTimes.watch(this.try('stage')),
      isHealthy: (from, to) => this.isHealthy(from, to),
    });
    this.hold = new RateHold(site.limits.maxWaitMs);
    const rate = site.limits.requestsPerSecond;
    const { recorder = {}, paceDirectory, pushDirectory, gone, learntDirectory } = options;
    const learnt = new Learnt(learntDirectory);
    this.notes = new Notes(site, learnt);
    this.states = new AgentStates(learnt);
    const { mode, callback } = site.events;
    if (mode === 'push' && callback !== undefined && pushDirectory !== undefined)
      this.push = new PushListener(pushDirectory, callback);
    this.recorder = recorder;
    const shared = {
      traffic: this.traffic,
      hold: this.hold,
      insecure: site.tls.insecure,
      secrets: this.secrets,
      onExchange: (exchange: Exchange) => this.took(exchange),
      ...(site.tls.ca === undefined ? {} : { ca: readFileSync(site.tls.ca, 'utf8') }),
      ...(rate === undefined || paceDirectory === undefined ? {} : { pace: new Pace(rate, paceDirectory) }),
    };
    this.line = gone && new Line(gone.file, () => this.try('clean-up'), gone.say);
    this.https = new Transport({ ...shared, origin: site.url, ...(this.line ? { line: this.line } : {}) });
    this.http = site.httpUrl === undefined ? undefined : new Transport({ ...shared, origin: site.httpUrl });
    // What is a phone number or an ID as well cannot be hidden: events and addresses are judged by it.
    const known = new Set(site.agents.flatMap(({ id, phone }) => [id, phone]));
    for (const { id, password } of site.agents)
      if (!known.has(password)) this.secrets.learn(password, `password of agent ${id}`);
  }

  /** One request below the base path, as a step of the staging. */
  send(step: {
    purpose: Purpose;
    agentId: string;
    method: string;
    path: string;
    headers: readonly (readonly [string, string])[];
    body?: string;
    shownBody?: string;
    timeoutMs?: number;
    signal?: AbortSignal;
  }): Promise<RawAnswer> {
    return this.https.send({ timeoutMs: this.site.limits.answerMs, ...step, path: this.basePath + step.path });
  }

  /** What, between two times, may have made events late other than the gateway's handling of a call. */
  ownDelays(from: number, to: number): OwnDelay[] {
    return [
      ...asleep(from, to).map((span): OwnDelay => ({ what: 'not scheduled', ...span })),
      ...this.answerTimes.slow(from, to).map((span): OwnDelay => ({ what: 'slow answer', ...span })),
    ];
  }

  /** Was the suite quick enough, between two times, to tell whether an event was late? */
  isHealthy(from: number, to: number): boolean {
    return !isUnhealthy(healthIn(this.ownDelays(from, to), from, to));
  }

  /** Answers that may be of something in between, since the gateway was made. */
  get inBetween(): InBetweenCounts {
    return Object.fromEntries(this.seenInBetween);
  }

  private took(exchange: Exchange): void {
    this.answerTimes.heard(exchange);
    const kind = inBetween(exchange)?.kind;
    if (kind !== undefined) this.seenInBetween.set(kind, (this.seenInBetween.get(kind) ?? 0) + 1);
    this.recorder.exchange?.(exchange);
  }

  private async try(purpose: Purpose): Promise<Exchange> {
    const path = this.basePath + HARMLESS;
    const timeoutMs = this.site.limits.answerMs;
    return (await this.https.send({ purpose, method: 'GET', path, headers: [], timeoutMs })).exchange;
  }

  async close(): Promise<void> {
    await Promise.all([this.https.close(), this.http?.close(), this.push?.close()]);
  }
}

export type { Exchange, RawAnswer };
