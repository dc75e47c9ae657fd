import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Observation } from '../evidence/observation';
import { delay } from '../gateway/clock';
import type { LentAgent, Site } from '../site/site';
import { castRoles, isSupported, type Want } from './cast';
import type { Lab } from './lab';

/** How often a worker looks again whether another one has finished, in milliseconds. */
const LOOK_AGAIN_MS = 20;

/** Does the request name an agent that nobody may have signed in? */
export function namesNeverSignedIn({ stimulus: { agentId } }: Case): boolean {
  return agentId !== undefined && 'agent' in agentId && agentId.agent === 'never signed in';
}

/** Who takes part in such a case; the colleague is the one that stays signed out. */
export function wantsWithNeverSignedIn({ destWorkNo }: OperationContract): Want[] {
  return [{ role: 'picker' }, ...(destWorkNo ? [{ role: 'called' as const }] : []), { role: 'colleague' }];
}

/** The agent that stays signed out: it could take the picker's part, and the others suffice without it. By the site file alone. */
export function neverSignedInAgent(site: Site, operation: OperationContract): LentAgent | undefined {
  const whole = castRoles(site, wantsWithNeverSignedIn(operation), () => 0);
  const group = 'agents' in whole ? whole.agents.get('picker')?.group : undefined;
  if (group === undefined) return undefined;
  const others = wantsWithNeverSignedIn(operation).filter(({ role }) => role !== 'colleague');
  return site.agents.findLast(
    (agent) =>
      isSupported(agent) &&
      agent.mayPickUp &&
      agent.group === group &&
      'agents' in castRoles(site, others, (each) => (each === agent || each.group !== group ? undefined : 0)),
  );
}

/**
 * Cases about an agent that nobody signed in come first in a run, before any worker signs in an agent for another case: so
 * whether they apply never depends on the order of cases. One worker observes them, the others wait for it.
 */
export class NeverSignedIn {
  private readonly directory: string;

  constructor(
    private readonly lab: Lab,
    /** Shared by all processes of the run. */
    runDirectory: string,
  ) {
    this.directory = join(runDirectory, 'never-signed-in');
    mkdirSync(this.directory, { recursive: true });
  }

  /** What comes of the case: by another worker, or by `observe`. */
  async observed(of: Case, observe: () => Promise<Observation>): Promise<Observation> {
    const { site, contract, leases } = this.lab;
    const agent = neverSignedInAgent(site, contract.operations[of.operation]);
    if (!agent) return observe();
    const file = join(this.directory, `${of.id}.json`);
    for (; !existsSync(file); await delay(LOOK_AGAIN_MS)) {
      if (!leases.setAside(agent.id)) continue;
      this.lab.neverSignedIn = agent;
      try {
        // Another worker may have been done between the look and the claim.
        if (!existsSync(file)) write(file, await observe());
      } finally {
        this.lab.neverSignedIn = undefined;
        leases.giveBack(agent.id);
      }
    }
    return JSON.parse(readFileSync(file, 'utf8')) as Observation;
  }
}

/** All at once: another worker never reads half of it. */
function write(file: string, observation: Observation): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(observation));
  renameSync(draft, file);
}
