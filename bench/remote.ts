/**
 * `npm run bench:remote`: does a gateway get the same verdicts when it is far away? Judges the simulated gateway in
 * process and remote, over HTTPS with a CA of its own, Guids renewed every second, 30 ms added each way, six agents; with
 * `--push` the remote one pushes its events instead of being polled.
 */
import { Command, Option } from 'commander';
import { startRemoteGateway } from '../fixtures/remote/remote-gateway';
import { compareVerdicts, DELAY_MS, GUID } from '../fixtures/remote/same-verdicts';
import { load } from './quiet-machine';

async function main(): Promise<void> {
  const { fault, grep, push } = new Command('npm run bench:remote --')
    .option('--fault <name>', 'a fault of both gateways')
    .option('--grep <text>', 'these cases only')
    .addOption(new Option('--push <scheme>', 'the remote gateway pushes events').choices(['http', 'https']))
    .parse()
    .opts<{ fault?: string; grep?: string; push?: 'http' | 'https' }>();
  const faults = fault === undefined ? [] : [fault];
  await using gateway = await startRemoteGateway({ delayMs: DELAY_MS, guid: GUID, faults, ...(push ? { push } : {}) });
  const args = [...(grep === undefined ? [] : ['--grep', grep])];
  const { inProcess, remote, verdicts, differences } = await compareVerdicts(gateway, args, faults);
  const { arrivals, rings } = await gateway.state();
  say(
    `load ${load().toFixed(2)}, Guids renewed every ${GUID.intervalMs} ms, ${DELAY_MS} ms added each way${push ? `, events pushed over ${push}` : ''}`,
  );
  for (const [name, { code, report }] of [
    ['in process', inProcess],
    ['remote', remote],
  ] as const) {
    const seconds = ((report?.durationMs ?? 0) / 1000).toFixed(1);
    say(
      `${name}: exit ${code}, ${report?.verdict ?? 'no report'}, ${JSON.stringify(report?.caseCounts ?? {})}, ${seconds} s`,
    );
  }
  say(
    `remote: ${arrivals.length} requests, ${rings} rings; left: ${(await gateway.leftOver()).join(', ') || 'nothing'}`,
  );
  for (const difference of differences) say(`differs: ${difference}`);
  say(`${verdicts - differences.length} of ${verdicts} verdicts (one for each case and requirement) are the same`);
  if (differences.length > 0 || verdicts === 0) process.exitCode = 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
