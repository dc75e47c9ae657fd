import { Gateway } from '../../../src/gateway/gateway';
import { agentsFromList, type SimulatedGateway, type SimulatorOptions, startSimulator } from '../../../src/simulator';
import type { LentAgent, Site } from '../../../src/site/site';

/** 101 to 106 are plain; 107 is in another group, 108 may not pick up, 109 has another phone. */
export const simulatedAgents = agentsFromList('101-109', '2023-09-27', 'secret-of-agents', {
  otherGroup: '107',
  mayNotPickUp: '108',
  otherPhone: '109',
});

export function lent(
  agents: readonly { id: string; password: string; phone: string }[] = simulatedAgents,
): LentAgent[] {
  return agents.map((agent) => ({ phoneModel: 'eSpace 7910', group: 'A', mayPickUp: true, ...agent }));
}

export function siteAt(url: string, change: Partial<Site> = {}): Site {
  return {
    file: '/nowhere/site.yaml',
    name: 'Simulated gateway',
    url,
    edition: '2023-09-27',
    authMode: 1,
    guid: { intervalMs: 60_000, timeoutMs: 120_000 },
    tls: { insecure: true },
    recording: true,
    snatchpickupGuid: 'observed',
    signIn: { force: false, autoAnswer: true },
    // Far longer than anything takes: what is waited for comes, or the test ends.
    events: { deadlineMs: 20_000, quietMs: 20, mode: 'poll' },
    exploration: { steps: 0 },
    limits: { maxWaitMs: 60_000, answerMs: 15_000 },
    calls: { driver: 'simulator', faults: [], dialects: [] },
    agents: lent(),
    ...change,
  };
}

/** A simulated gateway and a client of it. */
export interface SimulatedSite extends AsyncDisposable {
  simulator: SimulatedGateway;
  site: Site;
  gateway: Gateway;
}

export async function openSite(
  options: Partial<SimulatorOptions> = {},
  change: Partial<Site> = {},
): Promise<SimulatedSite> {
  const simulator = await startSimulator({
    edition: '2023-09-27',
    authMode: 1,
    agents: simulatedAgents.map((agent) => ({ ...agent })),
    ...options,
  });
  const site = siteAt(simulator.httpUrl ?? simulator.url, { authMode: options.authMode ?? 1, ...change });
  const gateway = new Gateway(site, '/agentgateway/resource');
  return {
    simulator,
    site,
    gateway,
    async [Symbol.asyncDispose]() {
      await gateway.close();
      await simulator.close();
    },
  };
}
