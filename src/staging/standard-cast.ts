import type { Case, GuidChoice } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Site } from '../site/site';
import { castRoles, type RoleName, type Want } from './cast';

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
  const stage = cases[0]?.stage;
  const named = stage?.name === 'pickup' || stage?.name === 'ringing' ? stage : undefined;
  const bystanderNeeded = stage?.name === 'pickup' && stage.call === 'internal';
  const lent = (id: string | undefined) => (site.agents.some((agent) => agent.id === id) ? { id: id as string } : {});
  const usual: Want[] = [
    { role: 'picker', ...lent(picker ?? named?.picker) },
    ...(operation.destWorkNo ? [{ role: 'called' as const, ...lent(named?.called) }] : []),
    { role: 'colleague', ...(bystanderNeeded ? {} : { optional: true as const }) },
  ];
  const part = stage?.name === 'pickup' ? stage.unprivileged : undefined;
  const special = usual.map((want) => (want.role === part ? { role: 'unprivileged' as const } : want));
  return part !== undefined && 'agents' in castRoles(site, special, () => 0) ? special : usual;
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
