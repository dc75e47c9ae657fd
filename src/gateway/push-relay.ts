import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { TAKEN } from './push-listener';
import { openReceiver, type Received, type Reply } from './receiver';

const NOBODY: Reply = { status: 404, body: '{"message":"nobody listens here","retcode":"1"}' };
const FORWARD_MS = 5_000;

/**
 * Listens at the one address that the gateway reaches and hands each push on to the process whose agent it is for, and
 * that one's answer back. Listeners are found by the last part of the path: a file of that name in `directory` holds their
 * port. Rejects where the port is taken.
 */
export function openPushRelay(callback: string, directory: string): Promise<{ port: number; close(): Promise<void> }> {
  const { port } = new URL(callback);
  /** By token the last push that was taken, where the gateway may not have learnt so: it pushes it again. */
  const inDoubt = new Map<string, string>();
  return openReceiver({ port: Number(port || 80) }, async (received) => {
    const token = String(received.headers.service_token ?? '');
    const isRepeated = inDoubt.get(token) === received.body;
    inDoubt.delete(token);
    const reply = isRepeated ? TAKEN : await handOn(received, directory);
    return { ...reply, undelivered: () => reply.status === 200 && inDoubt.set(token, received.body) };
  });
}

async function handOn({ method, path, headers, body }: Received, directory: string): Promise<Reply> {
  const port = portOf(path, directory);
  if (method !== 'POST' || port === undefined) return NOBODY;
  const { statusCode, body: answer } = await request(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', service_token: String(headers.service_token ?? '') },
    body,
    headersTimeout: FORWARD_MS,
    bodyTimeout: FORWARD_MS,
  });
  return { status: statusCode, body: await answer.text() };
}

/** Only names that listeners give themselves are looked up. */
function portOf(path: string, directory: string): number | undefined {
  const name = /\/([0-9a-f]{16})$/.exec(path.split('?', 1)[0] ?? '')?.[1];
  if (name === undefined) return undefined;
  try {
    return Number(readFileSync(join(directory, name), 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
