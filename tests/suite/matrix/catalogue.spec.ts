import { expect, test } from '@playwright/test';
import { readContract } from '../../../src/contract/read-contract';
import { dialects, type FaultInfo, faults, storyFaults } from '../../../src/simulator';

const { requirements } = readContract('2023-09-27');

/** The requirement that the fault is about. */
function about({ name, breaks: [first] }: FaultInfo): string {
  if (first === undefined) throw new Error(`${name} breaks nothing`);
  return first;
}

test('every fault and dialect has a name of its own, and faults break requirements that there are', () => {
  const names = [...faults, ...storyFaults, ...dialects].map(({ name }) => name);
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  const known = new Set(requirements.map(({ id }) => id));
  const unknown = [...faults, ...storyFaults].flatMap(({ name, breaks }) =>
    breaks.filter((id) => !known.has(id)).map((id) => name + id),
  );
  expect(unknown).toEqual([]);
});

test('every requirement that is a must or a should has two faults that are about it', () => {
  const asked = requirements.filter(({ level }) => level === 'must' || level === 'should').map(({ id }) => id);
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((id) => faults.filter((fault) => about(fault) === id).length < 2)).toEqual([]);
});

/** How many faults there are at least, by what they are about. */
const spread: [what: string, of: RegExp, atLeast: number][] = [
  ['methods', /-METHOD-/, 10],
  ['bounds', /-(URI|DEST)-/, 10],
  ['headers', /-(HEADER|BODY|GUID)-/, 10],
  ['answers', /-(RESPONSE|ERROR|ROBUST)-/, 10],
  ['prerequisites', /-PRE-/, 10],
  ['events', /-EVENT-/, 10],
];
test('at least 150 faults are spread over all that is judged', () => {
  expect(faults.length).toBeGreaterThanOrEqual(150);
  for (const [what, of, atLeast] of spread)
    for (const operation of ['PP', 'SP'])
      expect(
        faults.map(about).filter((id) => id.startsWith(operation) && of.test(id)).length,
        `faults of ${operation} about ${what}`,
      ).toBeGreaterThanOrEqual(atLeast);
});

test('at least 40 dialects make use of every free choice that the pages leave', () => {
  expect(dialects.length).toBeGreaterThanOrEqual(40);
  const used = new Set(dialects.flatMap(({ uses = [] }) => uses));
  // A1 is read in one way, and A12 leaves no choice.
  const choices = Array.from({ length: 14 }, (_, index) => `A${index + 1}`).filter(
    (each) => each !== 'A1' && each !== 'A12',
  );
  expect(choices.filter((each) => !used.has(each))).toEqual([]);
});

test('a dialect may warn of recommendations alone', () => {
  const levels = new Map(requirements.map(({ id, level }) => [id, level]));
  const warns = dialects.flatMap(({ name, warns = [] }) => warns.map((id) => ({ name, id, level: levels.get(id) })));
  expect(warns.filter(({ level }) => level !== 'should')).toEqual([]);
});
