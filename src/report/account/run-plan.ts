import type { Requirement } from '../../contract/contract';

/** What a report tells of the site; `url` is known once the run has begun. */
export interface ReportedSite {
  name: string;
  url: string;
  edition: string;
  authMode: number;
}

/** A case as far as accounting needs it: every case that the contract yields, selected or not. */
export interface PlannedCase {
  id: string;
  title: string;
  requirements: readonly string[];
}

/** What a full run against the site comprises: the measure against which a run is accounted for. */
export interface RunPlan {
  site: ReportedSite;
  /** The suite started the gateway itself: its address differs from run to run. */
  simulated?: boolean;
  requirements: readonly Pick<Requirement, 'id' | 'level' | 'text'>[];
  cases: readonly PlannedCase[];
}
