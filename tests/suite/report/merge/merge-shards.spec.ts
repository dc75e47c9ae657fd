import { expect, test } from '@playwright/test';
import { type RunResults, reportOn } from '../../../../src/report/account/run-results';
import { mergeShards } from '../../../../src/report/merge/merge-shards';
import { everyOutcome } from '../finished-run';

/** The cases of one run dealt out to shards, in turn. */
function shards(total: number, whole: RunResults = everyOutcome()): RunResults[] {
  return Array.from({ length: total }, (_, index) => {
    const selected = whole.selected.filter((_, place) => place % total === index);
    const own = <T>(values: Readonly<Record<string, T>>) =>
      Object.fromEntries(Object.entries(values).filter(([id]) => selected.includes(id)));
    return {
      ...whole,
      shard: { current: index + 1, total },
      startedAt: `2026-01-02T03:04:0${index}.000Z`,
      durationMs: 1000,
      selected,
      results: whole.results.filter(({ caseId }) => selected.includes(caseId)),
      harnessErrors: own(whole.harnessErrors),
      durations: own(whole.durations),
      errorsOutside: index,
    };
  });
}

function merged(...runs: RunResults[]): RunResults {
  return mergeShards(runs.map((run, index) => ({ folder: `dir${index + 1}`, run })));
}

test('shards in any order give the report of one run, apart from times', () => {
  const [one, two, three] = shards(3) as [RunResults, RunResults, RunResults];
  const whole = reportOn(everyOutcome());
  const together = reportOn(merged(three, one, two));
  const { startedAt, durationMs, harnessErrors, ...rest } = together;
  expect({ ...whole, ...rest }).toEqual(whole);
  expect([startedAt, durationMs]).toEqual(['2026-01-02T03:04:00.000Z', 3000]);
  // Errors outside of tests are of each shard's own.
  expect(harnessErrors).toBe(whole.harnessErrors + 0 + 1 + 2);
  expect(reportOn(one).selection.partial).toBe(true);
  expect(together.selection.partial).toBe(false);
});

test('what the user left out besides stays left out', () => {
  expect(reportOn(merged(...shards(2, { ...everyOutcome(), chosen: true }))).selection.partial).toBe(true);
});

const [one, two] = shards(2) as [RunResults, RunResults];
const { shard: _, ...unsharded } = one;
const refused: [what: string, runs: RunResults[], line: string][] = [
  ['nothing', [], 'expected the reports folders of all shards, found none'],
  ['a missing shard', [two], 'expected all 2 shards, found none of 1/2: did its job end without reports?'],
  ['a doubled shard', [one, one], 'dir2: expected each shard once, found shard 1/2 in dir1 as well'],
  ['a whole run', [one, unsharded], 'dir2: expected a shard (--shard), found a whole run'],
  [
    'a shard of another number',
    [one, { ...two, shard: { current: 2, total: 3 } }],
    'dir2: expected a shard of 2, found shard 2 of 3',
  ],
  [
    'another version',
    [one, { ...two, suite: { version: '0.2.0' } }],
    'dir2: expected the same suite version 0.1.0 as in dir1, found 0.2.0',
  ],
  [
    'another gateway',
    [one, { ...two, site: { ...two.site, url: 'https://b' } }],
    'dir2: expected the same url https://gw.example:8043 as in dir1, found https://b',
  ],
  ['other cases', [one, { ...two, cases: [] }], 'dir2: expected the same planned cases as in dir1, found others'],
  [
    'other waivers',
    [one, { ...two, waivers: { file: 'w.yaml', waivers: [] } }],
    'dir2: expected the same waivers as in dir1, found others',
  ],
  [
    'a case in two shards',
    [one, { ...two, selected: one.selected }],
    'dir2: expected each case in one shard, found phonepickup.method.passes in dir1 as well',
  ],
];
for (const [what, runs, line] of refused)
  test(`${what} is refused in one line`, () => {
    expect(() => merged(...runs)).toThrow(line);
  });

test('the simulated gateway may have had another address in each shard', () => {
  const [a, b] = shards(2).map((run, index) => ({
    ...run,
    simulated: true,
    site: { ...run.site, url: `https://${index}` },
  }));
  expect(merged(a as RunResults, b as RunResults).site.url).toBe('https://0');
});
