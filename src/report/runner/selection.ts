/** What Playwright hands to a reporter beside the options of the configuration file; undocumented, hence a test. */
export interface RunnerOptions {
  /** `list`: tests are only listed; `merge`: a report is made of blob reports. */
  _mode?: 'test' | 'list' | 'merge';
  /** Not empty where the command line narrows the run: files, --grep, --project, --only-changed, --test-list … */
  _commandHash?: string;
}

/** Options that narrow a run and leave no trace in what a reporter is given. */
const NARROWING = ['--last-failed', '--only-changed', '--test-list'];

/** Did the user choose what runs, other than by a shard, rather than the suite losing cases? */
export function isUserSelection(options: RunnerOptions, argv: readonly string[]): boolean {
  return (
    Boolean(options._commandHash) ||
    argv.some((arg) => NARROWING.some((option) => arg === option || arg.startsWith(`${option}=`)))
  );
}
