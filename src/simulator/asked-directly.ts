import type { IncomingHttpHeaders } from 'node:http';
import type { Gateway } from './gateway';
import { answerOf, written } from './gateway-server';
import { splitTarget } from './request';

/** A request with every header that stands on the wire, name and value in turn. */
export interface DirectRequest {
  method: string;
  /** From the slash on, with query. */
  path: string;
  rawHeaders: string[];
  body: string;
  secure: boolean;
}

export interface DirectAnswer {
  status: number;
  /** Name and value in turn. */
  rawHeaders: string[];
  body: Buffer;
}

/**
 * Asks the gateway without HTTP: no name is given twice, and nothing is in the request that a server would refuse to read.
 * Resolves with undefined where the gateway cuts the connection; `gone` is called with what to do when the client goes.
 */
export async function askDirectly(
  gateway: Gateway,
  request: DirectRequest,
  gone: (listener: () => void) => void,
): Promise<DirectAnswer | undefined> {
  const { path, ...asked } = request;
  let isGone = false;
  gone(() => {
    isGone = true;
  });
  const answer = await answerOf(gateway, {
    ...asked,
    ...splitTarget(path),
    headers: lowered(request.rawHeaders),
    onGone: gone,
  });
  if (answer.cut || isGone) {
    answer.undelivered?.();
    return undefined;
  }
  if (answer.undelivered) gone(answer.undelivered);
  const { headers, body } = written(answer);
  const rawHeaders = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((each) => [name, String(each)]),
  );
  if (!('Date' in headers)) rawHeaders.push('Date', new Date().toUTCString());
  if (!('Connection' in headers)) rawHeaders.push('Connection', 'keep-alive');
  if (answer.chunked) rawHeaders.push('Transfer-Encoding', 'chunked');
  const isEmpty = request.method === 'HEAD' || answer.status === 204 || answer.status === 304;
  return { status: answer.status, rawHeaders, body: isEmpty ? Buffer.alloc(0) : body };
}

function lowered(raw: readonly string[]): IncomingHttpHeaders {
  const headers: IncomingHttpHeaders = {};
  for (let at = 0; at + 1 < raw.length; at += 2) headers[String(raw[at]).toLowerCase()] = String(raw[at + 1]);
  return headers;
}
