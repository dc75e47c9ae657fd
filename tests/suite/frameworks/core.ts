/** The simulated gateway as what a server on some framework calls once it has read a request. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Pool } from 'undici';
import { ONE_BY_ONE } from '../../../src/gateway/transport';
import type { SimulatedGateway } from '../../../src/simulator';
import { takeConnection } from '../../../src/simulator/gateway-server';
import { memoryConnection } from '../../../src/simulator/memory-connection';

/** Has the gateway answer, at this path. */
export type Core = (request: IncomingMessage, response: ServerResponse, body: string, path: string) => Promise<void>;

/** What stands in front of the gateway: takes what it reads to the core. */
export type OpenServer = (core: Core) => Server | Promise<Server>;

export const ROOT = '/agentgateway/resource';
export const FIRST = 101;
export const LAST = 59_999;

/** The way to a server of a framework in this process, and from there to the gateway. */
export async function wayThrough(open: OpenServer, simulator: SimulatedGateway): Promise<(origin: string) => Pool> {
  const server = await open((request, response, body, path) => askCore(simulator, request, response, body, path));
  return (origin) =>
    new Pool(origin, {
      ...ONE_BY_ONE,
      connect: (_where, callback) => {
        const ends = memoryConnection(origin === simulator.url);
        takeConnection(server, ends.server, false);
        // undici asks no more of a socket than a stream has, but does not expect it at once.
        queueMicrotask(() => callback(null, ends.client as Socket));
      },
    });
}

async function askCore(
  simulator: SimulatedGateway,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  path: string,
): Promise<void> {
  const { method = '', rawHeaders, socket } = request;
  const origin = 'encrypted' in socket ? simulator.url : (simulator.httpUrl ?? '');
  const answer = await simulator.ask(origin, { method, path, rawHeaders, body }, (listener) => {
    response.once('close', () => {
      if (!response.writableFinished) listener();
    });
  });
  if (!answer) {
    socket.destroy();
    return;
  }
  response.writeHead(answer.status, answer.rawHeaders);
  response.end(answer.body);
}
