import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { casesOf, planCases } from '../../../src/cases';
import { readContract } from '../../../src/contract/read-contract';

const contract = readContract('2023-09-27');
const cases = planCases(contract);
const frozen = readFileSync(join(__dirname, 'case-ids.txt'), 'utf8');

/** One line for each case, by id: its id and its primary requirement. */
const lines = cases.map(({ id, requirement }) => `${id} ${requirement}`).sort();

test('case ids are permanent: none was removed, renamed or given to another requirement', () => {
  const gone = frozen.split('\n').filter((line) => line !== '' && !lines.includes(line));
  expect(gone, 'ids are permanent: reports, waivers and scripts name them. Bring these cases back').toEqual([]);
});

test('every case id is frozen', () => {
  const fresh = lines.filter((line) => !frozen.split('\n').includes(line));
  expect(fresh, 'add the new ids to tests/suite/cases/case-ids.txt; from then on they are permanent').toEqual([]);
  expect(`${lines.join('\n')}\n`, 'case-ids.txt: one line per case, in the order of their ids').toBe(frozen);
});

for (const edition of ['2023-09-27', '2025-11-13'])
  test.describe(`edition ${edition}`, () => {
    const planned = planCases(readContract(edition));

    test('has at least 600 cases', () => {
      expect(planned.length).toBeGreaterThanOrEqual(600);
    });

    test('uses each id and each title once', () => {
      const repeated = (texts: string[]) => texts.filter((text, index) => texts.indexOf(text) !== index);
      expect(repeated(planned.map(({ id }) => id))).toEqual([]);
      expect(repeated(planned.map(({ title }) => title))).toEqual([]);
    });

    test('has ids that can be read, typed and put into a command', () => {
      const form = /^(phonepickup|snatchpickup)\.[a-z-]+\.[A-Za-z0-9-]+$/;
      expect(planned.map(({ id }) => id).filter((id) => !form.test(id))).toEqual([]);
    });

    test('has titles of one line that are sentences, short enough to read', () => {
      const odd = planned.filter(({ title }) => title.length > 160 || title.includes('\n') || title.trim() !== title);
      expect(odd.map(({ id }) => id)).toEqual([]);
    });

    test('plans the same cases in the same order each time', () => {
      expect(planCases(readContract(edition))).toEqual(planned);
    });

    test('names requirements of its own operation, each once, the primary first', () => {
      const wrong = planned.filter(({ operation, requirement, requirements }) => {
        const known = readContract(edition).operations[operation].requirements.map(({ id }) => id);
        return (
          requirements[0] !== requirement ||
          new Set(requirements).size !== requirements.length ||
          requirements.some((id) => !known.includes(id))
        );
      });
      expect(wrong.map(({ id }) => id)).toEqual([]);
    });
  });

test('the plan is what its sections plan', () => {
  const sections = [...new Set(cases.map(({ section }) => section))];
  const parts = (['phonepickup', 'snatchpickup'] as const).flatMap((operation) =>
    sections.flatMap((section) => casesOf(contract, operation, section)),
  );
  expect(parts.map(({ id }) => id).sort()).toEqual(cases.map(({ id }) => id).sort());
  expect(parts.every(({ id, operation, section }) => id.startsWith(`${operation}.${section}.`))).toBe(true);
});
