import { expect, test } from '@playwright/test';
import { judgeGateway } from '../judged-gateway';

const OLDER = 'snatchpickup.dest-work-no.names-the-older-of-two-calls';
const SAME_STAGE = 'snatchpickup.prerequisites.called-without-permission';

async function told(ringMs: number, { faults = [], dialects = [] }: { faults?: string[]; dialects?: string[] } = {}) {
  const judged = await judgeGateway(
    { ringMs, faults, dialects },
    { choose: ({ id }) => [OLDER, SAME_STAGE].includes(id) },
  );
  return judged.map(({ result: { requirements } }) => [requirements[0]?.verdict, requirements[0]?.reason]);
}

const TOO_SHORT = 'a phone stops ringing before another one that is called after it begins to ring';

for (const ringMs of [1000, 1500, 2000])
  for (const untold of [[], ['caller-gives-up-unannounced']])
    test(`a phone that rings for ${ringMs} ms may stop before a late one begins ${untold.join()}`.trim(), async () => {
      expect(await told(ringMs, { dialects: ['phones-ring-late', ...untold] })).toEqual([
        ['not-applicable', TOO_SHORT],
        ['pass', undefined],
      ]);
    });

test('phones that ring late, and long enough, are both there', async () => {
  expect(await told(60_000, { dialects: ['phones-ring-late'] })).toEqual([
    ['pass', undefined],
    ['pass', undefined],
  ]);
});

test('a gateway that refuses the older of two calls is not excused by late phones', async () => {
  const [older] = await told(60_000, { dialects: ['phones-ring-late'], faults: ['older-of-two-calls-refused'] });
  expect(older?.[0]).toBe('fail');
});
