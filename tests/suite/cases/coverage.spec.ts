import { expect, test } from '@playwright/test';
import { planCases } from '../../../src/cases';
import { readContract } from '../../../src/contract/read-contract';

const contract = readContract('2023-09-27');
const cases = planCases(contract);
const primary = new Set(cases.map(({ requirement }) => requirement));
const judged = new Set(cases.flatMap(({ requirements }) => requirements));

test('every requirement is judged by a case', () => {
  expect(contract.requirements.map(({ id }) => id).filter((id) => !judged.has(id))).toEqual([]);
});

test('every must is what some case is there for, except those that every pickup or refusal shows', () => {
  const musts = contract.requirements.filter(({ level }) => level === 'must').map(({ id }) => id);
  expect(musts.filter((id) => !primary.has(id))).toEqual([
    'PP-EVENT-2',
    'PP-EVENT-4',
    'SP-EVENT-2',
    'SP-EVENT-3',
    'SP-EVENT-4',
    'SP-EVENT-5',
    'SP-EVENT-6',
    'SP-EVENT-8',
  ]);
});

test('every event of a trace, and silence after a refusal, is judged by many cases', () => {
  const count = (id: string) => cases.filter(({ requirements }) => requirements.includes(id)).length;
  for (const id of ['PP-EVENT-1', 'PP-EVENT-2', 'PP-EVENT-3', 'PP-EVENT-5']) expect(count(id), id).toBeGreaterThan(10);
  for (const id of [1, 2, 3, 4, 5, 6, 7, 9]) expect(count(`SP-EVENT-${id}`)).toBeGreaterThan(10);
  for (const id of ['PP-EVENT-4', 'SP-EVENT-8', 'SP-PRE-7', 'PP-ERROR-2']) expect(count(id), id).toBeGreaterThan(100);
});

test('only an accepted pickup claims anything of its events', () => {
  const traced = /^(PP-EVENT-[1235]|SP-EVENT-([1-7]|9))$/;
  const others = cases.filter(
    ({ expect: { outcome }, requirements }) => outcome !== 'accepted' && requirements.some((id) => traced.test(id)),
  );
  expect(others.map(({ id }) => id)).toEqual([]);
});

test('every prerequisite is broken alone, in every way that the description knows', () => {
  const breaches = Object.values(contract.operations).flatMap(({ name, prerequisites }) =>
    prerequisites.flatMap(({ requirement, brokenBy }) =>
      brokenBy.map(({ state }) => `${name}.prerequisites.${state} ${requirement}`),
    ),
  );
  const planned = cases.map(({ id, requirement }) => `${id} ${requirement}`);
  expect(breaches.length).toBeGreaterThan(0);
  expect(breaches.filter((line) => !planned.includes(line))).toEqual([]);
});

test('a refusal without effect is expected of every method but the documented one', () => {
  for (const operation of ['phonepickup', 'snatchpickup'] as const) {
    const { method } = contract.operations[operation];
    const ofMethod = cases.filter((each) => each.operation === operation && each.section === 'method');
    expect(ofMethod.filter(({ stimulus }) => (stimulus.method ?? method) === method).map(({ id }) => id)).toEqual([
      `${operation}.method.documented`,
    ]);
    const either = ofMethod.filter(({ expect: { outcome } }) => outcome === 'accepted or refused');
    expect(either.map(({ stimulus }) => stimulus.method)).toEqual([
      method.toLowerCase(),
      method.slice(0, 1) + method.slice(1).toLowerCase(),
    ]);
    const others = ofMethod.filter((each) => !either.includes(each));
    expect(new Set(others.map(({ expect: { outcome } }) => outcome))).toEqual(new Set(['accepted', 'refused']));
  }
});
