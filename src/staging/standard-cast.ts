import type { Case } from '../cases/case';
import type { OperationContract } from '../contract/contract';
import type { Want } from './cast';

/** Who takes part when nothing special is needed: the picker, for snatchpickup the called agent, and somebody who watches. */
export function standardWants(operation: OperationContract, cases: readonly Case[]): Want[] {
  const stage = cases[0]?.stage;
  const pickup = stage?.name === 'pickup' ? stage : undefined;
  const { picker, called } = pickup ?? {};
  const bystanderNeeded =
    pickup?.call === 'internal' || cases.some(({ stimulus }) => stimulus.guid === 'of-another-agent');
  return [
    { role: 'picker', ...(picker === undefined ? {} : { id: picker }) },
    ...(operation.destWorkNo ? [{ role: 'called' as const, ...(called === undefined ? {} : { id: called }) }] : []),
    { role: 'colleague', ...(bystanderNeeded ? {} : { optional: true as const }) },
  ];
}
