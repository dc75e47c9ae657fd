import type { Case } from '../cases/case';
import type { Observation } from '../evidence/observation';

/** The observation of a case of which nothing was seen, and why. */
export function nothingSeen(of: Case, why: Pick<Observation, 'notApplicable' | 'inconclusive'>): Observation {
  return {
    caseId: of.id,
    cast: { picker: '', others: [], phones: {} },
    steps: [],
    stimuli: [],
    surroundings: [],
    moments: {},
    events: [],
    ...why,
  };
}
