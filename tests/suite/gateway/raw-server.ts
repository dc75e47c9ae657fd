import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Secrets } from '../../../src/gateway/secrets';
import { Transport, type TransportOptions, type WireRequest } from '../../../src/gateway/transport';

/** What a server does with a connection, once a whole request has arrived on it. */
export type Script = (socket: Socket, received: string) => void;

/** A server without manners: records every byte and answers by script. */
export interface RawServer extends AsyncDisposable {
  port: number;
  /** All that arrived, of all connections. */
  received: () => string;
  /** Writes to every open connection. */
  speak: (text: string) => void;
}

export async function openRawServer(
  script: Script,
  tls?: { key: string; cert: string },
  host = '127.0.0.1',
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let all = '';
  const serve = (socket: Socket) => {
    let own = '';
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      all += chunk.toString('latin1');
      own += chunk.toString('latin1');
      if (!isWhole(own)) return;
      const request = own;
      own = '';
      script(socket, request);
    });
  };
  const server: Server = tls ? createTlsServer(tls, serve) : createServer(serve);
  // A handshake that the client breaks off is what some tests are about.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    received: () => all,
    speak: (text) => {
      for (const socket of sockets) socket.write(text);
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return end >= 0 && text.length >= end + 4 + length;
}

/** A whole HTTP answer. */
export function http(status: string, body: string, headers: readonly string[] = []): string {
  return [`HTTP/1.1 ${status}`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers, '', body].join('\r\n');
}

export const ok: Script = (socket) => socket.write(http('200 OK', '{"message":"","retcode":"0","result":{}}'));

/** A transport to a local port, closed at the end of the block. */
export function openTransport(
  port: number,
  options: Partial<TransportOptions> = {},
): Transport & AsyncDisposable & { secrets: Secrets } {
  const secrets = options.secrets ?? new Secrets();
  const transport = new Transport({ origin: `http://127.0.0.1:${port}`, insecure: false, ...options, secrets });
  return Object.assign(transport, { secrets, [Symbol.asyncDispose]: () => transport.close() });
}

export function request(change: Partial<WireRequest> = {}): WireRequest {
  return { purpose: 'stimulus', method: 'GET', path: '/x', headers: [], timeoutMs: 30_000, ...change };
}
