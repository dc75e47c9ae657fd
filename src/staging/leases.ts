import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { delay } from '../gateway/clock';
import type { LentAgent, Site } from '../site/site';
import { type Casting, castRoles, type RoleName, type Want } from './cast';

/** How often a worker looks again whether an agent has become free, in milliseconds. */
const LOOK_AGAIN_MS = 20;

/**
 * Lends agents to one worker at a time, by lock files in the run's directory.
 * A worker keeps what it holds from one lease to the next, and gives everything back before it waits for an agent that
 * another worker holds: so nobody waits while holding.
 */
export class Leases {
  private readonly held = new Set<string>();
  private readonly directory: string;

  constructor(
    private readonly site: Site,
    runDirectory: string,
    /** Agents that some cases need by their ID; others are chosen first. */
    private readonly wantedById: ReadonlySet<string>,
    /** Ends the agent's session before another worker gets it. */
    private readonly handBack: (agentId: string) => Promise<void>,
  ) {
    this.directory = join(runDirectory, 'leases');
    mkdirSync(this.directory, { recursive: true });
  }

  /** Leases an agent for every role; waits while others hold them. `missing` when the site lends no such agents. */
  async lease(wants: readonly Want[]): Promise<Casting> {
    for (;;) {
      const whole = castRoles(this.site, wants, (agent) => this.rank(agent));
      if ('missing' in whole) return whole;
      const now = castRoles(this.site, wants, (agent) => (this.isFree(agent.id) ? this.rank(agent) : undefined));
      // An optional role is worth waiting for when the site has somebody for it.
      if ('agents' in now && now.agents.size === whole.agents.size && this.take(now.agents)) return now;
      if (this.held.size > 0) await this.releaseAll();
      else await delay(LOOK_AGAIN_MS);
    }
  }

  /** Gives every agent back. */
  async releaseAll(): Promise<void> {
    for (const id of [...this.held]) {
      await this.handBack(id);
      this.held.delete(id);
      rmSync(this.lockOf(id), { force: true });
    }
  }

  private rank(agent: LentAgent): number {
    if (this.held.has(agent.id)) return this.wantedById.has(agent.id) ? 2 : 0;
    return (this.wantedById.has(agent.id) ? 2 : 1) + (this.isFree(agent.id) ? 0 : 2);
  }

  private isFree(id: string): boolean {
    return this.held.has(id) || !existsSync(this.lockOf(id)) || this.breakStaleLock(id);
  }

  private take(agents: ReadonlyMap<RoleName, LentAgent>): boolean {
    const taken: string[] = [];
    for (const { id } of [...agents.values()].sort((a, b) => a.id.localeCompare(b.id))) {
      if (this.held.has(id)) continue;
      if (!this.lock(id)) {
        for (const each of taken) {
          this.held.delete(each);
          rmSync(this.lockOf(each), { force: true });
        }
        return false;
      }
      taken.push(id);
      this.held.add(id);
    }
    return true;
  }

  private lock(id: string): boolean {
    try {
      const file = openSync(this.lockOf(id), 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return true;
    } catch {
      return false;
    }
  }

  /** A worker that died holds nothing. */
  private breakStaleLock(id: string): boolean {
    try {
      const owner = Number(readFileSync(this.lockOf(id), 'utf8'));
      if (owner === 0) return false;
      process.kill(owner, 0);
      return false;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EPERM') return false;
      rmSync(this.lockOf(id), { force: true });
      return true;
    }
  }

  private lockOf(id: string): string {
    return join(this.directory, id);
  }
}
