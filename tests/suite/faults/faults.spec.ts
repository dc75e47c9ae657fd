import { expect, test } from '@playwright/test';
import type { Judged } from '../../../fixtures/run-cases';
import type { Case } from '../../../src/cases/case';
import { readContract } from '../../../src/contract/read-contract';
import { type FaultInfo, faults } from '../../../src/simulator';
import { type Gateway, judgeGateway, troubles } from '../judged-gateway';

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

const { requirements } = readContract('2023-09-27');

/** The requirement that the fault is about. */
function brokenBy({ name, breaks: [first] }: FaultInfo): string {
  if (first === undefined) throw new Error(`${name} breaks nothing`);
  return first;
}

/** The first finding on the requirement: by the cases that are there for what the fault breaks, or by any that judges it. */
async function findingOn(requirement: string, breaks: readonly string[], gateway: Gateway): Promise<Judged | string> {
  const found = ({ result }: Judged) => result.findings.some((finding) => finding.requirement === requirement);
  const selections: ((of: Case) => boolean)[] = [
    (of) => breaks.includes(of.requirement),
    (of) => of.requirements.some((each) => breaks.includes(each)),
  ];
  let seen: string[] = [];
  for (const choose of selections) {
    const judged = await judgeGateway(gateway, { choose, enough: found });
    const caught = judged.find(found);
    if (caught) return caught;
    seen = [`${judged.length} cases judged`, ...troubles(judged)];
  }
  return seen.slice(0, 20).join('\n');
}

for (const fault of faults) {
  const requirement = brokenBy(fault);
  test(`${fault.name} breaks ${requirement}, and a case of it says so`, async () => {
    const authMode = fault.name.includes('static') ? 1 : 2;
    const caught = await findingOn(requirement, fault.breaks, { faults: [fault.name], authMode, deadlineMs: 600 });
    const what = `fault ${fault.name} (${fault.text}) must bring a finding on ${requirement}`;
    expect(caught, `${what}\n${caught}`).not.toEqual(expect.any(String));
  });
}

for (const authMode of [1, 2] as const)
  test(`nothing is found on the faultless gateway, AUTHMODE ${authMode}`, async () => {
    const judged = await judgeGateway({ authMode });
    expect(judged.length).toBeGreaterThan(600);
    expect(troubles(judged)).toEqual([]);
    const judgedRequirements = new Set(
      judged.flatMap(({ result }) => result.requirements.filter(({ verdict }) => verdict === 'pass')),
    );
    expect(judgedRequirements.size).toBeGreaterThan(600);
  });

test('the same search finds nothing where the gateway has another fault', async () => {
  const caught = await findingOn('PP-METHOD-2', ['PP-METHOD-2'], { faults: ['snatchpickup-accepts-post'] });
  expect(caught).toEqual(expect.stringMatching(/^\d\d+ cases judged$/));
});

test('every fault has a name of its own and breaks requirements that there are', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  const known = new Set(requirements.map(({ id }) => id));
  const unknown = faults.flatMap(({ name, breaks }) => breaks.filter((id) => !known.has(id)).map((id) => name + id));
  expect(unknown).toEqual([]);
});

test('every requirement that is a must or a should has a fault that is about it', () => {
  const about = new Set(faults.map(brokenBy));
  const asked = requirements.filter(({ level }) => level === 'must' || level === 'should');
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.map(({ id }) => id).filter((id) => !about.has(id))).toEqual([]);
});

/** How many faults there are at least, by what they are about. */
const spread: [what: string, about: RegExp, atLeast: number][] = [
  ['methods', /-METHOD-/, 10],
  ['bounds', /-(URI|DEST)-/, 10],
  ['headers', /-(HEADER|BODY|GUID)-/, 10],
  ['answers', /-(RESPONSE|ERROR|ROBUST)-/, 10],
  ['prerequisites', /-PRE-/, 10],
  ['events', /-EVENT-/, 10],
];
test('at least 40 faults are spread over all that is judged', () => {
  expect(faults.length).toBeGreaterThanOrEqual(40);
  for (const [what, about, atLeast] of spread)
    for (const operation of ['PP', 'SP'])
      expect(
        faults.map(brokenBy).filter((id) => id.startsWith(operation) && about.test(id)).length,
        `faults of ${operation} about ${what}`,
      ).toBeGreaterThanOrEqual(atLeast / 2);
});
