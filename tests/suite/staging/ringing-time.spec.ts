import { expect, test } from '@playwright/test';
import type { Case } from '../../../src/cases/case';
import type { Site } from '../../../src/site/site';
import { judgeGateway } from '../judged-gateway';

/** What a site is told whose phones ring for 60 s, by case. */
async function toldOf(
  calls: Partial<Site['calls']>,
  dialects: readonly string[] = [],
  choose = ({ needs }: Case) => needs?.ringMs === true && needs.guidWhileRinging !== true,
): Promise<Record<string, string>> {
  const judged = await judgeGateway(
    { dialects, declares: { calls: { driver: 'simulator', faults: [], dialects: [], ...calls } as Site['calls'] } },
    { choose },
  );
  return Object.fromEntries(
    judged.map(({ of, result }) => {
      const [first] = result.requirements;
      return [of.id.replace('prerequisites.', ''), `${first?.verdict}${first?.reason ? `: ${first.reason}` : ''}`];
    }),
  );
}

test('a site that does not say how long its phones ring is not asked', async () => {
  const notSaid = 'not-applicable: the site does not say how long its phones ring (calls.ringMs)';
  expect(await toldOf({})).toEqual({
    'phonepickup.rang-out': notSaid,
    'phonepickup.late-in-the-ringing': notSaid,
    'snatchpickup.rang-out': notSaid,
    'snatchpickup.late-in-the-ringing': notSaid,
  });
});

test('who may not wait for so long is not asked either', async () => {
  const tooLong =
    'not-applicable: it must wait 200000 ms for a phone that rings, longer than limits.maxWaitMs (130000 ms)';
  expect(new Set(Object.values(await toldOf({ ringMs: 200_000 })))).toEqual(new Set([tooLong]));
});

for (const dialects of [[], ['caller-gives-up-unannounced'], ['no-answer-leaves-idle']])
  test(`pickups are judged late in the ringing and behind it ${dialects.join()}`.trim(), async () => {
    expect(await toldOf({ ringMs: 60_000 }, dialects)).toEqual({
      'phonepickup.rang-out': expect.stringMatching(/^pass/),
      'phonepickup.late-in-the-ringing': expect.stringMatching(/^pass/),
      'snatchpickup.rang-out': expect.stringMatching(/^pass/),
      'snatchpickup.late-in-the-ringing': expect.stringMatching(/^pass/),
    });
  });

for (const [dialects, told] of [
  [[], 'AgentEvent_No_Answer'],
  [['no-answer-told-by-state'], 'AgentState_SetNotReady_Success'],
] as const)
  test(`phones that ring shorter than the site says prove nothing of a pickup late in the ringing, ${told}`, async () => {
    const stopped = RegExp(`^inconclusive: the phone of agent \\d+ rings still: ${told} came 6\\d{4} ms .*90000 ms`);
    expect(await toldOf({ ringMs: 90_000 }, dialects)).toEqual({
      'phonepickup.rang-out': expect.stringMatching(/^pass/),
      'phonepickup.late-in-the-ringing': expect.stringMatching(stopped),
      'snatchpickup.rang-out': expect.stringMatching(/^pass/),
      'snatchpickup.late-in-the-ringing': expect.stringMatching(stopped),
    });
  });

test('phones that ring longer than the site says prove nothing of a pickup behind the ringing', async () => {
  const rings =
    /^inconclusive: agent \d+, whose phone rang out, is idle again: .* longer than calls\.ringMs \(20000 ms\)/;
  expect(await toldOf({ ringMs: 20_000 })).toEqual({
    'phonepickup.rang-out': expect.stringMatching(rings),
    'phonepickup.late-in-the-ringing': expect.stringMatching(/^pass/),
    'snatchpickup.rang-out': expect.stringMatching(rings),
    'snatchpickup.late-in-the-ringing': expect.stringMatching(/^pass/),
  });
});

test('a Guid that is handed out while the phone rings is tried, and only such a one', async () => {
  const guids = ({ needs }: Case) => needs?.guidWhileRinging === true;
  const [phonepickup, snatchpickup] = ['phonepickup', 'snatchpickup'].map(
    (name) => `${name}.guid.renewed-while-ringing`,
  );
  const verdicts = (verdict: RegExp) => ({
    [`${phonepickup}`]: expect.stringMatching(verdict),
    [`${snatchpickup}`]: expect.stringMatching(verdict),
  });
  expect(await toldOf({ ringMs: 60_000 }, [], guids)).toEqual(verdicts(/^pass$/));
  const none = /^not-applicable: the gateway handed out no new Guid while the phone rang$/;
  expect(await toldOf({ ringMs: 60_000 }, ['guid-renewed-with-events-only'], guids)).toEqual(verdicts(none));
});

test('where a call that nobody answered is offered once more, there is one to pick up', async () => {
  const offered = /^not-applicable: a call that nobody answers is offered once more, to agent \d+$/;
  expect(await toldOf({ ringMs: 60_000 }, ['no-answer-offered-once-more'])).toEqual({
    'phonepickup.rang-out': expect.stringMatching(offered),
    'phonepickup.late-in-the-ringing': expect.stringMatching(/^pass/),
    'snatchpickup.rang-out': expect.stringMatching(offered),
    'snatchpickup.late-in-the-ringing': expect.stringMatching(/^pass/),
  });
});
