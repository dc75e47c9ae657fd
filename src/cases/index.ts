import type { Contract, OperationContract, OperationName } from '../contract/contract';
import { agentIdCases } from './agent-id';
import type { Case, Section } from './case';
import { destWorkNoCases } from './dest-work-no';
import { eventCases } from './events';
import { type ExplorationPlan, explorationCases, explorationOf } from './exploration';
import { guidCases } from './guid';
import { headerCases } from './headers';
import { methodCases } from './method';
import { prerequisiteCases } from './prerequisites';
import { responseCases } from './response';
import { retcodeCases } from './retcodes';

const generators: Readonly<Record<Exclude<Section, 'exploration'>, (operation: OperationContract) => Case[]>> = {
  method: methodCases,
  'agent-id': agentIdCases,
  'dest-work-no': destWorkNoCases,
  headers: headerCases,
  guid: guidCases,
  response: responseCases,
  prerequisites: prerequisiteCases,
  events: eventCases,
  retcodes: retcodeCases,
};

const NOT_EXPLORED: ExplorationPlan = { steps: 0, story: false };

/** The cases of one section of one operation, in a fixed order; the exploration has some only where the site wants it. */
export function casesOf(
  contract: Contract,
  operation: OperationName,
  section: Section,
  exploration: ExplorationPlan = NOT_EXPLORED,
): Case[] {
  if (section === 'exploration') return explorationCases(contract, operation, exploration);
  return generators[section](contract.operations[operation]);
}

/** Every case that a contract gives rise to, and the walks of the exploration. */
export function planCases(contract: Contract, exploration: ExplorationPlan = NOT_EXPLORED): Case[] {
  return Object.values(contract.operations).flatMap((operation) => [
    ...plannedFor(operation),
    ...explorationCases(contract, operation.name, exploration),
  ]);
}

/** Made once for each operation: one process may plan, and judge again, many runs. */
const planned = new WeakMap<OperationContract, readonly Case[]>();

function plannedFor(operation: OperationContract): readonly Case[] {
  const cases = planned.get(operation) ?? Object.values(generators).flatMap((generate) => generate(operation));
  planned.set(operation, cases);
  return cases;
}

export type { Case, ExplorationPlan };
export { explorationOf };
