/** A stretch of network between suite and gateway that loses requests, by chance with a seed or by order. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { http } from '../gateway/raw-server';

/**
 * What can happen to one request. `unseen`, `bad-gateway`, `portal`: it never arrives, and the last two are answered by
 * something in between. All others: the gateway has dealt with it.
 */
export type Mishap =
  | 'unseen'
  | 'swallowed'
  | 'half'
  | 'garbage'
  | 'bad-gateway'
  | 'gateway-timeout'
  | 'stall'
  | 'drip'
  | 'portal';

const DRIP_MS = 20;
const PORTAL = ['Content-Type: text/html; charset=UTF-8', 'Connection: close'];

/** Those that cost no waiting. */
export const QUICK: readonly Mishap[] = ['unseen', 'swallowed', 'half', 'garbage', 'bad-gateway', 'gateway-timeout'];

export interface FailingProxy extends AsyncDisposable {
  url: string;
  /** What has happened so far. */
  counts: { requests: number; mishaps: number };
  /** Decides on every request from now on. */
  decide: (request: string) => Mishap | undefined;
  /** From now on nothing is accepted any more, and what is open is cut. */
  hangUp(): Promise<void>;
}

/** Lets every request through until told otherwise. */
export async function openFailingProxy(target: string): Promise<FailingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const proxy = { counts: { requests: 0, mishaps: 0 }, decide: (_request: string): Mishap | undefined => undefined };
  const server: Server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: hostname, port: Number(port), noDelay: true });
    keep(client);
    keep(upstream);
    let answering = true;
    let mishap: Mishap | undefined;
    client.on('data', (chunk) => {
      // A request begins with the first bytes after an answer.
      if (answering) {
        answering = false;
        proxy.counts.requests += 1;
        mishap = proxy.decide(chunk.toString('latin1'));
        if (mishap) proxy.counts.mishaps += 1;
      }
      if (mishap === 'unseen') client.resetAndDestroy();
      else if (mishap === 'bad-gateway')
        client.end(http('502 Bad Gateway', '<html>no gateway</html>', ['Connection: close']));
      else if (mishap === 'portal') client.end(http('200 OK', '<html>Sign in</html>', PORTAL));
      else upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      answering = true;
      if (mishap === undefined) client.write(chunk);
      else spoil(client, chunk, mishap);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return Object.assign(proxy, {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    hangUp: close,
    [Symbol.asyncDispose]: close,
  });
}

/** The gateway's answer has come this far. */
function spoil(client: Socket, answer: Buffer, mishap: Mishap): void {
  if (mishap === 'swallowed') client.resetAndDestroy();
  if (mishap === 'half') client.end(answer.subarray(0, answer.length / 2));
  if (mishap === 'garbage') client.end('SSH-2.0-OpenSSH_9.6\r\n');
  if (mishap === 'drip') drip(client);
  if (mishap === 'gateway-timeout') client.end(http('504 Gateway Timeout', '', ['Connection: close']));
}

/** An answer that begins, and goes on byte by byte without ever coming to its end. */
function drip(client: Socket): void {
  client.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n');
  const timer = setInterval(() => client.write(' '), DRIP_MS);
  client.once('close', () => clearInterval(timer));
}

/** Loses that share of all requests, in all quick ways alike; the same seed loses the same ones. */
export function byChance(share: number, seed: number): () => Mishap | undefined {
  let state = seed >>> 0;
  // mulberry32
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => (random() < share ? QUICK[Math.floor(random() * QUICK.length)] : undefined);
}
