import { readFileSync } from 'node:fs';
import { currentSite, type Started } from '../fixtures/current-site';
import globalSetup from '../fixtures/global-setup';

/** A process of its own with the simulated gateway, started as a run of the suite starts it; told to go, it goes. */
async function serve(): Promise<void> {
  await globalSetup();
  const { addresses, driverUrl } = JSON.parse(process.env.GATEWAY_SIMULATED ?? '') as Started;
  const caPem = readFileSync(addresses.tls.ca ?? '', 'utf8');
  const passwords = Object.fromEntries(currentSite().agents.map(({ id, password }) => [id, password]));
  const { url, httpUrl } = addresses;
  process.send?.({ addresses: { url, ...(httpUrl === undefined ? {} : { httpUrl }), caPem, driverUrl }, passwords });
}

process.on('disconnect', () => process.exit());
serve().catch((error) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
