import type { TestCase, TestResult } from '@playwright/test/reporter';
import type { CaseResult } from '../../checks/verdict';
import { CASE_ANNOTATION, EVIDENCE_ATTACHMENT } from '../../evidence/attachment';

/** What one run of a case's test yielded: its judgement, or what of ours went wrong, or both; neither: it did not run. */
export interface CaseOutcome {
  caseId: string;
  result?: CaseResult;
  harnessError?: string;
}

/** The case that a test stands for; tests that stand for none are no part of the account. */
export function caseIdOf(test: Pick<TestCase, 'annotations'>): string | undefined {
  return test.annotations.find((annotation) => annotation.type === CASE_ANNOTATION)?.description;
}

export function caseOutcome(caseId: string, ended: TestResult, timeoutMs: number): CaseOutcome {
  const evidence = readEvidence(ended);
  if ('problem' in evidence) return { caseId, harnessError: evidence.problem };
  const { result } = evidence;
  // Interrupted or skipped without a judgement: the case was never run to its end, and nobody is to blame.
  if (!result) {
    if (ended.status === 'skipped' || ended.status === 'interrupted') return { caseId };
    return { caseId, harnessError: withoutJudgement(ended, timeoutMs) };
  }
  if (result.caseId !== caseId) return { caseId, harnessError: `the test judged another case: ${result.caseId}` };
  // A test fails by its verdict; where the verdict gives no cause, something else did: tear-down, a deadline, a bug.
  const failed = ended.status === 'failed' || ended.status === 'timedOut';
  const verdictFails = result.verdict === 'fail' || result.verdict === 'inconclusive';
  if (failed && !verdictFails) return { caseId, result, harnessError: withoutJudgement(ended, timeoutMs) };
  return { caseId, result };
}

function readEvidence(ended: TestResult): { result?: CaseResult } | { problem: string } {
  const attachment = ended.attachments.find(({ name }) => name === EVIDENCE_ATTACHMENT);
  if (!attachment) return {};
  if (!attachment.body) return { problem: 'the evidence has no body' };
  try {
    const { result } = JSON.parse(attachment.body.toString('utf8')) as { result?: CaseResult };
    return result ? { result } : { problem: 'the evidence holds no result' };
  } catch (error) {
    return { problem: `the evidence is not readable: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function withoutJudgement(ended: TestResult, timeoutMs: number): string {
  if (ended.status === 'timedOut') return `the test did not end within ${timeoutMs / 1000} s`;
  const error = ended.errors[0];
  return error ? firstLine(error.message ?? error.value ?? 'unknown error') : 'the test ended without a judgement';
}

/** The first line that says anything, without colours. */
export function firstLine(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  const plain = message.replace(/\u001b\[[0-9;]*m/g, '');
  const line = plain.split('\n').find((text) => text.trim() !== '') ?? 'unknown error';
  return line.trim().replace(/^Error: /, '');
}
