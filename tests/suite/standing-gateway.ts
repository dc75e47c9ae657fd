/** A simulated gateway that outlives the commands which judge it, known to them by a site file alone. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { callbackFor } from '../../fixtures/remote/callback';
import { type SimulatedAgent, startSimulator } from '../../src/simulator';
import type { FailingProxy } from './network/failing-proxy';

interface Options {
  authMode: 1 | 2;
  faults: readonly string[];
  /** Told every Guid and cookie that is issued. */
  onSecret?: (value: string) => void;
  /** What lies between it and the commands. */
  network?: ((url: string) => Promise<FailingProxy>) | undefined;
  /** The site file asks for events to be pushed, instead of polling for them. */
  push?: boolean;
}

export interface StandingGateway {
  /** The site file. */
  file: string;
  passwords: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** As long as the gateway allows; characters that JSON, addresses and pages write differently stand in every password. */
function password(): string {
  return `${randomBytes(9).toString('base64url')}"\\&<%é+${randomBytes(9).toString('base64url')}`;
}

/** Starts one with the agents of the simulated site, and writes its site file into the folder. */
export async function standingGateway(
  folder: string,
  { authMode, faults, onSecret, network, push = false }: Options,
): Promise<StandingGateway> {
  const simulated = join(__dirname, `../../fixtures/simulated/2023-authmode-${authMode}.yaml`);
  const described = parse(readFileSync(simulated, 'utf8'), { merge: true, maxAliasCount: 10_000 });
  const agents: SimulatedAgent[] = described.agents.map((agent: SimulatedAgent) => ({
    ...agent,
    password: password(),
  }));
  const simulator = await startSimulator({
    edition: '2023-09-27',
    authMode,
    guid: described.guid,
    agents,
    ...(authMode === 2 && { pollWaitMs: described.guid.intervalMs / 3 }),
    faults: [...faults],
    ...(onSecret && { onSecret }),
  });
  const proxy = await network?.(simulator.httpUrl ?? '');
  const [ca, file] = [join(folder, 'ca.pem'), join(folder, 'site.yaml')];
  const { url, httpUrl, driverUrl } = simulator;
  const calls = { driver: 'http', url: driverUrl };
  const events = { ...described.events, ...(push && (await callbackFor('http', folder))) };
  const site = { ...described, url: proxy?.url ?? url, httpUrl, tls: { ca }, events, calls, agents };
  writeFileSync(ca, simulator.caPem);
  writeFileSync(file, stringify(site));
  return {
    file,
    passwords: agents.map((agent) => agent.password),
    async [Symbol.asyncDispose]() {
      await proxy?.[Symbol.asyncDispose]();
      await simulator.close();
    },
  };
}
