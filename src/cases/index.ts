import type { Contract, OperationContract, OperationName } from '../contract/contract';
import { agentIdCases } from './agent-id';
import type { Case, Section } from './case';
import { destWorkNoCases } from './dest-work-no';
import { eventCases } from './events';
import { guidCases } from './guid';
import { headerCases } from './headers';
import { methodCases } from './method';
import { prerequisiteCases } from './prerequisites';
import { responseCases } from './response';
import { retcodeCases } from './retcodes';

const generators: Readonly<Record<Section, (operation: OperationContract) => Case[]>> = {
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

/** The cases of one section of one operation, in a fixed order. */
export function casesOf(contract: Contract, operation: OperationName, section: Section): Case[] {
  return generators[section](contract.operations[operation]);
}

/** Every case that a contract gives rise to. */
export function planCases(contract: Contract): Case[] {
  return Object.values(contract.operations).flatMap((operation) =>
    Object.values(generators).flatMap((generate) => generate(operation)),
  );
}
