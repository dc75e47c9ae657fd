import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Larger than any list of events. */
const MAX_BODY_BYTES = 1_000_000;

export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Reply {
  status: number;
  body: string;
}

export interface Answering {
  /** Gets each request whole; its reply is `settled` once it was handed over, or certainly was not. */
  answer(received: Received): Promise<Reply & { settled?: (handedOver: boolean) => void }>;
  /** Told of a request that broke off before its end. */
  brokenOff?(begun: Omit<Received, 'body'>): void;
}

/** Where a receiver listens; with a certificate and its key (PEM) over TLS. */
export interface Place {
  port: number;
  host?: string;
  tls?: { cert: string; key: string };
}

/** A small HTTP server. Rejects where the port cannot be had. */
export async function openReceiver(
  { tls, ...where }: Place,
  { answer, brokenOff }: Answering,
): Promise<{ port: number; close(): Promise<void> }> {
  const listener = (message: IncomingMessage, response: ServerResponse) => {
    const begun = { method: message.method ?? '', path: message.url ?? '', headers: message.headers };
    void read(message)
      .catch((error) => {
        brokenOff?.(begun);
        throw error;
      })
      .then((body) => answer({ ...begun, body }))
      .then((reply) => write(response, reply))
      .catch(() => response.destroy());
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, resolve);
  });
  // It keeps no process alive: whoever opened it says when it ends.
  server.unref();
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function read(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function write(
  response: ServerResponse,
  { status, body, settled }: Reply & { settled?: (handedOver: boolean) => void },
): void {
  if (response.destroyed || response.socket?.destroyed !== false) return void settled?.(false);
  if (settled) response.once('close', () => settled(response.writableFinished));
  // A connection that is kept may be closed here just when the next push goes out there.
  response.writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8', Connection: 'close' });
  response.end(body);
}

function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return closed;
}
