import type { CaseResult } from '../../checks/verdict';
import type { Observation } from '../../evidence/observation';

/** What the page shows of one case: its judgement, and what was seen. */
export interface CaseEvidence {
  result: CaseResult;
  /** Absent where no transcript was kept. */
  seen?: Observation;
}

/** One whose observation was kept. */
export type SeenCase = Required<CaseEvidence>;
