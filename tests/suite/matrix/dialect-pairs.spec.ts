import { expect, test } from '@playwright/test';
import { knownEditions } from '../../../src/contract/read-contract';
import { type DialectInfo, dialects, type Edition } from '../../../src/simulator';
import { judgeGateway, troubles } from '../judged-gateway';
import { pairsOf, SEED } from './pairs';

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

const PAIRS = 24;

/** Pairs that no gateway can be: the one leaves nothing for the other to be done differently, or contradicts it. */
const incompatible: readonly [RegExp, RegExp][] = [];
const compatible = (a: DialectInfo, b: DialectInfo) =>
  !incompatible.some(
    ([one, other]) => (one.test(a.name) && other.test(b.name)) || (one.test(b.name) && other.test(a.name)),
  );

/** Every edition and AUTHMODE in turn. */
const sites = knownEditions().flatMap((edition) =>
  ([1, 2] as const).map((authMode) => ({ edition: edition as Edition, authMode })),
);

/** Pairs that the suite once had something against, though each of the two alone was clean. */
const onceBlamed = [
  ['screen-pop-replaced', 'call-events-of-uneven-speed'],
  ['no-answer-offered-once-more', 'no-answer-told-by-state'],
].map((names) => names.flatMap((name) => dialects.find((dialect) => dialect.name === name) ?? []));

for (const [index, pair] of [...pairsOf(dialects, PAIRS, compatible), ...onceBlamed].entries()) {
  const { edition, authMode } = sites[index % sites.length] ?? { edition: '2023-09-27', authMode: 2 };
  const names = pair.map(({ name }) => name);
  test(`the suite has nothing against ${names.join(' and ')} together, edition ${edition}, AUTHMODE ${authMode}`, async () => {
    expect(names).toHaveLength(2);
    const judged = await judgeGateway({ dialects: names, edition, authMode });
    const announced = pair.flatMap(({ warns = [] }) => warns);
    const unexpected = judged.filter(({ result }) =>
      result.requirements.some(
        ({ requirement, verdict }) =>
          verdict === 'fail' ||
          verdict === 'inconclusive' ||
          (verdict === 'warning' && !announced.includes(requirement)),
      ),
    );
    expect(troubles(unexpected), `dialects ${names.join(' and ')}, seed ${SEED}`).toEqual([]);
    expect(judged.length).toBeGreaterThan(600);
  });
}
