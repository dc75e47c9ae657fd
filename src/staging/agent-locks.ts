import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** A lock that its owner has not renewed for so long, in milliseconds, has none: its number went to another process. */
const FORGOTTEN_MS = 60_000;
const RENEW_EVERY_MS = 10_000;

/** One file for each agent that a process of this machine has, with the number of the process in it. */
export class AgentLocks {
  private readonly mine = new Set<string>();
  private renewedAt = Date.now();

  constructor(private readonly directory: string) {
    mkdirSync(directory, { recursive: true });
  }

  /** Takes an agent; false when another process, or another part of this one, has it. */
  take(id: string): boolean {
    if (this.holder(id) !== undefined) return false;
    const draft = join(this.directory, `${id}.${process.pid}.draft`);
    writeFileSync(draft, String(process.pid));
    try {
      // All at once: a lock without its owner's number in it is never seen.
      linkSync(draft, this.lockOf(id));
      this.mine.add(id);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  release(id: string): void {
    if (this.mine.delete(id)) rmSync(this.lockOf(id), { force: true });
  }

  /** The living process that has the agent; undefined when it is free. */
  holder(id: string): number | undefined {
    if (!existsSync(this.lockOf(id))) return undefined;
    const owner = this.ownerOf(this.lockOf(id));
    if (owner === undefined || owner.lives) return owner?.pid;
    this.removeStale(id, owner.pid);
    return undefined;
  }

  /** Those of these agents that nobody has: one look at the directory, but for those with a lock in it. */
  free<T extends { id: string }>(agents: readonly T[]): T[] {
    const locked = new Set(readdirSync(this.directory));
    return agents.filter(({ id }) => !locked.has(id) || this.holder(id) === undefined);
  }

  /** To be called now and then: shows that the owner of these locks lives. */
  renew(): void {
    if (Date.now() - this.renewedAt < RENEW_EVERY_MS) return;
    this.renewedAt = Date.now();
    const at = new Date();
    for (const id of this.mine) utimesSync(this.lockOf(id), at, at);
  }

  private ownerOf(lock: string): { pid: number; lives: boolean } | undefined {
    try {
      const pid = Number(readFileSync(lock, 'utf8'));
      return { pid, lives: isAlive(pid) && Date.now() - statSync(lock).mtimeMs < FORGOTTEN_MS };
    } catch {
      return undefined; // given back meanwhile
    }
  }

  private removeStale(id: string, pid: number): void {
    const aside = join(this.directory, `${id}.${process.pid}.stale`);
    try {
      renameSync(this.lockOf(id), aside);
      // Somebody else may have been faster and have the agent by now.
      if (Number(readFileSync(aside, 'utf8')) !== pid) linkSync(aside, this.lockOf(id));
    } catch {
      // Gone already.
    } finally {
      rmSync(aside, { force: true });
    }
  }

  private lockOf(id: string): string {
    return join(this.directory, id);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
