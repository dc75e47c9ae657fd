import { ASKED_TO_ANSWER } from '../../checks/asked-to-answer';
import type { Cause } from './diagnosis';

/** Agents answer by a request of their software, although the site file says that lifting the phone answers. */
export const agentsAnswerByHand: Cause = (_judged, results) => {
  const findings = results.flatMap((one) => one.findings).filter(({ received }) => received.includes(ASKED_TO_ANSWER));
  if (findings.length === 0) return undefined;
  return {
    id: 'agents-answer-by-hand',
    headline:
      'After a phone is lifted the gateway asks the agent to answer (AgentEvent_Ringing), and the agent does not talk.',
    advice: 'If agents answer by hand at this site, set signIn: { autoAnswer: false } in the site file.',
    requirements: [...new Set(findings.map(({ requirement }) => requirement))],
  };
};
