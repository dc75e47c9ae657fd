/** Outcome of a case, or of a requirement within a case or a run. */
export type Verdict = 'pass' | 'fail' | 'warning' | 'inconclusive' | 'not-applicable' | 'not-run';

/** One deviation: what the contract says, what was seen, and where. */
export interface Finding {
  requirement: string;
  expected: string;
  received: string;
  where: string;
}

/** What one case says of one requirement. */
export interface RequirementJudgement {
  requirement: string;
  verdict: Verdict;
  /** Why, where the verdict is not a plain pass; for an `observe` requirement what was seen. */
  reason?: string;
}

/** The judgement of one case: what its Playwright test reports. */
export interface CaseResult {
  caseId: string;
  title: string;
  operation: string;
  section: string;
  verdict: Verdict;
  requirements: readonly RequirementJudgement[];
  findings: readonly Finding[];
  /** Observations that gate nothing. */
  notes: readonly string[];
}
