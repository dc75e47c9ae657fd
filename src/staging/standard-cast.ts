import type { Case, GuidChoice } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { AgentSession } from '../gateway/agent-session';
import type { LentAgent, Site } from '../site/site';
import { castRoles, type RoleName, type Want } from './cast';
import { namesNeverSignedIn, neverSignedInAgent } from './never-signed-in';

/** Who has to take part so that its Guid can be used. */
export const GUID_HOLDERS: Partial<Readonly<Record<GuidChoice, RoleName>>> = {
  'of-agent-of-other-group': 'outsider',
  'of-agent-without-permission': 'unprivileged',
  'of-agent-with-other-phone': 'otherPhone',
};

/**
 * Who takes part when nothing special is needed: the picker, for snatchpickup the called agent, and somebody who watches.
 * Agents that the stage names, or `picker`, take their part where the site lends them; so does an unprivileged one.
 */
export function standardWants(
  operation: OperationContract,
  cases: readonly Case[],
  site: Site,
  picker?: string,
): Want[] {
  const [first] = cases;
  const stage = first?.stage;
  const named = stage?.name === 'pickup' || stage?.name === 'ringing' ? stage : undefined;
  const bystanderNeeded = stage?.name === 'pickup' && stage.call === 'internal';
  if (stage?.name === 'pickup' && stage.group) {
    const group = anotherGroupOf(site);
    if (group !== undefined) return [{ role: 'picker', group }, { role: 'called' }];
  }
  const group = first && namesNeverSignedIn(first) ? groupOf(neverSignedInAgent(site, operation)) : {};
  const lent = (id: string | undefined) => (site.agents.some((agent) => agent.id === id) ? { id: id as string } : {});
  const usual: Want[] = [
    { role: 'picker', ...lent(picker ?? named?.picker), ...group },
    ...(operation.destWorkNo ? [{ role: 'called' as const, ...lent(named?.called) }] : []),
    { role: 'colleague', ...(bystanderNeeded ? {} : { optional: true as const }) },
  ];
  const part = stage?.name === 'pickup' ? stage.unprivileged : undefined;
  const special = usual.map((want) => (want.role === part ? { role: 'unprivileged' as const } : want));
  return part !== undefined && 'agents' in castRoles(site, special, () => 0) ? special : usual;
}

const groupOf = (agent: LentAgent | undefined) => (agent ? { group: agent.group } : {});

/** A group besides the one that the usual agents are of, within which a call can be taken; undefined where there is none. */
export function anotherGroupOf(site: Site): string | undefined {
  const wants = (group?: string): Want[] => [
    { role: 'picker', ...(group === undefined ? {} : { group }) },
    { role: 'called' },
  ];
  const usual = castRoles(site, wants(), () => 0);
  const first = 'agents' in usual ? usual.agents.get('picker')?.group : undefined;
  const groups = new Set(site.agents.map(({ group }) => group));
  return [...groups].find((group) => group !== first && 'agents' in castRoles(site, wants(group), () => 0));
}

/**
 * Where nothing else is asked for, a call is taken from the agent with the lower ID, so that Guids of agents with lower and
 * with higher IDs are tried: agents of one kind take their parts in the order of the site file, mostly that of their IDs.
 */
export function takenFromLowerId(
  cast: ReadonlyMap<RoleName, AgentSession>,
  { stage }: Pick<Case, 'stage'>,
): ReadonlyMap<RoleName, AgentSession> {
  const [picker, called] = [cast.get('picker'), cast.get('called')];
  const isPlain = stage.name === 'pickup' && Object.keys(stage).length === 1;
  if (!isPlain || !picker || !called?.agent.mayPickUp || Number(called.id) < Number(picker.id)) return cast;
  return new Map([...cast, ['picker', called], ['called', picker]]);
}

/** The cast of a pickup by the parts that are played: an agent that was wanted as unprivileged plays the stage's part. */
export function partsPlayed<Agent>(
  cast: ReadonlyMap<RoleName, Agent>,
  { stage }: Pick<Case, 'stage'>,
): ReadonlyMap<RoleName, Agent> {
  const agent = cast.get('unprivileged');
  const part = stage.name === 'pickup' ? stage.unprivileged : undefined;
  if (part === undefined || agent === undefined) return cast;
  const others = [...cast].filter(([role]) => role !== 'unprivileged');
  return new Map([[part, agent], ...others]);
}
