import type { Contract, Requirement } from '../../contract/contract';

/**
 * The catalogue as it gates this site. Whether snatchpickup is authenticated the contract leaves open, so a missing Guid
 * is only observed, unless the site declares that it is.
 */
export function effectiveRequirements(
  contract: Pick<Contract, 'requirements' | 'operations'>,
  site: { snatchpickupGuid: 'observed' | 'required' },
): readonly Requirement[] {
  const gated = site.snatchpickupGuid === 'required' && contract.operations.snatchpickup.judgedBy['guid.missing'];
  return contract.requirements.map((requirement) =>
    requirement.id === gated ? { ...requirement, level: 'must' as const } : requirement,
  );
}
