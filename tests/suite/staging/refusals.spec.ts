import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { httpDriver } from '../../../src/calls/http-driver';
import { casesOf } from '../../../src/cases';
import type { Case, Section } from '../../../src/cases/case';
import { judge } from '../../../src/checks/judge';
import type { CaseResult } from '../../../src/checks/verdict';
import type { OperationName } from '../../../src/contract/contract';
import { readContract } from '../../../src/contract/read-contract';
import { Lab } from '../../../src/staging/lab';
import { Refusals } from '../../../src/staging/refusals';
import { lent, openSite } from '../gateway/simulated-site';

const contract = readContract('2023-09-27');

interface Outcome {
  results: CaseResult[];
  rings: number;
}

/** Brings the refusals of a section to their verdicts, together, against a gateway with these faults. */
async function refuse(operation: OperationName, section: Section, faults: readonly string[]): Promise<Outcome> {
  await using site = await openSite(
    { faults: [...faults] },
    { agents: lent().slice(0, 7), events: { deadlineMs: 2000, quietMs: 30, mode: 'poll' } },
  );
  const directory = mkdtempSync(join(tmpdir(), 'refusals-'));
  const lab = new Lab({
    site: site.site,
    contract,
    driver: httpDriver(site.simulator.driverUrl),
    runDirectory: directory,
    wantedById: new Set(),
  });
  try {
    const cases = casesOf(contract, operation, section).filter(
      ({ stage, expect: { outcome }, needs }) =>
        stage.name === 'ringing' && stage.picker !== '101' && stage.called !== '101' && outcome === 'refused' && !needs,
    );
    expect(cases.length).toBeGreaterThan(5);
    const seen = await new Refusals(lab, contract.operations[operation]).observe(cases);
    const facts = { recording: true, snatchpickupGuid: 'observed' as const, deadlineMs: 2000 };
    const results = cases.map((of: Case) => {
      const observation = seen.get(of.id);
      if (!observation) throw new Error(`${of.id} was not observed`);
      return judge(contract, facts, of, observation);
    });
    return { results, rings: site.simulator.stats().rings };
  } finally {
    await lab.close();
    rmSync(directory, { recursive: true });
  }
}

/** What is broken by which cases: `{requirement: [the last parts of their ids]}`. What the few agents are not enough for breaks nothing. */
function blamed(results: readonly CaseResult[]): Record<string, string[]> {
  const table: Record<string, string[]> = {};
  for (const { caseId, requirements } of results)
    for (const { requirement, verdict } of requirements)
      if (verdict !== 'pass' && verdict !== 'not-applicable') {
        const line = verdict === 'fail' ? '' : ` ${verdict}`;
        table[requirement] = [...(table[requirement] ?? []), `${caseId.split('.').at(-1)}${line}`].sort();
      }
  return table;
}

const sections: [operation: OperationName, section: Section][] = [
  ['phonepickup', 'method'],
  ['phonepickup', 'agent-id'],
  ['phonepickup', 'guid'],
  ['phonepickup', 'retcodes'],
  ['snatchpickup', 'method'],
  ['snatchpickup', 'dest-work-no'],
  ['snatchpickup', 'retcodes'],
];
for (const [operation, section] of sections)
  test(`a conforming gateway is asked ${operation}'s ${section} on one call, and nothing is blamed`, async () => {
    const { results, rings } = await refuse(operation, section, []);
    expect(blamed(results)).toEqual({});
    expect(results.filter(({ verdict }) => verdict === 'not-applicable').length).toBeLessThan(3);
    expect(rings).toBe(1);
  });

/** The ways in which a method names another one. */
const overridden = (method: string) =>
  [
    'method-parameter',
    'underscore-method-parameter',
    'x-http-method-header',
    'x-http-method-override-header',
    'x-http-method-override-parameter',
    'x-method-override-header',
  ].map((what) => `${method}-with-${what}`);
const WITHOUT_GUID = [
  'missing',
  ...['as-bearer-token', 'as-password', 'forwarded', 'in-query', 'in-query-capitalised'].map(
    (what) => `missing-${what}`,
  ),
];
const webdav = ['copy', 'lock', 'mkcol', 'move', 'propfind', 'report', 'search'];

/** Each fault with those that it shows in, and the rings that finding them out may cost. */
const faulty: [
  fault: string,
  operation: OperationName,
  section: Section,
  expected: Record<string, string[]>,
  rings: number,
][] = [
  ['phonepickup-accepts-patch', 'phonepickup', 'method', { 'PP-METHOD-2': ['patch'] }, 2],
  ['phonepickup-accepts-webdav', 'phonepickup', 'method', { 'PP-METHOD-2': webdav }, 8],
  [
    'phonepickup-head-executes',
    'phonepickup',
    'method',
    { 'PP-METHOD-2': ['head'], 'PP-RESPONSE-2': ['head'], 'PP-EVENT-4': ['head'] },
    12,
  ],
  [
    'phonepickup-options-refused-but-executes',
    'phonepickup',
    'method',
    { 'PP-METHOD-2': ['options'], 'PP-RESPONSE-2': ['options'], 'PP-EVENT-4': ['options'] },
    10,
  ],
  // What it changes stays changed, also for whoever comes behind it on the same call.
  [
    'phonepickup-delete-switches-linkage-off',
    'phonepickup',
    'method',
    { 'PP-METHOD-2': ['delete', ...overridden('delete')] },
    48,
  ],
  [
    'phonepickup-override-header',
    'phonepickup',
    'method',
    { 'PP-METHOD-2': ['delete', 'get', 'put'].map((method) => `${method}-with-x-http-method-override-header`) },
    4,
  ],
  [
    'phonepickup-refused-method-answers-success',
    'phonepickup',
    'method',
    // What HEAD is answered with has no body to say so.
    {
      'PP-METHOD-2': ['get', ...overridden('get'), 'get-without-content-type', 'options'],
      'PP-RESPONSE-2': ['get', ...overridden('get'), 'get-without-content-type', 'options'],
    },
    4,
  ],
  [
    'snatchpickup-accepts-post',
    'snatchpickup',
    'method',
    {
      'SP-METHOD-2': ['post', 'post-with-method-in-body', ...overridden('post')],
    },
    8,
  ],
  [
    'phonepickup-guid-by-prefix',
    'phonepickup',
    'guid',
    { 'PP-GUID-2': ['first-half', 'truncated', 'without-node'] },
    4,
  ],
  [
    'phonepickup-missing-guid-refused-but-executes',
    'phonepickup',
    'guid',
    { 'PP-GUID-1': WITHOUT_GUID, 'PP-RESPONSE-2': WITHOUT_GUID, 'PP-EVENT-4': WITHOUT_GUID },
    25,
  ],
  [
    'dest-wraps-32-bit',
    'snatchpickup',
    'dest-work-no',
    { 'SP-DEST-3': ['refuses-wrapped-32-bit', 'refuses-wrapped-64-bit'] },
    4,
  ],
  [
    'dest-name-in-any-case',
    'snatchpickup',
    'dest-work-no',
    {
      'SP-DEST-2': [
        'named-capitalised',
        'named-last-word-lower-case',
        'named-lower-case',
        'named-second-word-lower-case',
        'named-upper-case',
      ],
    },
    6,
  ],
  [
    // What it did outlasts the call: everybody signs in anew before the next one.
    'snatchpickup-options-switches-linkage-off',
    'snatchpickup',
    'method',
    { 'SP-METHOD-2': ['options'] },
    24,
  ],
  // The one that took the call over left it so, and not those that were refused before.
  ['snatchpickup-patch-takes-unanswerable-call', 'snatchpickup', 'method', { 'SP-METHOD-2': ['patch'] }, 4],
  // Without any request that must be refused as well: then it is held against none.
  ['phonepickup-refuses-taken-call', 'snatchpickup', 'method', {}, 3],
];
for (const [fault, operation, section, expected, most] of faulty)
  test(`the culprit is found, and nobody else is blamed: ${fault}`, async () => {
    const { results, rings } = await refuse(operation, section, [fault]);
    expect(blamed(results)).toEqual(expected);
    expect(rings).toBeLessThanOrEqual(most);
  });

test('a session that ends behind wrong Guids, and only then, is held against the one before its end', async () => {
  const { results, rings } = await refuse('phonepickup', 'guid', ['phonepickup-third-wrong-guid-ends-session']);
  const findings = results.flatMap((each) => each.findings.map(({ requirement }) => `${each.caseId} ${requirement}`));
  expect(findings).toEqual(['phonepickup.guid.first-half PP-GUID-2']);
  // The others on its call prove nothing: it was not theirs any more.
  expect(results.filter(({ verdict }) => verdict === 'inconclusive').length).toBeGreaterThan(5);
  expect(rings).toBeLessThanOrEqual(5);
});
