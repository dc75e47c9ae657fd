import { Pool } from 'undici';
import { sendConnect } from '../src/gateway/connect-method';
import type { GatewayAddresses } from './messages';
import type { Answer, Headers } from './replayed-agent';

export interface RawRequest {
  scheme: 'https' | 'http';
  method: string;
  path: string;
  headers: Headers;
  body?: string;
  signal?: AbortSignal;
}

const TIMEOUT_MS = 15_000;

/** The suite's HTTP client with the suite's settings, and nothing around it. */
export class RawClient {
  private readonly pools: Readonly<Record<'https' | 'http' | 'driver', Pool>>;

  constructor(private readonly addresses: GatewayAddresses) {
    const settings = { connections: null, pipelining: 1, keepAliveTimeout: 4000 };
    this.pools = {
      https: new Pool(addresses.url, { ...settings, connect: { ca: addresses.caPem, rejectUnauthorized: true } }),
      http: new Pool(addresses.httpUrl ?? addresses.url, settings),
      driver: new Pool(addresses.driverUrl, { connections: null }),
    };
  }

  async send(request: RawRequest): Promise<Answer> {
    if (request.method === 'CONNECT') return this.connect(request);
    const { statusCode, headers, body } = await this.pools[request.scheme].request({
      method: request.method as 'GET',
      path: request.path,
      headers: request.headers.flat() as string[],
      body: request.body ?? null,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      signal: request.signal ?? null,
      responseHeaders: 'raw',
    });
    return { status: statusCode, headers: pairs(headers as unknown as readonly Buffer[]), body: await body.text() };
  }

  async drive(action: string, order: object): Promise<void> {
    const { body } = await this.pools.driver.request({
      method: 'POST',
      path: `/${action}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    await body.text();
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.pools).map((pool) => pool.destroy()));
  }

  /** undici sends no CONNECT. */
  private connect({ scheme, path, headers }: RawRequest): Promise<Answer> {
    const { url, httpUrl, caPem } = this.addresses;
    const origin = scheme === 'https' ? url : (httpUrl ?? url);
    return sendConnect({ path, headers, timeoutMs: TIMEOUT_MS }, { origin, ca: caPem, insecure: false });
  }
}

function pairs(raw: readonly Buffer[]): [string, string][] {
  const list: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) list.push([String(raw[at]), String(raw[at + 1])]);
  return list;
}
