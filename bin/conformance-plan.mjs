import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { knownOf, OF_PLAYWRIGHT, takenByNpm } from './npm-options.mjs';

/**
 * @typedef {Record<string, string | undefined>} Environment
 * @typedef {{ file: string, edition: string, authMode: string }} SimulatedSite one of the sites in fixtures/simulated
 * @typedef {object} Surroundings
 * @property {Environment} env with what `.env` adds
 * @property {string} cwd
 * @property {readonly SimulatedSite[]} simulated
 * @property {(site: string) => boolean} isSimulated is this a site of the simulated gateway?
 *
 * @typedef {object} Plan
 * @property {'run' | 'list' | 'help' | 'version' | 'check-site' | 'clean-up' | 'replay'} kind
 * @property {Record<string, string>} env what the run gets in its environment besides
 * @property {string} reports absolute
 * @property {number} repeat how often the run is made
 * @property {boolean} allowInconclusive
 * @property {string[]} rest arguments for `playwright test`; for a replay the case and the transcript, if one is named
 *
 * @typedef {object} Options
 * @property {string} [site]
 * @property {string} [reports]
 * @property {boolean} [allowInconclusive]
 * @property {boolean} [checkSite]
 * @property {boolean} [cleanUp]
 * @property {string} [waivers]
 * @property {string} [repeat]
 * @property {boolean} [replay]
 * @property {string} [from]
 * @property {string} [edition]
 * @property {string} [authMode]
 * @property {string[]} [fault]
 * @property {string[]} [dialect]
 * @property {string[]} [reporter]
 * @property {string} [seed]
 * @property {string} [story]
 * @property {boolean} [help]
 * @property {boolean} [version]
 */

/** A mistake in the arguments; the message is one line. */
export class UsageError extends Error {}

const DEFAULT_EDITION = '2023-09-27';
const DEFAULT_AUTH_MODE = '2';

/** Works out what to run. Arguments that are not ours are passed on in their order. @type {(args: readonly string[], surroundings: Surroundings) => Plan} */
export function plan(args, { env, cwd, simulated, isSimulated }) {
  refuseWhatNpmTook(env, args);
  const { options, rest } = readArguments(args);
  refuseLooseSite(options, rest);
  const given = options.site ?? (env.GATEWAY_SITE || undefined);
  const site = given === undefined ? simulatedSite(options, simulated) : resolve(cwd, given);
  if (given !== undefined && (options.edition ?? options.authMode) !== undefined) {
    const source = options.site ? '--site' : 'GATEWAY_SITE';
    throw new UsageError(`--edition and --auth-mode choose a simulated site, but ${source} names another: ${given}`);
  }
  const faults = options.fault?.join() ?? env.GATEWAY_FAULTS ?? '';
  const dialects = options.dialect?.join() ?? env.GATEWAY_DIALECTS ?? '';
  if ((faults || dialects) && given !== undefined && !isSimulated(site)) {
    const what = faults ? `faults (${faults})` : `dialects (${dialects})`;
    throw new UsageError(`only the simulated gateway has ${what}, but the site is another: ${given}`);
  }
  const reports = resolve(cwd, options.reports ?? (env.GATEWAY_REPORTS || 'reports'));
  return {
    kind: kindOf(options, rest),
    env: {
      GATEWAY_SITE: site,
      GATEWAY_REPORTS: reports,
      ...(options.waivers && { GATEWAY_WAIVERS: resolve(cwd, options.waivers) }),
      ...(faults && { GATEWAY_FAULTS: faults }),
      ...(dialects && { GATEWAY_DIALECTS: dialects }),
      ...(options.seed && { GATEWAY_EXPLORATION_SEED: options.seed }),
      ...(options.story && { GATEWAY_EXPLORATION_STORY: options.story }),
      ...(options.reporter && { GATEWAY_EXTRA_REPORTERS: options.reporter.join() }),
    },
    reports,
    repeat: repeatOf(options.repeat),
    allowInconclusive: options.allowInconclusive ?? false,
    rest: options.help
      ? [...rest, '--help']
      : options.replay && options.from
        ? [...rest, resolve(cwd, options.from)]
        : [...rest, ...(options.story ? ['--grep', '@exploration'] : [])],
  };
}

/** Never a run against another site than the one that was meant. @type {(env: Environment, args: readonly string[]) => void} */
function refuseWhatNpmTook(env, args) {
  const known = [...knownOf(command().options), ...OF_PLAYWRIGHT];
  const line = ['conformance', 'replay'].map((script) => takenByNpm(env, args, script, known)).find(Boolean);
  if (line !== undefined) throw new UsageError(line);
}

/** @type {(options: Options, rest: readonly string[]) => void} */
function refuseLooseSite({ site }, rest) {
  const loose = rest.find((one, at) => /\.ya?ml$/i.test(one) && !(rest[at - 1] ?? '').startsWith('-'));
  if (loose !== undefined && site === undefined)
    throw new UsageError(`${loose}: expected --site before a site file; write: npm run conformance -- --site ${loose}`);
}

/** @type {(given: string | undefined) => number} */
function repeatOf(given) {
  if (given === undefined) return 1;
  if (/^[1-9][0-9]{0,2}$/.test(given) && given !== '1') return Number(given);
  throw new UsageError(`--repeat: expected how often to run, from 2 to 999, found ${given}`);
}

/** @type {(options: Options, rest: readonly string[]) => Plan['kind']} */
function kindOf({ help, version, checkSite, cleanUp, replay, from }, rest) {
  if (version) return 'version';
  if (help) return 'help';
  if (from && !replay) throw new UsageError('--from: expected together with --replay, found alone');
  if (replay) {
    const instead = checkSite ? '--check-site' : cleanUp ? '--clean-up' : undefined;
    if (instead) throw new UsageError(`--replay and ${instead}: expected one of them, found both`);
    if (rest.length === 1 && !rest[0]?.startsWith('-')) return 'replay';
    const found = rest.length === 0 ? 'none' : rest.join(' ');
    throw new UsageError(`--replay: expected the id of one case, found ${found}`);
  }
  const instead = checkSite ? '--check-site' : cleanUp ? '--clean-up' : undefined;
  if (checkSite && cleanUp) throw new UsageError('--check-site and --clean-up: expected one of them, found both');
  if (instead && rest.length > 0)
    throw new UsageError(`${instead}: expected no argument of playwright, found ${rest[0]}`);
  if (checkSite) return 'check-site';
  if (cleanUp) return 'clean-up';
  return rest.includes('--list') ? 'list' : 'run';
}

/** What `--help` says of our own options. */
export function helpText() {
  const passedOn =
    'All other arguments go to `playwright test`, e.g. --grep PP-METHOD, --workers 4, --shard 1/4, --list:';
  return `${command().helpInformation()}\nExit code: 0 conforming, 1 a requirement is broken, 2 inconclusive, 3 no run.\n\n${passedOn}\n\n`;
}

/** @type {(args: readonly string[]) => { options: Options, rest: string[] }} */
function readArguments(args) {
  const program = command();
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    throw new UsageError(error.message.replace(/^error: /, ''));
  }
  /** @type {Options} */
  const options = program.opts();
  for (const [name, value] of Object.entries(options)) {
    const values = [value].flat().filter((one) => typeof one === 'string');
    const unlikely = values.find((one) => one === '' || one.startsWith('-'));
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (unlikely !== undefined) throw new UsageError(`${option}: expected a value, found ${unlikely || 'nothing'}`);
  }
  return { options, rest: program.args };
}

function command() {
  /** @type {(value: string, before?: string[]) => string[]} */
  const all = (value, before = []) => [...before, value];
  return new Command('npm run conformance --')
    .usage('[options] [arguments of playwright test]')
    .description('Judges a gateway by the contract of phonepickup and snatchpickup.')
    .helpOption(false)
    .option('--site <path>', 'the site file (or GATEWAY_SITE); without it, the simulated gateway')
    .option('--reports <folder>', 'where the reports go (or GATEWAY_REPORTS; reports)')
    .option('--waivers <path>', 'known deviations that do not fail the run (or GATEWAY_WAIVERS)')
    .option('--repeat <n>', 'makes the run n times; what differs between them is unstable, never green')
    .option('--allow-inconclusive', 'exit with 0 also where the verdict is inconclusive')
    .option('--check-site', 'tries the site without judging: which agents, calls and requirements are possible')
    .option('--clean-up', 'ends calls and signs out the lent agents, after a run that was killed')
    .option('--replay', 'runs only the case whose id is named, and prints its requests as curl commands')
    .option('--from <file>', 'with --replay: tells the case of a transcript instead, and sends nothing')
    .option('--edition <edition>', `edition of the simulated gateway (${DEFAULT_EDITION})`)
    .option('--auth-mode <mode>', `AUTHMODE of the simulated gateway (${DEFAULT_AUTH_MODE})`)
    .option('--fault <name>', 'a fault of the simulated gateway; may be repeated', all)
    .option('--dialect <name>', 'a dialect of the simulated gateway; may be repeated', all)
    .option('--reporter <name>', "a reporter of Playwright's besides the suite's own", all)
    .option('--seed <number>', 'another seed for the walks of the exploration (1)')
    .option('--story <text>', 'plays one story of the exploration, as a finding tells it, and nothing else')
    .option('-V, --version', 'the version of this suite')
    .option('-h, --help', 'this text')
    .allowUnknownOption()
    .allowExcessArguments()
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
}

/** @type {(options: Options, simulated: readonly SimulatedSite[]) => string} */
function simulatedSite({ edition = DEFAULT_EDITION, authMode = DEFAULT_AUTH_MODE }, simulated) {
  const sameEdition = simulated.filter((site) => site.edition === edition);
  if (sameEdition.length === 0)
    throw unknown(
      '--edition',
      simulated.map((site) => site.edition),
      edition,
    );
  const chosen = sameEdition.find((site) => site.authMode === authMode);
  if (!chosen)
    throw unknown(
      '--auth-mode',
      sameEdition.map((site) => site.authMode),
      authMode,
    );
  return chosen.file;
}

/** @type {(option: string, known: readonly string[], found: string) => UsageError} */
function unknown(option, known, found) {
  return new UsageError(`${option}: expected ${[...new Set(known)].sort().join(' or ')}, found ${found}`);
}
