import { expect, test } from '@playwright/test';
import { rejudged, TranscriptInMemory } from '../../../fixtures/rejudged';
import { planCases } from '../../../src/cases';
import { knownEditions, readContract } from '../../../src/contract/read-contract';
import type { Edition } from '../../../src/simulator';
import { judgeGateway, troubles } from '../judged-gateway';

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

for (const edition of knownEditions() as Edition[])
  for (const authMode of [1, 2] as const)
    test(`nothing is found on the faultless gateway, edition ${edition}, AUTHMODE ${authMode}`, async () => {
      const transcript = new TranscriptInMemory();
      const judged = await judgeGateway({ edition, authMode }, { transcript });
      expect(judged.length).toBe(planCases(readContract(edition)).length);
      expect(troubles(judged)).toEqual([]);
      const passed = judged.flatMap(({ result }) => result.requirements.filter(({ verdict }) => verdict === 'pass'));
      expect(passed.length).toBeGreaterThan(judged.length);
      expect(rejudged(transcript)).toEqual([]);
    });

for (const dialects of [['record-late'], []])
  test(`a site may record calls although it declares that it does not ${dialects.join()}`.trim(), async () => {
    const judged = await judgeGateway(
      { dialects, declares: { recording: false } },
      {
        choose: ({ section, operation }) =>
          operation === 'snatchpickup' && ['events', 'prerequisites', 'response', 'guid'].includes(section),
      },
    );
    expect(judged.length).toBeGreaterThan(20);
    expect(troubles(judged)).toEqual([]);
  });
