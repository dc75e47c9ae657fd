import { expect, test } from '@playwright/test';
import type { Judged } from '../../../fixtures/run-cases';
import { readContract } from '../../../src/contract/read-contract';
import { type FaultInfo, faults } from '../../../src/simulator';
import { judgeGateway } from '../judged-gateway';
import { WHOLE } from './extent';
import { pairsOf, SEED } from './pairs';

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

const PAIRS = WHOLE ? 200 : 40;
const { requirements } = readContract('2023-09-27');
const gates = (id: string) => requirements.some((each) => each.id === id && each.level === 'must');
const authModeOf = ({ name }: FaultInfo) => (name.includes('static') ? 1 : 2);

const pairs = pairsOf(faults, PAIRS, (a, b) => authModeOf(a) === authModeOf(b));

/**
 * The first case that finds a requirement broken that one of the faults names; a must, where one of them is about one.
 * One fault may hide the other: the gateway is caught by either.
 */
async function caught(pair: readonly FaultInfo[]): Promise<Judged | undefined> {
  const about = pair.map(({ breaks: [first = ''] }) => first);
  const sought = about.some(gates) ? about.filter(gates) : about;
  const named = pair.flatMap(({ breaks }) => breaks);
  const found = ({ result }: Judged) =>
    result.findings.some(
      ({ requirement }) => sought.includes(requirement) || (gates(requirement) && named.includes(requirement)),
    );
  const gateway = {
    faults: pair.map(({ name }) => name),
    authMode: pair.some((one) => authModeOf(one) === 1) ? 1 : 2,
  } as const;
  const first = await judgeGateway(gateway, { choose: (of) => sought.includes(of.requirement), enough: found });
  const rest = first.some(found)
    ? first
    : await judgeGateway(gateway, {
        choose: (of) => of.requirements.some((each) => named.includes(each)),
        enough: found,
      });
  return rest.find(found);
}

test('there are as many pairs of faults as are wanted, no two alike, and another seed chooses others', () => {
  const names = pairs.map((pair) => pair.map(({ name }) => name).join(' + '));
  expect(new Set(names).size).toBe(PAIRS);
  const others = pairsOf(faults, PAIRS, () => true, `not ${SEED}`).map((pair) =>
    pair.map(({ name }) => name).join(' + '),
  );
  expect(others.filter((each) => !names.includes(each)).length).toBeGreaterThan(PAIRS / 2);
});

for (const pair of pairs)
  test(`the suite catches ${pair.map(({ name }) => name).join(' and ')} together`, async () => {
    const what = `faults ${pair.map(({ name, breaks }) => `${name} (${breaks.join(' ')})`).join(' and ')}, seed ${SEED}`;
    expect((await caught(pair))?.of.id, what).toEqual(expect.any(String));
  });

test('a pair that breaks something else is not taken for caught', async () => {
  const [a, b] = faults.filter(({ name }) => ['snatchpickup-accepts-post', 'phonepickup-accepts-put'].includes(name));
  if (!a || !b) throw new Error('the catalogue lacks the faults of this test');
  expect(await caught([a, b])).toBeDefined();
  const misnamed = [a, b].map((one) => ({ ...one, breaks: ['PP-TLS-1'] }));
  expect(await caught(misnamed)).toBeUndefined();
});
