import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Agents that this run signed in, or may have, and has not seen signed out: noted in the run's directory before the
 * sign-in goes out, so that it is known even where the process that did it is gone.
 */
export class OpenSessions {
  private readonly directory: string;

  constructor(runDirectory: string) {
    this.directory = join(runDirectory, 'signed-in');
    mkdirSync(this.directory, { recursive: true });
  }

  note(id: string): void {
    writeFileSync(join(this.directory, id), '');
  }

  forget(id: string): void {
    rmSync(join(this.directory, id), { force: true });
  }

  has(id: string): boolean {
    return existsSync(join(this.directory, id));
  }

  ids(): string[] {
    return readdirSync(this.directory);
  }
}
