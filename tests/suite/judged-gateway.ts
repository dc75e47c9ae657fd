/** A simulated gateway with faults or dialects, judged by the suite's cases in this process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Judged, runCases } from '../../fixtures/run-cases';
import { knownEditions, readContract } from '../../src/contract/read-contract';
import { type SimulatedGateway, startSimulator } from '../../src/simulator';
import { readSite } from '../../src/site/read-site';
import type { Site } from '../../src/site/site';

export interface Gateway {
  faults?: readonly string[];
  dialects?: readonly string[];
  authMode?: 1 | 2;
  /** How long an event is waited for. */
  deadlineMs?: number;
  /** Put in front of the gateway's plain HTTP address: gives an address of its own. */
  through?: (gateway: SimulatedGateway) => Promise<string>;
}

/** Shorter than the simulated site has them, so that what waits for a Guid or a missing event waits less. */
const GUID = { intervalMs: 200, timeoutMs: 600 };
const POLL_WAIT_MS = 70;

const sites = new Map<1 | 2, Site>();

function simulatedSite(authMode: 1 | 2): Site {
  const known = sites.get(authMode);
  if (known) return known;
  const editions = Object.fromEntries(
    knownEditions().map((edition) => [edition, readContract(edition).operations.phonepickup.agentId]),
  );
  const file = join(__dirname, `../../fixtures/simulated/2023-authmode-${authMode}.yaml`);
  const site = readSite(file, { env: {}, editions });
  sites.set(authMode, site);
  return site;
}

/** Runs the cases against the gateway, one after the other; by default all of them, to the end. */
export async function judgeGateway(
  { faults = [], dialects = [], authMode = 2, deadlineMs = 1000, through }: Gateway,
  which: Pick<NonNullable<Parameters<typeof runCases>[2]>, 'choose' | 'enough' | 'transcript'> = {},
): Promise<Judged[]> {
  const described = simulatedSite(authMode);
  const simulator = await startSimulator({
    edition: '2023-09-27',
    authMode,
    guid: GUID,
    agents: described.agents.map((agent) => ({ ...agent })),
    ...(authMode === 2 && { pollWaitMs: POLL_WAIT_MS }),
    faults: [...faults],
    dialects: [...dialects],
  });
  const directory = mkdtempSync(join(tmpdir(), 'judged-gateway-'));
  try {
    const ca = join(directory, 'ca.pem');
    writeFileSync(ca, simulator.caPem);
    const site: Site = {
      ...described,
      guid: GUID,
      url: simulator.url,
      ...(simulator.httpUrl !== undefined && { httpUrl: simulator.httpUrl }),
      tls: { ca, insecure: false },
      events: { ...described.events, deadlineMs },
    };
    if (through) Object.assign(site, { url: await through(simulator), httpUrl: undefined });
    return await runCases(site, directory, { driverUrl: simulator.driverUrl, ...which });
  } finally {
    await simulator.close();
    rmSync(directory, { recursive: true });
  }
}

/** What is neither a pass nor out of the site's reach, a line each. */
export function troubles(judged: readonly Judged[]): string[] {
  return judged
    .filter(({ result: { verdict } }) => verdict !== 'pass' && verdict !== 'not-applicable')
    .flatMap(({ of, result: { findings, requirements } }) => [
      ...findings.map(
        ({ requirement, expected, received }) => `${of.id}: ${requirement}: expected ${expected}, received ${received}`,
      ),
      ...requirements
        .filter(({ verdict }) => verdict === 'inconclusive' || verdict === 'not-run')
        .map(({ requirement, verdict, reason }) => `${of.id}: ${requirement} ${verdict}: ${reason}`),
    ]);
}
