import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { type Answer, refusal, retcodeOf } from './answer';
import type { Certificate } from './certificate';
import type { Gateway } from './gateway';
import { type GatewayRequest, splitTarget } from './request';
import { endWith, readUnknownMethod } from './unknown-methods';

const longestBody = 1_000_000;
const jsonType = 'application/json; charset=UTF-8';

export type Log = (line: string) => void;

/** Reads requests off the wire for the gateway and writes its answers. */
export function requestListener(gateway: Gateway, log: Log | undefined): RequestListener {
  return (message, response) => {
    const length = Number(message.headers['content-length'] ?? 0);
    if (length === 0 && message.headers['transfer-encoding'] === undefined) {
      void serve(gateway, log, message, response, '');
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= longestBody) chunks.push(chunk);
    });
    message.on('error', () => response.destroy());
    message.on('end', () => {
      if (size > longestBody) write(message, response, refusal('000-006', 'the message body is too long', 413));
      else void serve(gateway, log, message, response, Buffer.concat(chunks).toString('utf8'));
    });
  };
}

async function serve(
  gateway: Gateway,
  log: Log | undefined,
  message: IncomingMessage,
  response: ServerResponse,
  body: string,
): Promise<void> {
  const began = performance.now();
  const answer = await answerOf(gateway, readRequest(message, response, body));
  write(message, response, answer);
  log?.(logLine(message, answer, performance.now() - began));
}

/** What the gateway answers; the clock is told that it is at work until then, or until the client has gone. */
export async function answerOf(gateway: Gateway, request: GatewayRequest): Promise<Answer> {
  const answered = gateway.clock.answering?.() ?? (() => {});
  request.onGone(answered);
  try {
    return (await gateway.handle(request)).answer;
  } catch (error) {
    // Not a fault on order but a defect of the simulator itself: say so where it is seen.
    console.error('simulated gateway:', error);
    return { status: 500, body: 'defect of the simulated gateway', contentType: 'text/plain' };
  } finally {
    answered();
  }
}

function readRequest(message: IncomingMessage, response: ServerResponse, body: string): GatewayRequest {
  return {
    method: message.method ?? '',
    ...splitTarget((message.url ?? '').replace(/^https?:\/\/[^/?]*/i, '')),
    headers: message.headers,
    rawHeaders: message.rawHeaders,
    body,
    secure: 'encrypted' in message.socket,
    onGone(listener) {
      response.once('close', () => {
        if (!response.writableFinished) listener();
      });
    },
  };
}

function write(message: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { undelivered } = answer;
  if (answer.cut) {
    message.socket.destroy();
    undelivered?.();
    return;
  }
  if (response.destroyed || message.socket.destroyed) {
    undelivered?.();
    return;
  }
  if (undelivered) {
    response.once('close', () => {
      if (!response.writableFinished) undelivered();
    });
  }
  const { headers, body } = written(answer);
  response.writeHead(answer.status, headers);
  if (answer.chunked) response.write(body.subarray(0, 1));
  response.end(answer.chunked ? body.subarray(1) : body);
}

/** The headers that are the gateway's own, and the body, as they stand on the wire. */
export function written(answer: Answer): { headers: Record<string, string | string[] | number>; body: Buffer } {
  const text = typeof answer.body === 'object' ? JSON.stringify(answer.body) : (answer.body ?? '');
  const { encoding = 'utf8', coding } = answer;
  const plain = Buffer.from(text, encoding);
  const body = coding ? gzipSync(plain) : plain;
  const headers: Record<string, string | string[] | number> = { ...answer.headers };
  if (answer.body !== undefined)
    headers['Content-Type'] = answer.contentType ?? (typeof answer.body === 'object' ? jsonType : 'text/html');
  if (coding) headers['Content-Encoding'] = coding;
  if (!answer.chunked && answer.status !== 204) headers['Content-Length'] = body.length;
  return { headers, body };
}

/** No header and no body is ever logged; a Guid that somebody put into the address is blotted out. */
function logLine(message: IncomingMessage, answer: Answer, ms: number): string {
  const address = (message.url ?? '').replace(/^\/agentgateway\/resource/, '').replace(/[0-9a-f-]{32,}/gi, '<guid>');
  const retcode = retcodeOf(answer);
  const outcome = answer.cut ? 'connection cut' : `${answer.status}${retcode === undefined ? '' : ` ${retcode}`}`;
  return `${message.method} ${address} -> ${outcome} (${ms.toFixed(1)} ms)`;
}

/**
 * What node's parser cannot read never reaches the gateway: 400, and the connection is closed. A method that it does not
 * know is the gateway's own to refuse.
 */
function refuseUnreadable(gateway: Gateway | undefined, error: Unreadable, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const unknown =
    error.code === 'HPE_INVALID_METHOD' && error.rawPacket
      ? readUnknownMethod(error.rawPacket, 'encrypted' in socket)
      : undefined;
  if (gateway && unknown) {
    void answerOf(gateway, unknown).then((answer) => {
      const { headers, body } = written(answer);
      if (answer.cut) socket.destroy();
      else endWith(socket, answer, headers, body);
    });
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  endRaw(socket, status, 'the request cannot be read');
}

interface Unreadable extends NodeJS.ErrnoException {
  /** What had come when the parser gave up. */
  rawPacket?: Buffer;
}

function endRaw(socket: Duplex, status: string, message: string): void {
  const body = JSON.stringify(refusal('100-007', message).body);
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: ${jsonType}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
}

export function createServer(
  listener: RequestListener,
  { gateway, certificate }: { gateway?: Gateway; certificate?: Certificate } = {},
): http.Server {
  const server = certificate
    ? https.createServer({ key: certificate.keyPem, cert: certificate.certPem }, listener)
    : http.createServer(listener);
  server.on('clientError', (error: Unreadable, socket) => refuseUnreadable(gateway, error, socket));
  server.on('connect', (_message: IncomingMessage, socket: Duplex) =>
    endRaw(socket, '405 Method Not Allowed', 'refused'),
  );
  server.keepAliveTimeout = 120_000;
  return server;
}

/** Serves a connection that was made without the server's doing. */
export function takeConnection(server: http.Server, socket: Duplex, secure: boolean): void {
  server.emit(secure ? 'secureConnection' : 'connection', socket);
}

export async function listen(server: http.Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

export async function stop(server: http.Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
