import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { delay } from '../gateway/clock';
import type { LentAgent, Site } from '../site/site';
import { AgentLocks } from './agent-locks';
import { type Casting, castRoles, type RoleName, type Want } from './cast';

/** How often a worker looks again whether an agent has become free, in milliseconds. */
const LOOK_AGAIN_MS = 20;
const YIELD_EVERY_MS = 50;
/** Behind all other ranks. */
const LAST = 9;
/** Only where the site lends nobody else. */
const UNFIT = 20;

/**
 * Lends agents to one worker at a time, by lock files in a directory that all who use the site share.
 * A worker keeps what it holds from one lease to the next, as long as nobody else asks for it, and gives everything
 * back before it waits for an agent that another worker holds: so nobody waits while holding.
 */
export class Leases {
  private readonly held = new Set<string>();
  private readonly directory: string;
  private readonly locks: AgentLocks;
  /** Could not be brought to the ground state last time. */
  private readonly unfit = new Set<string>();
  /** Left to their own work. */
  private readonly pinned = new Set<string>();
  /** Kept for what was done with them, as long as nobody else asks. */
  private readonly kept = new Set<string>();
  /** Nobody's, as long as nobody may sign it in. */
  private aside: string | undefined;
  private busy = false;
  private closed = false;
  private readonly underWay = new Set<Promise<void>>();
  private readonly yielding: NodeJS.Timeout;

  constructor(
    private readonly site: Site,
    directory: string,
    /** Agents that some cases need by their ID; others are chosen first. */
    private readonly wantedById: ReadonlySet<string>,
    /** Ends the agent's session before another worker gets it. */
    private readonly handBack: (agentId: string) => Promise<void>,
  ) {
    this.directory = leaseDirectory(directory);
    this.locks = new AgentLocks(this.directory);
    // A worker without work lives on to the end of the run; what it holds is given to those who ask.
    this.yielding = setInterval(() => {
      this.locks.renew();
      void this.yieldWhenIdle();
    }, YIELD_EVERY_MS);
    this.yielding.unref();
  }

  /**
   * Leases an agent for every role until `idle` is said; waits while others hold them. `missing` when the site lends no
   * such agents.
   */
  async lease(wants: readonly Want[]): Promise<Casting> {
    this.busy = true;
    for (;;) {
      // The run is over; so is whoever asks.
      if (this.closed) return new Promise(() => undefined);
      const free = new Set(this.locks.free(this.site.agents.filter(({ id }) => !this.held.has(id))));
      for (const agent of this.site.agents) if (this.held.has(agent.id)) free.add(agent);
      const whole = castRoles(this.site, wants, (agent) => this.rank(agent, free.has(agent)));
      if ('missing' in whole) return whole;
      const now =
        free.size === this.site.agents.length
          ? whole
          : castRoles(this.site, wants, (agent) => (free.has(agent) ? this.rank(agent, true) : undefined));
      // An optional role is worth waiting for when the site has somebody for it.
      if ('agents' in now && now.agents.size === whole.agents.size && this.take(now.agents)) {
        await this.giveBackUnused(new Set([...now.agents.values()].map(({ id }) => id)));
        return now;
      }
      for (const { id } of whole.agents.values()) if (!this.held.has(id)) writeFileSync(this.askedFor(id), '');
      if ([...this.held].some((id) => this.mayGo(id))) await this.releaseAll();
      else await delay(LOOK_AGAIN_MS);
    }
  }

  /** Leases one agent that stays with this worker until `unpin`; only for sites with agents to spare. */
  async pin(want: Want): Promise<LentAgent | undefined> {
    const casting = await this.lease([want]);
    const agent = 'agents' in casting ? casting.agents.get(want.role) : undefined;
    if (agent) this.pinned.add(agent.id);
    return agent;
  }

  /** Its own work is done: it stays only while nobody else asks for it, who may have pinned what this one waits for. */
  unpin(id: string): void {
    if (this.pinned.delete(id)) this.kept.add(id);
  }

  /** Keeps an agent from everybody, this worker as well, until `giveBack`; false where another process has it, which is asked for it. */
  setAside(id: string): boolean {
    if (!this.locks.take(id)) {
      writeFileSync(this.askedFor(id), '');
      return false;
    }
    this.aside = id;
    return true;
  }

  /** The agent that was set aside is as good as any other again. */
  giveBack(id: string): void {
    if (this.aside === id) this.aside = undefined;
    rmSync(this.askedFor(id), { force: true });
    this.locks.release(id);
  }

  /** Is it with this worker? */
  holds(id: string): boolean {
    return this.held.has(id);
  }

  /** Has nobody leased it, this worker neither? */
  isFree(agent: LentAgent): boolean {
    return !this.held.has(agent.id) && this.locks.free([agent]).length > 0;
  }

  /** Tells whether the agent is of use; others are chosen first where it is not. */
  declareFit(id: string, fit: boolean): void {
    if (fit) this.unfit.delete(id);
    else this.unfit.add(id);
  }

  /** Nothing is going on with the leased agents now; they may be given to others. */
  idle(): void {
    this.busy = false;
  }

  /** Gives every agent back. */
  async releaseAll(): Promise<void> {
    await Promise.all([...this.held].filter((id) => this.mayGo(id)).map((id) => this.release(id)));
  }

  /** Gives every agent back, for good. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.yielding);
    this.pinned.clear();
    this.kept.clear();
    await this.releaseAll();
    await Promise.all(this.underWay);
  }

  /** Agents that cases need by their ID, or that others ask for, are not kept beyond their use. */
  private async giveBackUnused(used: ReadonlySet<string>): Promise<void> {
    for (const id of [...this.held])
      if (!used.has(id) && this.mayGo(id) && (this.wantedById.has(id) || existsSync(this.askedFor(id))))
        await this.release(id);
  }

  private async yieldWhenIdle(): Promise<void> {
    if (this.busy) return;
    for (const id of [...this.held])
      if (!this.busy && !this.pinned.has(id) && existsSync(this.askedFor(id))) await this.release(id);
  }

  private mayGo(id: string): boolean {
    return !this.pinned.has(id) && (!this.kept.has(id) || existsSync(this.askedFor(id)));
  }

  private async release(id: string): Promise<void> {
    if (!this.held.delete(id)) return;
    this.kept.delete(id);
    const handedBack = this.handBack(id).finally(() => {
      rmSync(this.askedFor(id), { force: true });
      this.locks.release(id);
      this.underWay.delete(handedBack);
    });
    this.underWay.add(handedBack);
    await handedBack;
  }

  private rank(agent: LentAgent, free: boolean): number | undefined {
    if (agent.id === this.aside) return undefined;
    if (this.unfit.has(agent.id)) return UNFIT;
    if (this.pinned.has(agent.id) || this.kept.has(agent.id)) return LAST;
    if (this.held.has(agent.id)) return this.wantedById.has(agent.id) ? 2 : 0;
    return (this.wantedById.has(agent.id) ? 2 : 1) + (free ? 0 : 2);
  }

  private take(agents: ReadonlyMap<RoleName, LentAgent>): boolean {
    const taken: string[] = [];
    for (const { id } of [...agents.values()].sort((a, b) => a.id.localeCompare(b.id))) {
      if (this.held.has(id)) continue;
      if (!this.locks.take(id)) {
        for (const each of taken) {
          this.held.delete(each);
          this.locks.release(each);
        }
        return false;
      }
      taken.push(id);
      this.held.add(id);
    }
    return true;
  }

  private askedFor(id: string): string {
    return join(this.directory, `${id}.asked-for`);
  }
}

/** Where the locks of a site's agents lie. */
export function leaseDirectory(directory: string): string {
  return join(directory, 'leases');
}
