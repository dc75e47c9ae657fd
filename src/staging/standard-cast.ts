import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Site } from '../site/site';
import type { Want } from './cast';

/**
 * Who takes part when nothing special is needed: the picker, for snatchpickup the called agent, and somebody who watches.
 * Agents that the stage names, or `picker`, take their part where the site lends them.
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
  return [
    { role: 'picker', ...lent(picker ?? named?.picker) },
    ...(operation.destWorkNo ? [{ role: 'called' as const, ...lent(named?.called) }] : []),
    { role: 'colleague', ...(bystanderNeeded ? {} : { optional: true as const }) },
  ];
}
