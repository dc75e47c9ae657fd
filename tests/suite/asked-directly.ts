/** Takes the suite's requests to a simulated gateway in this process without HTTP, which costs more than all that is judged. */

import type { Socket } from 'node:net';
import { Dispatcher, errors, Pool } from 'undici';
import { ONE_BY_ONE } from '../../src/gateway/transport';
import type { SimulatedGateway } from '../../src/simulator';

const METHODS: ReadonlySet<unknown> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']);
/** Sent with a length also where nothing is to be sent. */
const WITH_PAYLOAD: ReadonlySet<unknown> = new Set(['POST', 'PUT', 'PATCH']);
const TARGET = /^\/[!-~]*$/;
const TOKEN = /^[A-Za-z0-9-]+$/;
const VALUE = /^([!-~]([ -~]*[!-~])?)?$/;
/** Are about the connection, or say how a body is to be read. */
const OF_HTTP = /^(host|connection|keep-alive|expect|transfer-encoding|content-length|upgrade|te|trailer)$/i;
const MOST_BYTES = 8000;

/**
 * A way to one origin. What a server, or undici, might make something else of than what it says goes by HTTP over a
 * connection within this process, and so does CONNECT.
 */
export class DirectWay extends Dispatcher {
  private readonly pool: Pool;
  private readonly host: string;

  constructor(
    private readonly simulator: Pick<SimulatedGateway, 'ask' | 'connect'>,
    private readonly origin: string,
  ) {
    super();
    this.host = new URL(origin).host;
    this.pool = new Pool(origin, {
      ...ONE_BY_ONE,
      // undici asks no more of a socket than a stream has, but does not expect it at once.
      connect: (_where, callback) => queueMicrotask(() => callback(null, simulator.connect(origin) as Socket)),
    });
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (!isPlain(options)) return this.pool.dispatch(options, handler);
    void Promise.resolve().then(() => this.ask(options, handler));
    return true;
  }

  private async ask(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): Promise<void> {
    const controller = new Controller(handler);
    handler.onRequestStart?.(controller, {});
    if (controller.aborted) return;
    const { method, path } = options;
    const body = typeof options.body === 'string' ? options.body : '';
    const length = body !== '' || WITH_PAYLOAD.has(method) ? ['content-length', String(Buffer.byteLength(body))] : [];
    const rawHeaders = ['host', this.host, 'connection', 'keep-alive', ...(options.headers as string[]), ...length];
    const answer = await this.simulator.ask(this.origin, { method, path, rawHeaders, body }, controller.gone);
    // Whatever else is to be done in this process has its turn.
    setImmediate(() => {
      if (controller.aborted) return;
      controller.rawHeaders = answer?.rawHeaders ?? null;
      if (!answer) {
        handler.onResponseError?.(controller, new errors.SocketError('other side closed'));
        return;
      }
      handler.onResponseStart?.(controller, answer.status, {});
      if (answer.body.length > 0) handler.onResponseData?.(controller, answer.body);
      if (!controller.aborted) handler.onResponseEnd?.(controller, {});
      controller.over = true;
    });
  }

  override async destroy(): Promise<void> {
    await this.pool.destroy();
  }
}

class Controller implements Dispatcher.DispatchController {
  aborted = false;
  over = false;
  paused = false;
  reason: Error | null = null;
  rawHeaders: string[] | null = null;
  private readonly leaving: (() => void)[] = [];

  constructor(private readonly handler: Dispatcher.DispatchHandler) {}

  readonly gone = (listener: () => void): void => {
    if (this.aborted) listener();
    else this.leaving.push(listener);
  };

  abort(reason: Error): void {
    if (this.aborted || this.over) return;
    this.aborted = true;
    this.reason = reason;
    process.nextTick(() => {
      for (const listener of this.leaving) listener();
    });
    this.handler.onResponseError?.(this, reason);
  }

  pause(): void {}

  resume(): void {}
}

function isPlain({ method, path, headers, body }: Dispatcher.DispatchOptions): boolean {
  if (!METHODS.has(method) || !TARGET.test(path) || !Array.isArray(headers)) return false;
  if (body != null && typeof body !== 'string') return false;
  const names = new Set<string>();
  let bytes = path.length;
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const [name, value] = [String(headers[at]), String(headers[at + 1])];
    const lower = name.toLowerCase();
    if (!TOKEN.test(name) || !VALUE.test(value) || OF_HTTP.test(name) || names.has(lower)) return false;
    names.add(lower);
    bytes += name.length + value.length;
  }
  return bytes <= MOST_BYTES;
}
