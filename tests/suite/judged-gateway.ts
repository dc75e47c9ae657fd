/** A simulated gateway with faults or dialects, judged by the suite's cases in this process. */

import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LeapingClock } from '../../fixtures/leaping-clock';
import { type Judged, runCases } from '../../fixtures/run-cases';
import { knownEditions, readContract } from '../../src/contract/read-contract';
import { type Clock, useClock } from '../../src/gateway/clock';
import { useWire } from '../../src/gateway/wire';
import { type Edition, type SimulatedGateway, type SimulatorOptions, startSimulator } from '../../src/simulator';
import { listen, stop } from '../../src/simulator/gateway-server';
import { readSite } from '../../src/site/read-site';
import type { Site } from '../../src/site/site';
import { DirectWay } from './asked-directly';
import { type OpenServer, wayThrough } from './frameworks/core';

export interface Gateway {
  faults?: readonly string[];
  dialects?: readonly string[];
  authMode?: 1 | 2;
  edition?: Edition;
  /** How long an event is waited for. */
  deadlineMs?: number;
  /** What the site file says, other than the simulated site's. */
  declares?: Partial<Pick<Site, 'recording' | 'snatchpickupGuid' | 'calls' | 'signIn'>>;
  /** How long phones ring, by a leaping clock. */
  ringMs?: number;
  /** When the suite's process is not scheduled, by a leaping clock: never, by default. */
  asleep?: NonNullable<Clock['asleep']>;
  /** Events are pushed instead of polled. */
  push?: boolean;
  /** Put in front of the gateway's plain HTTP address: gives an address of its own. */
  through?: (gateway: SimulatedGateway) => Promise<string>;
  /** A server on some framework that reads the requests before the gateway does, in this process. */
  inFront?: OpenServer;
  /** Steps of the exploration; none by default. */
  steps?: number;
  /** By TCP and TLS as in a run; else, unless something takes part that goes by the real time, within this process. */
  sockets?: boolean;
}

/** The clock by which gateway and suite go, and the times that a Guid and a poll have by it. */
interface Pace {
  /** How long phones ring, where the site says so. */
  ringMs?: number;
  times: Pick<SimulatorOptions, 'guid' | 'pollWaitMs' | 'clock' | 'uuid'> & { guid: Site['guid'] };
  deadlineMs: number;
  end(): void;
}

/** Where runs keep what their processes share: in memory, where the system has a folder there. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** When the gateway starts, by a leaping clock. */
const START = Date.UTC(2026, 0, 1);

/** The same UUIDs in each run: a Guid by chance may look like what a case takes for none, digits alone for instance. */
function counted(): () => string {
  let count = 0;
  return () => {
    count += 1;
    const hex = createHash('sha256').update(String(count)).digest('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  };
}

/** Times as gateways have them by default: by a leaping clock nobody has to wait. */
function leaping(ringMs = 60_000, asleep?: Gateway['asleep']): Pace {
  const clock = new LeapingClock();
  if (asleep) clock.asleep = asleep;
  const putBack = useClock(clock);
  return {
    times: {
      guid: { intervalMs: 60_000, timeoutMs: 120_000 },
      uuid: counted(),
      clock: {
        now: () => START + clock.now(),
        after: (ms, action) => clock.after(ms, action),
        answering: () => clock.answering(),
      },
    },
    deadlineMs: 10_000,
    ringMs,
    end() {
      clock.stop();
      putBack();
    },
  };
}

/** Where something else takes part that goes by the real time: everything is short. */
const real: Pace = { times: { guid: { intervalMs: 200, timeoutMs: 600 }, pollWaitMs: 70 }, deadlineMs: 1000, end() {} };

const sites = new Map<string, Site>();

function simulatedSite(edition: Edition, authMode: 1 | 2): Site {
  const name = `${edition.slice(0, 4)}-authmode-${authMode}.yaml`;
  const known = sites.get(name);
  if (known) return known;
  const editions = Object.fromEntries(
    knownEditions().map((each) => [each, readContract(each).operations.phonepickup.agentId]),
  );
  const site = readSite(join(__dirname, '../../fixtures/simulated', name), { env: {}, editions });
  sites.set(name, site);
  return site;
}

/** Runs the cases against the gateway, one after the other; by default all of them, to the end. */
export async function judgeGateway(
  {
    faults = [],
    dialects = [],
    authMode = 2,
    edition = '2023-09-27',
    deadlineMs,
    ringMs,
    asleep,
    push = false,
    through,
    inFront,
    steps = 0,
    declares = {},
    sockets = push || through !== undefined,
  }: Gateway,
  which: Pick<NonNullable<Parameters<typeof runCases>[2]>, 'choose' | 'enough' | 'transcript' | 'exploration'> = {},
): Promise<Judged[]> {
  const described = simulatedSite(edition, authMode);
  const pace = through || push ? real : leaping(ringMs, asleep);
  const simulator = await startSimulator({
    edition,
    authMode,
    agents: described.agents.map((agent) => ({ ...agent })),
    ...pace.times,
    ...(pace.ringMs === undefined ? {} : { ringTimeoutMs: pace.ringMs }),
    faults: [...faults],
    dialects: [...dialects],
  });
  const way = inFront ? await wayThrough(inFront, simulator) : (origin: string) => new DirectWay(simulator, origin);
  const putWireBack = sockets ? () => {} : useWire(way);
  const directory = mkdtempSync(join(FOLDER, 'judged-gateway-'));
  try {
    const ca = join(directory, 'ca.pem');
    writeFileSync(ca, simulator.caPem);
    const site: Site = {
      ...described,
      guid: pace.times.guid,
      url: simulator.url,
      ...(simulator.httpUrl !== undefined && { httpUrl: simulator.httpUrl }),
      tls: { ca, insecure: false },
      events: { ...described.events, deadlineMs: deadlineMs ?? pace.deadlineMs },
      exploration: { steps },
      calls: { ...described.calls, ...(pace.ringMs === undefined ? {} : { ringMs: pace.ringMs }) },
      ...declares,
    };
    if (push) site.events = { ...site.events, mode: 'push', callback: `http://127.0.0.1:${await freePort()}/events` };
    if (through) Object.assign(site, { url: await through(simulator), httpUrl: undefined });
    return await runCases(site, directory, { driverUrl: simulator.driverUrl, ...which });
  } finally {
    await simulator.close();
    putWireBack();
    pace.end();
    rmSync(directory, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, '127.0.0.1', 0);
  await stop(server);
  return port;
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
