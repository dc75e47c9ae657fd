import type { CaseResult } from '../../checks/verdict';
import { plural } from '../text';
import { withoutVerdict } from './cases-without-verdict';
import type { Cause } from './diagnosis';

const isLimited = ({ inBetween }: CaseResult) => (inBetween?.['rate limiter'] ?? 0) > 0;

/** Something in front of the gateway limits the rate of requests, so often that cases end without a verdict. */
export const rateLimited: Cause = (_judged, results) => {
  const open = withoutVerdict(results, isLimited);
  if (open.cases === 0) return undefined;
  return {
    id: 'rate-limited',
    headline: `Something in front of the gateway limits the rate of requests (HTTP 429); ${plural(open.cases, 'case')} without a verdict.`,
    advice: 'Set limits.requestsPerSecond in the site file below that rate, or raise the limit for the test agents.',
    requirements: open.requirements,
  };
};
