/** `npm run gateway`: the simulated gateway as a server of its own, until Ctrl-C. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import packageJson from '../package.json';
import {
  agentsFromList,
  dialects,
  type Edition,
  editions,
  faults,
  type SimulatedAgent,
  type SimulatedGateway,
  type SimulatorOptions,
  startSimulator,
  storyFaults,
} from '../src/simulator';
import { knownOf, takenByNpm } from './npm-options.mjs';

interface CliOptions {
  host: string;
  port: number;
  httpPort: number;
  driverPort: number;
  plainHttp: boolean;
  edition: Edition;
  authMode: '1' | '2';
  guidInterval: number;
  guidTimeout: number;
  agents: string;
  otherGroup?: string;
  mayNotPickUp?: string;
  otherPhone?: string;
  password: string;
  pollWait: number;
  ringTimeout: number;
  recording: boolean;
  fault: string[];
  dialect: string[];
  caFile: string;
  quiet?: boolean;
  listFaults?: boolean;
  listDialects?: boolean;
}

const badOptions = 3;

const program = new Command('gateway')
  .version(packageJson.version)
  .description('Starts the simulated CC-Gateway and prints how to reach it.')
  .option('--host <address>', 'address to listen at', '127.0.0.1')
  .option('--port <port>', 'HTTPS port, 0 = any free one', wholeNumber, 8043)
  .option('--http-port <port>', 'plain HTTP port, 0 = any free one', wholeNumber, 0)
  .option('--driver-port <port>', 'port of the call driver, 0 = any free one', wholeNumber, 0)
  .option('--no-plain-http', 'open no plain HTTP port')
  .addOption(new Option('--edition <edition>', 'edition of the contract').choices(editions).default('2023-09-27'))
  .addOption(new Option('--auth-mode <mode>', '1 static, 2 dynamic Guids').choices(['1', '2']).default('2'))
  .option('--guid-interval <ms>', 'how often a Guid is renewed', wholeNumber, 60_000)
  .option('--guid-timeout <ms>', 'how long a replaced Guid still works', wholeNumber, 120_000)
  .option('--agents <ids>', 'IDs and ranges of IDs', '101-110,59999')
  .option('--other-group <ids>', 'those of the agents that are in group B')
  .option('--may-not-pick-up <ids>', 'those without the group pickup permission')
  .option('--other-phone <ids>', 'those whose phone is no eSpace 7910')
  .addOption(
    new Option('--password <password>', 'of every agent').env('SIMULATED_PASSWORD').default('simulated', '"simulated"'),
  )
  .option('--poll-wait <ms>', 'how long a poll waits for an event, 0 = not at all', wholeNumber, 10_000)
  .option('--ring-timeout <ms>', 'how long a phone rings unanswered', wholeNumber, 60_000)
  .option('--no-recording', 'calls are not recorded')
  .option('--fault <name...>', 'break the contract in this way', [])
  .option('--dialect <name...>', 'keep the contract in this unusual way', [])
  .option('--ca-file <file>', 'where to write the certificate of the CA', 'reports/gateway-ca.pem')
  .option('--quiet', 'log no requests')
  .option('--list-faults', 'list the faults and exit')
  .option('--list-dialects', 'list the dialects and exit')
  .allowExcessArguments(false)
  .exitOverride();

// Whoever reads a list may leave before its end, as `head` does.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

main().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : badOptions);
  console.error(`gateway: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(badOptions);
});

async function main(): Promise<void> {
  const taken = takenByNpm(process.env, process.argv.slice(2), 'gateway', knownOf(program.options));
  if (taken !== undefined) throw new Error(taken);
  const options = program.parse().opts<CliOptions>();
  if (options.listFaults)
    for (const fault of [...faults, ...storyFaults]) console.log(`${fault.name}  [${fault.breaks}]\n    ${fault.text}`);
  if (options.listDialects) for (const dialect of dialects) console.log(`${dialect.name}\n    ${dialect.text}`);
  if (options.listFaults || options.listDialects) return;

  const agents = agentsFromList(options.agents, options.edition, options.password, options);
  const gateway = await startSimulator(simulatorOptions(options, agents));
  const caFile = path.resolve(options.caFile);
  mkdirSync(path.dirname(caFile), { recursive: true });
  writeFileSync(caFile, gateway.caPem);
  introduce(gateway, options, agents, caFile);

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void gateway.close().then(() => process.exit(0)));
  }
}

function simulatorOptions(options: CliOptions, agents: SimulatedAgent[]): SimulatorOptions {
  return {
    edition: options.edition,
    authMode: options.authMode === '1' ? 1 : 2,
    guid: { intervalMs: options.guidInterval, timeoutMs: options.guidTimeout },
    agents,
    recording: options.recording,
    pollWaitMs: options.pollWait,
    ringTimeoutMs: options.ringTimeout,
    plainHttp: options.plainHttp,
    host: options.host,
    port: options.port,
    httpPort: options.httpPort,
    driverPort: options.driverPort,
    faults: options.fault,
    dialects: options.dialect,
    ...(!options.quiet && { log: (line: string) => console.log(`${new Date().toISOString().slice(11, 23)} ${line}`) }),
  };
}

function introduce(gateway: SimulatedGateway, options: CliOptions, agents: SimulatedAgent[], caFile: string): void {
  const quirks = [...options.fault.map((name) => `fault ${name}`), ...options.dialect.map((name) => `dialect ${name}`)];
  console.log(`Simulated CC-Gateway, edition ${options.edition}, AUTHMODE ${options.authMode}`);
  console.log(`  HTTPS        ${gateway.url}`);
  if (gateway.httpUrl) console.log(`  HTTP         ${gateway.httpUrl}`);
  console.log(`  call driver  ${gateway.driverUrl}`);
  console.log(`  CA           ${caFile}`);
  for (const quirk of quirks) console.log(`  with         ${quirk}`);
  console.log('Agents (password of all: --password or SIMULATED_PASSWORD, else the documented default)');
  const shown = agents.slice(0, 20);
  for (const { id, phone, phoneModel, group, mayPickUp } of shown)
    console.log(`  ${id}  phone ${phone} (${phoneModel}), group ${group}${mayPickUp ? ', may pick up' : ''}`);
  if (agents.length > shown.length) console.log(`  … and ${agents.length - shown.length} more`);
  console.log('Make a phone ring, answer it, hang up, leave it with no call (kind: external or internal):');
  const first = agents[0];
  const order = JSON.stringify({ agentId: first?.id, phone: first?.phone, kind: 'external' });
  for (const action of ['ring', 'answer', 'hangup', 'reset'])
    console.log(`  curl -X POST ${gateway.driverUrl}/${action} -d '${order}'`);
}

function wholeNumber(text: string): number {
  if (!/^[0-9]+$/.test(text)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(text);
}
