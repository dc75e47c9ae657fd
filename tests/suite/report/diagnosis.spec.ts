import { expect, test } from '@playwright/test';
import { ASKED_TO_ANSWER, wasAskedToAnswer } from '../../../src/checks/asked-to-answer';
import type { CaseResult, Verdict } from '../../../src/checks/verdict';
import { type Diagnosis, describeDiagnosis, diagnose, type Judged } from '../../../src/report/diagnosis/diagnosis';

interface Told {
  id: string;
  requirement: string;
  verdict: Verdict;
  reason?: string;
  received?: string;
  inBetween?: CaseResult['inBetween'];
}

/** What a run with these cases shows; each case judges one requirement. */
function shown(...told: Told[]): Diagnosis[] {
  const results = told.map(({ id, requirement, verdict, reason, received, inBetween }): CaseResult => {
    const [operation = '', section = ''] = id.split('.');
    const found = received === undefined ? [] : [{ requirement, expected: '', received, where: '' }];
    const requirements = [{ requirement, verdict, ...(reason === undefined ? {} : { reason }) }];
    const common = { caseId: id, title: id, operation, section, verdict, requirements, findings: found, notes: [] };
    return { ...common, ...(inBetween && { inBetween }) };
  });
  const ids = [...new Set(told.map(({ requirement }) => requirement))];
  const requirements = ids.map((id): Judged['requirements'][number] => {
    const own = told.filter(({ requirement }) => requirement === id);
    const worst = (['fail', 'inconclusive', 'pass'] as const).find((each) =>
      own.some(({ verdict }) => verdict === each),
    );
    const reason = own.find((each) => each.reason !== undefined)?.reason;
    const cases = own.map((each) => ({ id: each.id, title: each.id, verdict: each.verdict }));
    const common = { id, level: 'must' as const, text: id, verdict: worst ?? 'pass', cases, findings: [] };
    return { ...common, ...(reason === undefined ? {} : { reason }) };
  });
  return diagnose({ requirements }, results);
}

const postRejected: Told = {
  id: 'phonepickup.method.documented',
  requirement: 'PP-METHOD-1',
  verdict: 'fail',
  received: 'HTTP 405',
};
const putExecutes: Told = {
  id: 'phonepickup.method.put',
  requirement: 'PP-METHOD-2',
  verdict: 'fail',
  received: 'success',
};
const cannotControl: Told = {
  id: 'phonepickup.guid.missing',
  requirement: 'PP-GUID-1',
  verdict: 'inconclusive',
  reason: 'control failed: the phonepickup got HTTP 405',
};

test('a gateway of 2018 gets the one cause, with what depends on it', () => {
  const [cause, ...others] = shown(postRejected, putExecutes, cannotControl);
  expect(others).toEqual([]);
  expect(cause?.headline).toBe('phonepickup answers to PUT, as gateways before 2023 do, and rejects POST.');
  expect(cause?.requirements).toEqual(['PP-METHOD-1', 'PP-METHOD-2', 'PP-GUID-1']);
});

test('a snatchpickup by POST is no gateway of 2018', () => {
  const put: Told = { ...postRejected, id: 'snatchpickup.method.documented', requirement: 'SP-METHOD-1' };
  const post: Told = { ...putExecutes, id: 'snatchpickup.method.post', requirement: 'SP-METHOD-2' };
  expect(shown(put, post).map(({ headline }) => headline)).toEqual(['snatchpickup answers to POST and rejects PUT.']);
});

const noOtherMethod: [title: string, told: Told[]][] = [
  ['serves both methods', [{ ...postRejected, verdict: 'pass' }, putExecutes]],
  [
    'rejects POST only sometimes',
    [postRejected, { ...postRejected, id: 'phonepickup.uri.served', verdict: 'pass' }, putExecutes],
  ],
  ['rejects every method', [postRejected, { ...putExecutes, verdict: 'pass' }]],
  ['executes HEAD', [postRejected, { ...putExecutes, id: 'phonepickup.method.head' }]],
];
for (const [title, told] of noOtherMethod)
  test(`a gateway that ${title} gets no such cause`, () => expect(shown(...told)).toEqual([]));

test('an agent that is asked to answer shows that agents answer by hand; one that just does not talk does not', () => {
  const silent: Told = { id: 'phonepickup.events.a', requirement: 'PP-EVENT-2', verdict: 'fail', received: 'none' };
  expect(shown(silent)).toEqual([]);
  const [cause] = shown({ ...silent, received: `none${ASKED_TO_ANSWER}` });
  expect(cause).toMatchObject({ id: 'agents-answer-by-hand', requirements: ['PP-EVENT-2'] });
  expect(cause?.advice).toContain('signIn: { autoAnswer: false }');
});

test('Ringing asks to answer only after the phone was lifted', () => {
  const told = (...eventTypes: string[]) => wasAskedToAnswer(eventTypes.map((eventType) => ({ eventType })));
  expect(told('AgentOther_PhoneOffhook', 'AgentEvent_Ringing')).toBe(true);
  expect(told('AgentEvent_Ringing', 'AgentOther_PhoneOffhook')).toBe(false);
  expect(told('AgentOther_PhoneOffhook')).toBe(false);
  expect(told('AgentEvent_Ringing')).toBe(false);
});

const limited: Told = { ...cannotControl, inBetween: { 'rate limiter': 2 } };

test('a rate limiter is named where it leaves cases without a verdict, and not where they were judged', () => {
  const [cause] = shown(limited);
  expect(cause).toMatchObject({ id: 'rate-limited', requirements: ['PP-GUID-1'] });
  expect(cause?.advice).toContain('limits.requestsPerSecond');
  expect(shown({ ...limited, verdict: 'pass' })).toEqual([]);
  expect(shown({ ...cannotControl, inBetween: { firewall: 2 } })).toEqual([]);
});

for (const [retcode, advice] of [
  ['100-002', '--clean-up'],
  ['100-004', 'password'],
  ['100-014', 'phone number'],
  ['100-012', 'site file'],
] as const)
  test(`a sign-in that is rejected with ${retcode} is named with what to do`, () => {
    const reason = `agent 101 could not sign in: HTTP 200, retcode ${retcode}`;
    const [cause] = shown({ ...cannotControl, reason });
    expect(cause).toMatchObject({ id: 'sign-in-rejected', requirements: ['PP-GUID-1'] });
    expect(cause?.headline).toBe(`Agent 101 could not sign in (retcode ${retcode}); 1 case without a verdict.`);
    expect(cause?.advice).toContain(advice);
  });

test('one rejected sign-in among many other open cases is not the cause', () => {
  const reason = 'agent 101 could not sign in: HTTP 200, retcode 100-004';
  const others = ['a', 'b'].map((name) => ({ ...cannotControl, id: `phonepickup.guid.${name}` }));
  expect(shown({ ...cannotControl, reason }, ...others)).toEqual([]);
});

test('a cause is told in one line, with how much it may explain', () => {
  const cause = { id: 'x', headline: 'It is so.', advice: 'Do this.', requirements: ['PP-GUID-1', 'PP-GUID-2'] };
  expect(describeDiagnosis(cause)).toBe(
    'Likely cause: It is so. Do this. This may explain 2 of the requirements below.',
  );
  expect(describeDiagnosis({ ...cause, requirements: ['PP-GUID-1'] })).toBe('Likely cause: It is so. Do this.');
});
