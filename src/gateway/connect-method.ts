import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { HeaderList } from '../evidence/exchange';

interface ConnectRequest {
  path: string;
  headers: HeaderList;
  timeoutMs: number;
}

interface ConnectOptions {
  origin: string;
  ca?: string;
  insecure: boolean;
}

/**
 * Sends a CONNECT, which undici does not. Node hands over the socket behind the answer's head whatever the status;
 * the body is read as far as Content-Length says.
 */
export function sendConnect(
  request: ConnectRequest,
  options: ConnectOptions,
): Promise<{ status: number; headers: HeaderList; body: string }> {
  const { protocol, hostname, port } = new URL(options.origin);
  const secure = protocol === 'https:';
  const settings: RequestOptions & { ca?: string; rejectUnauthorized?: boolean } = {
    method: 'CONNECT',
    // Node wants an IPv6 address without its brackets.
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: request.path,
    headers: Object.fromEntries(request.headers),
    timeout: request.timeoutMs,
    agent: false,
    ...(secure ? { rejectUnauthorized: !options.insecure, ...(options.ca ? { ca: options.ca } : {}) } : {}),
  };
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? httpsRequest : httpRequest)(settings);
    outgoing.on('connect', (answer: IncomingMessage, socket: Socket, head: Buffer) => {
      socket.setTimeout(request.timeoutMs, () => socket.destroy());
      const headers = pairsOf(answer.rawHeaders);
      readBody(socket, head, Number(answer.headers['content-length'] ?? 0)).then(
        (body) => resolve({ status: answer.statusCode ?? 0, headers, body }),
        reject,
      );
    });
    outgoing.on('response', (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, headers: pairsOf(answer.rawHeaders), body: '' });
    });
    outgoing.on('timeout', () =>
      outgoing.destroy(Object.assign(new Error('no answer in time'), { code: 'UND_ERR_HEADERS_TIMEOUT' })),
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

function readBody(socket: Socket, head: Buffer, length: number): Promise<string> {
  return new Promise((resolve) => {
    const chunks = [head];
    let size = head.length;
    const finish = () => {
      socket.destroy();
      resolve(Buffer.concat(chunks).toString('utf8'));
    };
    if (size >= length) return finish();
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= length) finish();
    });
    socket.on('close', finish);
    socket.on('end', finish);
    socket.on('error', finish);
  });
}

function pairsOf(raw: readonly string[]): HeaderList {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));
}
