import { _baseTest } from '@playwright/test';
import type { CaseResult, RequirementJudgement, Verdict } from '../../../../src/checks/verdict';
import { ABSORBED_ANNOTATION, CASE_ANNOTATION, EVIDENCE_ATTACHMENT } from '../../../../src/evidence/attachment';

/** The fixture side of absorbing failures, as small as it can be. */
export const test = _baseTest.extend<{ absorbing: undefined }>({
  absorbing: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use, testInfo) => {
      await use(undefined);
      if (testInfo.status !== 'failed' || process.env.GATEWAY_ABSORBS_FAILURES !== '1') return;
      testInfo.expectedStatus = 'failed';
      testInfo.annotations.push({ type: ABSORBED_ANNOTATION });
    },
    { auto: true },
  ],
});

/** Declares a case that comes to a verdict; `before` runs ahead of it. */
export function declareCase(
  id: string,
  verdict: Verdict,
  judgements: Record<string, Verdict>,
  before?: () => void,
): void {
  const details = {
    annotation: { type: CASE_ANNOTATION, description: id },
    tag: Object.keys(judgements).map((r) => `@${r}`),
  };
  test(`case ${id}`, details, () => {
    before?.();
    const testInfo = test.info();
    const requirements = Object.entries(judgements).map(
      ([requirement, its]): RequirementJudgement => ({
        requirement,
        verdict: its,
        ...(its !== 'pass' && { reason: `${its} because of ${id}` }),
      }),
    );
    const findings = requirements
      .filter((one) => one.verdict === 'fail' || one.verdict === 'warning')
      .map(({ requirement }) => ({
        requirement,
        expected: 'retcode "0"',
        received: `retcode "1" (${id})`,
        where: 'body.retcode',
      }));
    const result: CaseResult = {
      caseId: id,
      title: `case ${id}`,
      operation: 'phonepickup',
      section: 'method',
      verdict,
      requirements,
      findings,
      notes: [],
    };
    const body = Buffer.from(JSON.stringify({ result, evidence: {} }));
    testInfo.attachments.push({ name: EVIDENCE_ATTACHMENT, contentType: 'application/json', body });
    if (verdict === 'fail' || verdict === 'inconclusive') throw new Error(`${verdict}: ${id}`);
    if (verdict === 'not-applicable') testInfo.skip(true, 'the site lacks something');
  });
}
