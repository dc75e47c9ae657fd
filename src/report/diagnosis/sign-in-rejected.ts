import type { CaseResult } from '../../checks/verdict';
import { plural } from '../text';
import { withoutVerdict } from './cases-without-verdict';
import type { Cause } from './diagnosis';

const REJECTED = /agent (\d+) could not sign in: [^;]*?retcode (\d{3}-\d{3})/;

/** What a retcode of the sign-in asks the site to do. [error code list] */
const ADVICE: Readonly<Record<string, string>> = {
  '100-002': 'The agent is signed in already: run --clean-up, or allow signIn: { force: true } in the site file.',
  '100-004': 'Check the password of the agent in the site file and its variable.',
  '100-013': 'Check the phone number of the agent in the site file.',
  '100-014': 'Check the phone number of the agent in the site file.',
};

const rejection = ({ requirements }: CaseResult) =>
  requirements.map(({ reason = '' }) => REJECTED.exec(reason)).find((found) => found !== null) ?? undefined;

/** A test agent could not sign in, and half of the cases without a verdict, or more, have none for that. */
export const signInRejected: Cause = (_judged, results) => {
  const open = withoutVerdict(results, (one) => rejection(one) !== undefined);
  const all = withoutVerdict(results, () => true);
  if (open.cases === 0 || open.cases * 2 < all.cases) return undefined;
  const [, agent = '', retcode = ''] = results.map(rejection).find((found) => found !== undefined) ?? [];
  return {
    id: 'sign-in-rejected',
    headline: `Agent ${agent} could not sign in (retcode ${retcode}); ${plural(open.cases, 'case')} without a verdict.`,
    advice: ADVICE[retcode] ?? 'Check the agent in the site file.',
    requirements: open.requirements,
  };
};
