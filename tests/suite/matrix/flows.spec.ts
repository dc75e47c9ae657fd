import { expect, test } from '@playwright/test';
import { knownEditions } from '../../../src/contract/read-contract';
import { type DialectInfo, dialects, type Edition, faults } from '../../../src/simulator';
import { type Gateway, judgeGateway, troubles } from '../judged-gateway';
import { thinned } from './extent';

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

/** The old call flow, told by few events: what the development guide describes is the default of all other specs. */
const QUIET = 'quiet';
/** Agents answer by a request of their software. */
const byHand = { declares: { signIn: { force: false, autoAnswer: false } } } satisfies Gateway;

/** Findings and open questions, but for the warnings that a dialect announces. */
async function unexpected(gateway: Gateway, { warns = [] }: Pick<DialectInfo, 'warns'> = {}): Promise<string[]> {
  const judged = await judgeGateway(gateway);
  expect(judged.length).toBeGreaterThan(600);
  return troubles(
    judged.filter(({ result }) =>
      result.requirements.some(
        ({ requirement, verdict }) =>
          verdict === 'fail' || verdict === 'inconclusive' || (verdict === 'warning' && !warns.includes(requirement)),
      ),
    ),
  );
}

for (const edition of knownEditions() as Edition[])
  for (const authMode of [1, 2] as const) {
    const site = { edition, authMode };
    const named = `edition ${edition}, AUTHMODE ${authMode}`;
    test(`nothing is found where agents answer by hand, ${named}`, async () => {
      expect(await unexpected({ ...site, ...byHand })).toEqual([]);
    });
    test(`nothing is found in the quiet flow, ${named}`, async () => {
      expect(await unexpected({ ...site, dialects: [QUIET] })).toEqual([]);
    });
  }

test('nothing is found in the quiet flow where agents answer by hand', async () => {
  expect(await unexpected({ ...byHand, dialects: [QUIET] })).toEqual([]);
});

/** Linkage that takes its time can only be known where it is confirmed, which the quiet flow never does. */
const others = dialects.filter(({ name }) => name !== QUIET && name !== 'linkage-takes-time');

for (const dialect of thinned(others, 5))
  test(`the suite has nothing against ${dialect.name} in the quiet flow`, async () => {
    const authMode = dialect.name.includes('static') ? 1 : 2;
    expect(await unexpected({ authMode, dialects: [QUIET, dialect.name] }, dialect)).toEqual([]);
  });

for (const dialect of thinned(others.toReversed(), 10))
  test(`the suite has nothing against ${dialect.name} where agents answer by hand`, async () => {
    const authMode = dialect.name.includes('static') ? 1 : 2;
    expect(await unexpected({ authMode, dialects: [dialect.name], ...byHand }, dialect)).toEqual([]);
  });

/** No faults there, or by the time between two polls, which the answer fills. */
const AUTOMATIC_ONLY = /-needs-answer-though-automatic$|-talking-lost-between-polls$/;

/** Faults that show in the events of an answered call. */
const ofAnsweredCalls = faults.filter(
  ({ name, breaks: [first = ''] }) => /^(PP-EVENT-2|SP-EVENT-[2-5])$/.test(first) && !AUTOMATIC_ONLY.test(name),
);
for (const { name, text, breaks } of thinned(ofAnsweredCalls, 3))
  test(`${name} is caught where agents answer by hand: ${text}`, async () => {
    const judged = await judgeGateway({ faults: [name], ...byHand });
    const found = judged.flatMap(({ result }) => result.findings.map(({ requirement }) => requirement));
    expect(found).toContain(breaks[0]);
  });
