import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
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

/** A small HTTP server: `answer` gets each request whole; `undelivered` is told when its reply could not be handed over. */
export async function openReceiver(
  where: { port: number; host?: string },
  answer: (received: Received) => Promise<Reply & { undelivered?: () => void }>,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((message, response) => {
    void read(message)
      .then((body) => answer({ method: message.method ?? '', path: message.url ?? '', headers: message.headers, body }))
      .then((reply) => write(response, reply))
      .catch(() => response.destroy());
  });
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

function write(response: ServerResponse, { status, body, undelivered }: Reply & { undelivered?: () => void }): void {
  if (response.destroyed || response.socket?.destroyed !== false) return void undelivered?.();
  if (undelivered)
    response.once('close', () => {
      if (!response.writableFinished) undelivered();
    });
  // A connection that is kept may be closed here just when the next push goes out there.
  response.writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8', Connection: 'close' });
  response.end(body);
}

function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return closed;
}
