import type { Contract, Level } from '../contract/contract';
import type { SiteFacts } from './judgement';
import type { Finding, Verdict } from './verdict';

/** A requirement's level on this site. */
export function levelOf(contract: Contract, facts: Pick<SiteFacts, 'snatchpickupGuid'>, id: string): Level | undefined {
  const { level } = contract.requirement(id);
  const { snatchpickup } = contract.operations;
  const declared =
    id === snatchpickup.judgedBy['guid.missing'] && !snatchpickup.guidListed && facts.snatchpickupGuid === 'required';
  return declared ? 'must' : level;
}

/** What a deviation from a requirement of this level comes to. */
export function deviationAt(level: Level): Verdict {
  return level === 'must' ? 'fail' : level === 'should' ? 'warning' : 'pass';
}

/** The verdict of a case, from what it says of its requirements. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  const order: readonly Verdict[] = ['fail', 'inconclusive', 'warning', 'not-run', 'pass', 'not-applicable'];
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'not-run';
}

/** What a requirement's verdict gives as its reason where it is broken. */
export function reasonOf(findings: readonly Pick<Finding, 'expected' | 'received'>[]): string {
  return findings.map(({ expected, received }) => `expected ${expected}; received ${received}`).join(' | ');
}
