/**
 * Options that npm took for itself: without `--` in between, `npm run conformance --site my.yaml` hands the option to npm,
 * which leaves it in the environment, and the program would run as if nobody had asked for anything.
 */

/** Options of npm's own by the same name: that one is set says nothing. */
const NPMS_OWN = new Set(['browser', 'quiet', 'help', 'version']);

/**
 * @typedef {object} Known an option of the program
 * @property {string} name without dashes, e.g. `check-site`
 * @property {string} [value] what to write for its value in an example, e.g. `path`; absent for a flag
 */

/**
 * The line that says how the command should have been written, or undefined where npm took nothing.
 * @param {Record<string, string | undefined>} env
 * @param {readonly string[]} args what npm passed on
 * @param {string} script the script's name in package.json
 * @param {readonly Known[]} known
 */
export function takenByNpm(env, args, script, known) {
  if (env.npm_lifecycle_event !== script) return undefined;
  const taken = known.filter(({ name }) => !NPMS_OWN.has(name) && env[variable(name)] !== undefined);
  // npm has a -g of its own.
  if (env.npm_config_global === 'true' && known.some(({ name }) => name === 'grep'))
    taken.push({ name: 'grep', value: 'grep' });
  if (taken.length === 0) return undefined;
  const values = [...args];
  const words = taken.flatMap(({ name, value }) => {
    const given = env[variable(name)] ?? 'true';
    if (given === '') return `--no-${name}`;
    if (name === 'password') return '--password PASSWORD';
    if (given !== 'true') return given.split('\n\n').map((each) => `--${name}=${each}`);
    if (value === undefined) return `--${name}`;
    // npm keeps a value that stood behind a blank, but not which option it belongs to.
    const own = taken.filter((each) => each.value !== undefined).length === 1 ? values.shift() : undefined;
    return `--${name} ${own ?? value.toUpperCase()}`;
  });
  const command = ['npm run', script, '--', ...words, ...values].join(' ');
  return `npm took ${taken.map(({ name }) => `--${name}`).join(', ')} for itself; write: ${command}`;
}

/** @type {(name: string) => string} */
function variable(name) {
  return `npm_config_${name.replaceAll('-', '_')}`;
}

/**
 * @param {readonly { long?: string | null | undefined, flags: string }[]} options as a Commander program has them
 * @returns {Known[]}
 */
export function knownOf(options) {
  return options.flatMap(({ long, flags }) => {
    const value = flags.match(/[<[]([^>\]]+)[>\]]/)?.[1];
    return long ? { name: long.replace(/^--(no-)?/, ''), ...(value === undefined ? {} : { value }) } : [];
  });
}

/** Options of `playwright test` that somebody may want; @type {readonly Known[]} */
export const OF_PLAYWRIGHT = [
  ...['grep', 'grep-invert', 'workers', 'shard', 'reporter', 'add-reporter', 'project', 'timeout', 'global-timeout'],
  ...[
    'max-failures',
    'repeat-each',
    'retries',
    'output',
    'config',
    'test-list',
    'test-list-invert',
    'last-failed-file',
  ],
  ...['tsconfig', 'trace', 'run-agents', 'update-source-method', 'ui-host', 'ui-port'],
]
  .map((name) => /** @type {Known} */ ({ name, value: name }))
  .concat(
    [
      ...['list', 'last-failed', 'fully-parallel', 'forbid-only', 'fail-on-flaky-tests', 'headed', 'debug', 'ui'],
      ...['pass-with-no-tests', 'only-changed', 'shuffle', 'update-snapshots', 'ignore-snapshots', 'deps'],
    ].map((name) => ({ name })),
  );
