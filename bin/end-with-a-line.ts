import { type Command, CommanderError } from 'commander';
import { knownOf, takenByNpm } from './npm-options.mjs';

/**
 * Runs a command and sets the process's exit code by what it returns. A mistake in the arguments, or one of the kind that
 * the command itself names, ends it with one line and code 3; help ends it with 0.
 */
export function endWithALine(
  name: string,
  program: Command,
  mistake: new (message: string) => Error,
  main: () => number,
): void {
  const taken = takenByNpm(process.env, process.argv.slice(2), name, knownOf(program.options));
  if (taken !== undefined) {
    process.stderr.write(`${name}: ${taken}\n`);
    process.exitCode = 3;
    return;
  }
  try {
    process.exitCode = main();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) process.exitCode = 0;
    else if (error instanceof CommanderError || error instanceof mistake) {
      process.stderr.write(`${name}: ${error.message.replace(/^error: /, '')}\n`);
      process.exitCode = 3;
    } else throw error;
  }
}
