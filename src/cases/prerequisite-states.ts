import type { OperationContract, Prerequisite } from '../contract/contract';

/** The prerequisite that this state breaks, by its name in the description; undefined where the operation has none such. */
export function prerequisiteBrokenBy({ prerequisites }: OperationContract, state: string): Prerequisite | undefined {
  return prerequisites.find(({ brokenBy }) => brokenBy.some((each) => each.state === state));
}
