import type { CaseResult } from '../../checks/verdict';
import type { Judgement } from '../conformance-report';
import { agentsAnswerByHand } from './agents-answer-by-hand';
import { anotherMethod } from './another-method';
import { rateLimited } from './rate-limited';
import { signInRejected } from './sign-in-rejected';

/** One cause that explains several findings, or cases without a verdict. */
export interface Diagnosis {
  id: string;
  /** A sentence that stands alone. */
  headline: string;
  /** What to do next. */
  advice: string;
  /** Requirements that may be broken, or without a verdict, for this alone. */
  requirements: readonly string[];
}

export type Judged = Pick<Judgement, 'requirements'>;

/** Looks for one cause; undefined where the run does not show it. */
export type Cause = (judged: Judged, results: readonly CaseResult[]) => Diagnosis | undefined;

const CAUSES: readonly Cause[] = [
  signInRejected,
  anotherMethod('phonepickup'),
  anotherMethod('snatchpickup'),
  agentsAnswerByHand,
  rateLimited,
];

/** The causes that a run shows, those that explain most of it first. */
export function diagnose(judged: Judged, results: readonly CaseResult[]): Diagnosis[] {
  return CAUSES.flatMap((cause) => cause(judged, results) ?? []);
}

/** In one line, for a summary. */
export function describeDiagnosis({ headline, advice, requirements }: Diagnosis): string {
  const extent = requirements.length > 1 ? ` This may explain ${requirements.length} of the requirements below.` : '';
  return `Likely cause: ${headline} ${advice}${extent}`;
}
