import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Answer } from './answer';
import { type GatewayRequest, splitTarget } from './request';

/**
 * A request whose method node's parser does not know, also one in lower-case letters, read by hand; undefined where it has
 * not come as a whole, or is none.
 */
export function readUnknownMethod(raw: Buffer, secure: boolean): GatewayRequest | undefined {
  const [head = '', body] = raw.toString('latin1').split(/\r\n\r\n(.*)/s);
  const [line = '', ...fields] = head.split('\r\n');
  const [, method, target] = /^([!-~]+) (\/[!-~]*) HTTP\/1\.1$/.exec(line) ?? [];
  if (method === undefined || target === undefined || body === undefined) return undefined;
  const rawHeaders: string[] = [];
  const headers: Record<string, string> = {};
  for (const field of fields) {
    const [, name = '', value = ''] = /^([^:]+):[ \t]*(.*?)[ \t]*$/.exec(field) ?? [];
    rawHeaders.push(name, value);
    headers[name.toLowerCase()] = value;
  }
  if (Number(headers['content-length'] ?? 0) !== body.length || headers['transfer-encoding'] !== undefined)
    return undefined;
  return { method, ...splitTarget(target), headers, rawHeaders, body, secure, onGone: () => {} };
}

/** Writes an answer without the server, whose parser has given this connection up, and ends the connection. */
export function endWith(socket: Duplex, answer: Pick<Answer, 'status'>, headers: object, body: Buffer): void {
  const fields = Object.entries({ ...headers, Connection: 'close' }).flatMap(([name, value]) =>
    [value].flat().map((each) => `${name}: ${each}`),
  );
  const status = `${answer.status} ${STATUS_CODES[answer.status] ?? ''}`;
  socket.write(`HTTP/1.1 ${status}\r\n${fields.join('\r\n')}\r\n\r\n`);
  socket.end(body);
}
