import { createSecureContext } from 'node:tls';
import { type buildConnector, type Dispatcher, Pool } from 'undici';
import type { Exchange, HeaderList, Purpose } from '../evidence/exchange';
import { AnswerReader, type WholeAnswer } from './answer-reader';
import { now, ordered } from './clock';
import { sendConnect } from './connect-method';
import { issuedBy, withoutIssued } from './issued-secrets';
import type { Line } from './line';
import type { Pace } from './pace';
import type { RateHold } from './rate-hold';
import type { Secrets } from './secrets';
import { TimeLimit } from './time-limit';
import type { Traffic } from './traffic';
import { describeFailure, isOwnMistake } from './transport-failure';
import { wireInUse } from './wire';

/** A request as it shall stand on the wire: nothing is added but Host and Content-Length, nothing normalised. */
export interface WireRequest {
  purpose: Purpose;
  agentId?: string;
  method: string;
  /** From the slash on, with query. */
  path: string;
  headers: HeaderList;
  body?: string;
  /** Shown in evidence instead of a body that carries secrets. */
  shownBody?: string;
  /** By then the answer must be there to its last byte. */
  timeoutMs: number;
  signal?: AbortSignal;
}

export interface TransportOptions {
  origin: string;
  ca?: string;
  insecure: boolean;
  secrets: Secrets;
  /** Told of every exchange once it has ended. */
  onExchange?: (exchange: Exchange) => void;
  /** Spaces the requests; absent: unlimited. */
  pace?: Pace;
  /** Holds requests back where something in front of the gateway asks for that. */
  hold?: RateHold;
  /** Told of what is under way; absent: nobody asks. */
  traffic?: Traffic;
  /** Knows whether the gateway can be reached at all; where it cannot, nothing is sent. */
  line?: Line;
}

/** As many connections as there are requests under way, each with one of them. */
export const ONE_BY_ONE = { connections: null, pipelining: 1, keepAliveTimeout: 4000 } as const;

const SECRET_HEADER = /^(set-)?(guid|cookie|authorization)$|token/i;

/** What a caller needs that must not be recorded: the raw values behind the redacted exchange. */
export interface RawAnswer {
  exchange: Exchange;
  headers: HeaderList;
  body: string;
}

let lastExchangeId = 0;

/**
 * One origin of the gateway. Sends each request once, follows no redirect, keeps no cookie, retries nothing,
 * and records the exchange with secrets replaced by their names.
 */
export class Transport {
  private readonly pool: Dispatcher;

  constructor(private readonly options: TransportOptions) {
    this.pool =
      wireInUse()?.(options.origin) ?? new Pool(options.origin, { ...ONE_BY_ONE, connect: connectorOf(options) });
  }

  get origin(): string {
    return this.options.origin;
  }

  /** Sends `request` and resolves with the recorded exchange; never rejects for what network or gateway do. */
  async send(request: WireRequest): Promise<RawAnswer> {
    await this.options.hold?.turn(request.signal);
    await this.options.pace?.turn();
    const end = await this.options.traffic?.begin(request.purpose);
    try {
      return await this.sendNow(request);
    } finally {
      end?.();
    }
  }

  private async sendNow(request: WireRequest): Promise<RawAnswer> {
    const { line } = this.options;
    const sentAt = now();
    let answer: WholeAnswer | undefined;
    let failure = line?.dead();
    if (!failure) {
      const came = ordered();
      try {
        answer = request.method === 'CONNECT' ? await this.connect(request) : await this.dispatch(request);
      } catch (error) {
        if (isOwnMistake(error)) throw error;
        failure = request.signal?.aborted
          ? { kind: 'not-tried', message: 'given up by the suite' }
          : describeFailure(error);
      } finally {
        came();
      }
    }
    const exchange: Exchange = {
      id: ++lastExchangeId,
      purpose: request.purpose,
      ...(request.agentId === undefined ? {} : { agentId: request.agentId }),
      sentAt,
      endedAt: now(),
      request: {
        method: request.method,
        url: this.options.origin + this.options.secrets.redact(request.path),
        headers: this.shown(request.headers),
        ...bodyOf(request, this.options.secrets),
      },
    };
    if (answer)
      exchange.response = {
        status: answer.status,
        ...withoutIssued({
          headers: this.shown(answer.headers),
          body: this.options.secrets.redact(answer.body),
          issued: issuedBy(answer.headers),
        }),
        ...(answer.notUtf8 ? { notUtf8: true } : {}),
      };
    else if (failure) exchange.failure = { ...failure, message: this.options.secrets.redact(failure.message) };
    line?.heard(exchange);
    this.options.hold?.heard(exchange);
    this.options.onExchange?.(exchange);
    return { exchange, headers: answer?.headers ?? [], body: answer?.body ?? '' };
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async dispatch(request: WireRequest): Promise<WholeAnswer> {
    const reader = new AnswerReader();
    // Not undici's own time-outs: they are up to a second late, and begin anew with every byte that drips in.
    const limit = new TimeLimit(reader, request.timeoutMs, request.signal);
    try {
      this.pool.dispatch(
        {
          method: request.method as 'GET',
          path: request.path,
          headers: request.headers.flat() as string[],
          body: request.body ?? null,
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        reader,
      );
      return await reader.whole;
    } finally {
      limit.end();
    }
  }

  private connect(request: WireRequest) {
    return sendConnect(request, this.options);
  }

  private shown(headers: HeaderList): HeaderList {
    return headers.map(([name, value]) =>
      SECRET_HEADER.test(name)
        ? ([name, this.options.secrets.nameOf(value, 'not shown')] as const)
        : ([name, this.options.secrets.redact(value)] as const),
    );
  }
}

function connectorOf({ ca, insecure }: TransportOptions): buildConnector.BuildOptions {
  return {
    // Made once: to read the CA costs more than the rest of a connection.
    ...(ca ? { secureContext: createSecureContext({ ca }) } : {}),
    rejectUnauthorized: !insecure,
    timeout: 10_000,
  };
}

function bodyOf(request: WireRequest, secrets: Secrets): { body: string } | Record<string, never> {
  const body = request.shownBody ?? request.body;
  return body === undefined ? {} : { body: secrets.redact(body) };
}
