/** The simulated CC-Gateway: start one, make it ring, look at what it holds. */
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AgentState } from './agents';
import { askDirectly, type DirectAnswer, type DirectRequest } from './asked-directly';
import { callDriverListener } from './call-driver-server';
import type { Call } from './calls';
import { certificateFor } from './certificate';
import { dialects as knownDialects } from './dialects';
import { faults as knownFaults } from './faults';
import { storyFaults as knownStoryFaults } from './faults/stories';
import { Gateway } from './gateway';
import { createServer, listen, requestListener, stop, takeConnection } from './gateway-server';
import { memoryConnection } from './memory-connection';
import type { SimulatorOptions } from './options';
import { type DialectInfo, type FaultInfo, hooksOf, pick } from './quirks';

export { type AgentDifferences, agentsFromList } from './agent-list';
export { type Clock, type ManualClock, manualClock } from './clock';
export type { Edition } from './editions';
export { editions } from './editions';
export type { SimulatedAgent, SimulatorOptions } from './options';
export type { DialectInfo, FaultInfo } from './quirks';

export interface AgentSnapshot {
  id: string;
  signedIn: boolean;
  state: AgentState;
  call?: { id: string; kind: Call['kind']; state: Call['state']; caller: string; called: string };
}

export interface SimulatedGateway {
  url: string;
  httpUrl?: string;
  driverUrl: string;
  caPem: string;
  close(): Promise<void>;
  stats(): { requests: number; rings: number };
  /** Every configured agent as it is now. */
  state(): AgentSnapshot[];
  /** A connection to one of its origins that takes no socket: HTTP as by the others, without TCP and TLS. */
  connect(origin: string): Duplex;
  /** Asks it without HTTP. Undefined: the connection was cut. `gone` is called with what to do when the client goes. */
  ask(
    origin: string,
    request: Omit<DirectRequest, 'secure'>,
    gone: (listener: () => void) => void,
  ): Promise<DirectAnswer | undefined>;
}

export const faults: readonly FaultInfo[] = knownFaults;
/** Faults that no single request shows, only what came before it. */
export const storyFaults: readonly FaultInfo[] = knownStoryFaults;
export const dialects: readonly DialectInfo[] = knownDialects;

export async function startSimulator(options: SimulatorOptions): Promise<SimulatedGateway> {
  // Faults first: a dialect then says in its own way what the fault made of an answer.
  const quirks = [
    ...pick('fault', [...knownFaults, ...knownStoryFaults], options.faults ?? []),
    ...pick('dialect', knownDialects, options.dialects ?? []),
  ];
  const gateway = new Gateway(options, quirks.map(hooksOf));
  const host = options.host ?? '127.0.0.1';
  const certificate = await certificateFor(host);
  const listener = requestListener(gateway, options.log);
  const secure = createServer(listener, { gateway, certificate });
  const plain = (options.plainHttp ?? true) ? createServer(listener, { gateway }) : undefined;
  const driver = createServer(callDriverListener(gateway, options.log));
  const servers = [secure, driver, ...(plain ? [plain] : [])];
  const at = (port: number) => `${host.includes(':') ? `[${host}]` : host}:${port}`;

  try {
    const url = `https://${at(await listen(secure, host, options.port ?? 0))}`;
    const driverUrl = `http://${at(await listen(driver, host, options.driverPort ?? 0))}`;
    const httpUrl = plain && `http://${at(await listen(plain, host, options.httpPort ?? 0))}`;
    return {
      url,
      ...(httpUrl !== undefined && { httpUrl }),
      driverUrl,
      caPem: certificate.caPem,
      async close() {
        gateway.sessions.closeAll();
        await Promise.all(servers.map(stop));
      },
      stats: () => ({ requests: gateway.requests, rings: gateway.calls.placed }),
      state: () => snapshots(gateway),
      connect(origin) {
        const server = { [url]: secure, ...(httpUrl !== undefined && { [httpUrl]: plain }) }[origin];
        if (!server) throw new Error(`expected an origin of the simulated gateway, found ${origin}`);
        return connected(server, server === secure);
      },
      ask: (origin, request, gone) => askDirectly(gateway, { ...request, secure: origin === url }, gone),
    };
  } catch (error) {
    await Promise.all(servers.filter((server) => server.listening).map(stop));
    throw error;
  }
}

function connected(server: Server, secure: boolean): Duplex {
  const ends = memoryConnection(secure);
  takeConnection(server, ends.server, secure);
  return ends.client;
}

function snapshots(gateway: Gateway): AgentSnapshot[] {
  const inUse = new Map([...gateway.agents.inUse()].map((agent) => [agent.id, agent]));
  return [...gateway.agents.ids()].map((id) => {
    const agent = inUse.get(id);
    if (!agent) return { id, signedIn: false, state: 'signed-out' };
    const { call, session, state } = agent;
    const snapshot: AgentSnapshot = { id, signedIn: session !== undefined, state };
    if (call) {
      const { id: callId, kind, state: callState, caller, called } = call;
      snapshot.call = { id: callId, kind, state: callState, caller, called };
    }
    return snapshot;
  });
}
