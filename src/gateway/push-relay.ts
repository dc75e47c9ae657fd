import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { openReceiver, type Place, type Received, type Reply } from './receiver';

const NOBODY: Reply = { status: 404, body: '{"message":"nobody listens here","retcode":"1"}' };
const FORWARD_MS = 5_000;

/** What the relay tells a listener besides the push, in headers of its own. */
export const NUMBER = 'x-push-number';
/** Pushes from this number on may have been taken without the gateway's knowing: it pushes their events again. */
export const DOUBTFUL_FROM = 'x-push-doubtful-from';
/** Why events may come late or twice. */
export const TROUBLE = 'x-push-trouble';

/**
 * Listens at the one address that the gateway reaches and hands each push on to the process whose agent it is for, and
 * that one's answer back. Listeners are found by the last part of the path: a file of that name in `directory` holds their
 * port. Rejects where the port is taken.
 */
export function openPushRelay(
  callback: string,
  directory: string,
  tls?: Place['tls'],
): Promise<{ port: number; close(): Promise<void> }> {
  let pushes = 0;
  const doubtfulFrom = new Map<string, number>();

  const trouble = (of: Omit<Received, 'body'>, what: string) => {
    void handOn({ ...of, body: '' }, directory, { [TROUBLE]: what }).catch(() => undefined);
  };
  const doubt = (of: Received, number: number, what: string) => {
    const token = tokenOf(of);
    doubtfulFrom.set(token, doubtfulFrom.get(token) ?? number);
    trouble(of, what);
  };
  return openReceiver(
    { port: portOf(callback), ...(tls ? { tls } : {}) },
    {
      async answer(received) {
        const number = ++pushes;
        const since = doubtfulFrom.get(tokenOf(received));
        const numbered = { [NUMBER]: `${number}`, ...(since === undefined ? {} : { [DOUBTFUL_FROM]: `${since}` }) };
        const reply = await handOn(received, directory, numbered).catch((error) => {
          doubt(received, number, 'a push could not be handed on in time');
          throw error;
        });
        return {
          ...reply,
          settled(handedOver) {
            if (reply.status !== 200) return;
            if (handedOver) doubtfulFrom.delete(tokenOf(received));
            else doubt(received, number, 'the answer to a push did not get through');
          },
        };
      },
      brokenOff: (begun) => trouble(begun, 'a push broke off'),
    },
  );
}

/** The port of the address that the gateway reaches. */
export function portOf(callback: string): number {
  const { port, protocol } = new URL(callback);
  return Number(port || (protocol === 'https:' ? 443 : 80));
}

function tokenOf({ headers }: Pick<Received, 'headers'>): string {
  return String(headers.service_token ?? '');
}

async function handOn(received: Received, directory: string, besides: Record<string, string>): Promise<Reply> {
  const port = listenerPort(received.path, directory);
  if (received.method !== 'POST' || port === undefined) return NOBODY;
  const { statusCode, body } = await request(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', service_token: tokenOf(received), ...besides },
    body: received.body,
    headersTimeout: FORWARD_MS,
    bodyTimeout: FORWARD_MS,
  });
  return { status: statusCode, body: await body.text() };
}

/** Only names that listeners give themselves are looked up. */
function listenerPort(path: string, directory: string): number | undefined {
  const name = /\/([0-9a-f]{16})$/.exec(path.split('?', 1)[0] ?? '')?.[1];
  if (name === undefined) return undefined;
  try {
    return Number(readFileSync(join(directory, name), 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
