import { expect, test } from '@playwright/test';
import { planCases } from '../../../src/cases';
import type { Case } from '../../../src/cases/case';
import { readContract, readContractFrom } from '../../../src/contract/read-contract';
import { freshDescription } from '../contract/description';

/** What the change may reach: the two operations, the parameters and the whole. */
// biome-ignore lint/suspicious/noExplicitAny: changes reach anywhere
type Reach = { post: any; put: any; parameters: any; all: any };

function planned(change: (reach: Reach) => void = () => {}): Case[] {
  const all = freshDescription();
  const { paths, components } = all;
  change({
    post: paths['/voicecall/{agentid}/phonepickup'].post,
    put: paths['/voicecall/{agentid}/snatchpickup'].put,
    parameters: components.parameters,
    all,
  });
  return planCases(readContractFrom(all));
}

const ids = (cases: readonly Case[]) => cases.map(({ id }) => id);

/** Ids that came, with `+`, and went, with `-`. */
function difference(before: readonly Case[], after: readonly Case[]): string[] {
  const [was, is] = [new Set(ids(before)), new Set(ids(after))];
  return [
    ...ids(before)
      .filter((id) => !is.has(id))
      .map((id) => `-${id}`),
    ...ids(after)
      .filter((id) => !was.has(id))
      .map((id) => `+${id}`),
  ];
}

const as = (prefixes: readonly string[], ...ends: string[]) =>
  ends.flatMap((end) => prefixes.map((prefix) => `${end.slice(0, 1)}${prefix}.${end.slice(1)}`)).sort();

const unchanged = planned();

test('the description in memory plans what the file plans', () => {
  expect(unchanged).toEqual(planCases(readContract('2023-09-27')));
});

test('a narrower destWorkNo moves its boundary cases, and no others', () => {
  const after = planned(({ parameters }) => {
    parameters.destWorkNo.schema.maximum = 777;
  });
  const dest = ['snatchpickup.dest-work-no'];
  expect(difference(unchanged, after).sort()).toEqual(
    as(
      dest,
      '-accepts-999',
      '-accepts-1000',
      '-accepts-9999',
      '-accepts-10000',
      '-accepts-59998',
      '-accepts-59999',
      '-refuses-60000',
      '-refuses-60001',
      '-refuses-599990',
      '-refuses-599999',
      '-refuses-minus-59999',
      '+accepts-776',
      '+accepts-777',
      '+refuses-778',
      '+refuses-779',
      '+refuses-7770',
      '+refuses-7779',
      '+refuses-minus-777',
    ),
  );
});

test('a higher lower end of the agent ID moves its boundary cases, in both operations', () => {
  const after = planned(({ parameters }) => {
    parameters.agentid.schema['x-numeric-range'].minimum = 200;
  });
  expect(difference(unchanged, after).sort()).toEqual(
    as(
      ['phonepickup.agent-id', 'snatchpickup.agent-id'],
      '-accepts-101',
      '-accepts-102',
      '-refuses-100',
      '-refuses-99',
      '-refuses-10',
      '-refuses-minus-101',
      '-refuses-101000000',
      '+accepts-200',
      '+accepts-201',
      '+refuses-199',
      '+refuses-198',
      '+refuses-20',
      '+refuses-minus-200',
      '+refuses-200000000',
    ),
  );
});

test('the edition of 2025 differs by the upper end alone', () => {
  expect(difference(unchanged, planCases(readContract('2025-11-13'))).sort()).toEqual(
    as(
      ['phonepickup.agent-id', 'snatchpickup.agent-id', 'snatchpickup.dest-work-no'],
      '-accepts-59998',
      '-accepts-59999',
      '-refuses-60000',
      '-refuses-60001',
      '-refuses-599990',
      '-refuses-599999',
      '-refuses-65535',
      '-refuses-65536',
      '-refuses-minus-59999',
      // Where an ID and 65536 make another agent's ID, nothing wraps out of the range.
      '-refuses-wrapped-16-bit',
      '+accepts-99999',
      '+accepts-100000',
      '+accepts-999998',
      '+accepts-999999',
      '+refuses-1000001',
      '+refuses-9999990',
      '+refuses-9999999',
      '+refuses-minus-999999',
    ),
  );
});

test('a retcode that is listed is accepted, and one that must answer is asked for', () => {
  const withRetcode = planned(({ put }) => {
    put['x-retcodes'].listed.push('000-007');
    put['x-retcodes'].meanings['000-007'] = 'invoked repeatedly';
    put['x-retcodes'].invalidParameter = ['000-007'];
  });
  expect(difference(unchanged, withRetcode)).toEqual([]);
  const missing = (cases: readonly Case[]) =>
    cases.find(({ id }) => id === 'snatchpickup.dest-work-no.missing')?.expect;
  expect(missing(unchanged)).toMatchObject({ retcodes: { allowed: ['000-002'] } });
  expect(missing(withRetcode)).toMatchObject({ retcodes: { allowed: ['000-007'] } });
});

test('where the page lists no code for a parameter, none is asked for', () => {
  const after = planned(({ put }) => {
    delete put['x-retcodes'].invalidParameter;
  });
  const missing = after.find(({ id }) => id === 'snatchpickup.dest-work-no.missing');
  expect(missing?.expect).toEqual({ outcome: 'refused', ownSession: true });
  expect(missing?.requirements).not.toContain('SP-ERROR-1');
});

test('an event is judged by every accepted pickup', () => {
  const after = planned(({ post }) => {
    post['x-requirements'].push({
      id: 'PP-EVENT-6',
      level: 'should',
      page: 'p',
      section: 's',
      text: 'success raises AgentEvent_Incoming_CallInfo to that agent',
    });
    post['x-triggered-events'].events.push({
      event: 'AgentEvent_Incoming_CallInfo',
      to: 'picker',
      after: 'request accepted',
      requirement: 'PP-EVENT-6',
      once: 'PP-EVENT-3',
    });
  });
  expect(difference(unchanged, after)).toEqual([]);
  const judging = after.filter(({ requirements }) => requirements.includes('PP-EVENT-6'));
  const accepted = after.filter(
    ({ operation, expect: { outcome } }) => operation === 'phonepickup' && outcome === 'accepted',
  );
  expect(ids(judging)).toEqual(ids(accepted));
  expect(judging.length).toBeGreaterThan(10);
});

test('a breach is a case of its prerequisite', () => {
  const after = planned(({ put }) => {
    put['x-prerequisites'][5].brokenBy.push({ state: 'video-call', title: 'while the agent has a video call' });
  });
  expect(difference(unchanged, after)).toEqual(['+snatchpickup.prerequisites.video-call']);
  expect(after.find(({ id }) => id.endsWith('video-call'))).toMatchObject({
    title: 'snatchpickup is refused while the agent has a video call',
    requirement: 'SP-PRE-6',
    stage: { name: 'breach', state: 'video-call' },
    expect: { outcome: 'refused', ownSession: true },
  });
});

test('a code with which a prerequisite is refused is asked for', () => {
  const after = planned(({ put }) => {
    put['x-prerequisites'][5].refusedWith = ['100-007'];
  });
  expect(after.find(({ id }) => id === 'snatchpickup.prerequisites.busy')?.expect).toEqual({
    outcome: 'refused',
    ownSession: true,
    retcodes: { allowed: ['100-007'], requirement: 'SP-PRE-6' },
  });
});

test('a role that is bound to another requirement takes its cases along; one that is not bound has none', () => {
  const bound = planned(({ put }) => {
    put['x-judged-by']['guid.dead'] = 'SP-GUID-1';
  });
  expect(difference(unchanged, bound)).toEqual([]);
  expect(bound.find(({ id }) => id === 'snatchpickup.guid.after-sign-out')?.requirement).toBe('SP-GUID-1');
  const unbound = planned(({ put }) => {
    delete put['x-judged-by']['guid.dead'];
  });
  expect(difference(unchanged, unbound)).toEqual([
    '-snatchpickup.guid.after-sign-out',
    '-snatchpickup.guid.after-forced-sign-in',
    '-snatchpickup.guid.after-timeout',
    '-snatchpickup.guid.renewed-after-forced-sign-in',
    '-snatchpickup.guid.renewed-after-timeout',
  ]);
});

test('a method that becomes the documented one is no longer refused, and the other one is', () => {
  const after = planned(({ all, post }) => {
    all.paths['/voicecall/{agentid}/phonepickup'] = { patch: post };
  });
  const plain = difference(unchanged, after).filter((id) => /method\.[a-z]+$/.test(id));
  expect(plain).toEqual(['-phonepickup.method.patch', '+phonepickup.method.post']);
});

test('the Guid that a page lists must be there, one that it does not list is observed', () => {
  const after = planned(({ put }) => {
    put.parameters.push({ $ref: '#/components/parameters/guid' });
  });
  const outcome = (cases: readonly Case[]) =>
    cases.find(({ id }) => id === 'snatchpickup.guid.missing')?.expect.outcome;
  expect(outcome(unchanged)).toBe('accepted or refused');
  expect(outcome(after)).toBe('refused');
});
