/**
 * `npm run conformance -- --check-site` and `--clean-up`: what is done with a site besides judging its gateway. Takes the
 * site file from `GATEWAY_SITE`. Exit code 0 when all is as it should be, 3 when not; stderr says what.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentSite, simulatorDriverUrl } from '../fixtures/current-site';
import { explorationPlan } from '../fixtures/exploration';
import globalSetup from '../fixtures/global-setup';
import { relayFor } from '../fixtures/push-relay';
import { driverOf } from '../src/calls/driver-of';
import { planCases } from '../src/cases';
import { readContract } from '../src/contract/read-contract';
import { effectiveRequirements } from '../src/report/account/effective-requirements';
import { cleanUp } from '../src/staging/clean-up';
import { checkSite } from '../src/staging/site-check';
import { pushDirectory, siteDirectory } from '../src/staging/site-directory';
import { siteCheckProblems, siteCheckText } from './site-check-text';

const NOT_AS_IT_SHOULD_BE = 3;

async function checked(runDirectory: string): Promise<string[]> {
  const simulated = currentSite().calls.driver === 'simulator';
  const close = simulated ? await globalSetup() : undefined;
  const site = currentSite();
  const contract = readContract(site.edition);
  // The simulated gateway's set-up opened its own.
  const relay = simulated ? { close: async () => undefined } : await relayFor(site, runDirectory);
  if ('problem' in relay) return [relay.problem];
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  const check = await checkSite({
    site,
    contract,
    driver: driverOf(site, simulatorDriverUrl()),
    directory: siteDirectory(site, runDirectory),
    pushDirectory: pushDirectory(runDirectory),
    cases: planCases(contract, explorationPlan(site)),
    requirements: effectiveRequirements(contract, site),
    signal: stop.signal,
  });
  await relay.close();
  await close?.();
  process.stdout.write(`${siteCheckText(site, check)}\n`);
  const problems = siteCheckProblems(site, check);
  return stop.signal.aborted ? [...problems, 'stopped before all was checked'] : problems;
}

async function cleanedUp(runDirectory: string): Promise<string[]> {
  const site = currentSite();
  if (site.calls.driver === 'simulator') {
    process.stdout.write('The simulated gateway ends with the run that started it: there is nothing to clean up.\n');
    return [];
  }
  // Once begun it goes to its end, which is bounded: stopped halfway it would leave what it is there to remove.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const cleaned = await cleanUp({
    site,
    contract: readContract(site.edition),
    driver: driverOf(site, undefined),
    directory: siteDirectory(site, runDirectory),
    agents: site.agents,
  });
  for (const { id, wasSignedIn, problem } of cleaned)
    if (problem === undefined)
      process.stdout.write(`agent ${id}: ${wasSignedIn ? 'signed out now' : 'was not signed in'}, no call\n`);
  return cleaned.flatMap(({ id, problem }) =>
    problem === undefined ? [] : [`agent ${id} may still be signed in, or have a call: ${problem}`],
  );
}

async function main(command: string | undefined): Promise<void> {
  const { file } = currentSite();
  const runDirectory = mkdtempSync(join(tmpdir(), 'gateway-run-'));
  process.env.GATEWAY_RUN_DIR = runDirectory;
  try {
    const problems = await (command === 'clean-up' ? cleanedUp(runDirectory) : checked(runDirectory));
    for (const problem of problems) process.stderr.write(`${file}: ${problem}\n`);
    if (problems.length > 0) process.exitCode = NOT_AS_IT_SHOULD_BE;
  } finally {
    rmSync(runDirectory, { recursive: true, force: true });
  }
}

main(process.argv[2])
  .catch((error: unknown) => {
    process.stderr.write(`conformance: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = NOT_AS_IT_SHOULD_BE;
  })
  // What hangs is waited for no longer.
  .finally(() => process.exit());
