/** The real command against a gateway of its own, with everything that it writes. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { callbackFor } from '../../../fixtures/remote/callback';
import { type SimulatedAgent, startSimulator } from '../../../src/simulator';
import { runNode } from '../commands';
import type { FailingProxy } from '../network/failing-proxy';
import { filesBelow, type Written } from './found-secrets';

const ROOT = join(__dirname, '../../..');

export interface WholeRun {
  code: number | null;
  /** Files of the reports and of the folder for temporary files, and what was printed. */
  written: Written[];
  passwords: string[];
  /** The parts of the Guids that are not the same in all of them. */
  guids: string[];
  /** The values of the cookies. */
  cookies: string[];
  /** The service tokens of sessions whose events are pushed. */
  tokens: string[];
}

/** As long as the gateway allows; characters that JSON, addresses and pages write differently stand in every password. */
function password(): string {
  return `${randomBytes(9).toString('base64url')}"\\&<%é+${randomBytes(9).toString('base64url')}`;
}

export async function wholeRun(
  authMode: 1 | 2,
  faults: readonly string[],
  /** What else the command is told, and the network between it and the gateway. */
  {
    args = [],
    network,
    push = false,
  }: { args?: readonly string[]; network?: (url: string) => Promise<FailingProxy>; push?: boolean } = {},
): Promise<WholeRun> {
  const described = parse(readFileSync(join(ROOT, `fixtures/simulated/2023-authmode-${authMode}.yaml`), 'utf8'), {
    merge: true,
    maxAliasCount: 10_000,
  });
  const agents: SimulatedAgent[] = described.agents.map((agent: SimulatedAgent) => ({
    ...agent,
    password: password(),
  }));
  const issued: string[] = [];
  const simulator = await startSimulator({
    edition: '2023-09-27',
    authMode,
    guid: described.guid,
    agents,
    ...(authMode === 2 && { pollWaitMs: described.guid.intervalMs / 3 }),
    faults: [...faults],
    onSecret: (value) => issued.push(value),
  });
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  const proxy = await network?.(simulator.httpUrl ?? '');
  try {
    const [ca, file, temporary, reports] = ['ca.pem', 'site.yaml', 'tmp', 'reports'].map((name) => join(folder, name));
    if (!ca || !file || !temporary || !reports) throw new Error('no paths');
    mkdirSync(temporary);
    writeFileSync(ca, simulator.caPem);
    const { url, httpUrl, driverUrl } = simulator;
    const calls = { driver: 'http', url: driverUrl };
    const events = { ...described.events, ...(push && (await callbackFor('http', folder))) };
    const site = { ...described, url: proxy?.url ?? url, httpUrl, tls: { ca }, events, calls, agents };
    writeFileSync(file, stringify(site));
    const command = [join(ROOT, 'bin/conformance.mjs'), '--site', file, '--reports', reports, ...args];
    const { code, stdout, stderr } = await runNode(command, { cwd: temporary, env: { TMPDIR: temporary } });
    const ofKind = (kind: RegExp) =>
      issued.filter((value) => kind.test(value)).map((value) => /^(?:\w+=)?([^.]+)/.exec(value)?.[1] ?? value);
    return {
      code,
      written: [
        { place: 'stdout', text: stdout },
        { place: 'stderr', text: stderr },
        ...filesBelow(reports),
        ...filesBelow(temporary),
      ],
      passwords: agents.map((agent) => agent.password),
      guids: ofKind(/^[^=]+$/),
      cookies: ofKind(/^(?!service_token)\w+=/),
      tokens: ofKind(/^service_token=/),
    };
  } finally {
    await proxy?.[Symbol.asyncDispose]();
    await simulator.close();
    rmSync(folder, { recursive: true });
  }
}
