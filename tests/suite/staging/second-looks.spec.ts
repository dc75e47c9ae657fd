import { expect, test } from '@playwright/test';
import { planCases } from '../../../src/cases';
import { readContract } from '../../../src/contract/read-contract';
import type { Exchange } from '../../../src/evidence/exchange';
import type { Observation } from '../../../src/evidence/observation';
import { SecondLooks } from '../../../src/staging/second-looks';
import { StageFailure } from '../../../src/staging/stage-failure';
import { judgeGateway, troubles } from '../judged-gateway';

const contract = readContract('2023-09-27');
const operation = contract.operations.phonepickup;
const [of] = planCases(contract);
const DEADLINE_MS = 10_000;
const TALKING = 'AgentEvent_Talking';

const accepted: Exchange = {
  id: 1,
  purpose: 'stimulus',
  agentId: '101',
  sentAt: 0,
  endedAt: 1,
  request: { method: 'POST', url: 'https://gateway.example/', headers: [] },
  response: { status: 200, headers: [], body: '{"message":"","retcode":"0","result":{}}' },
};

/** A pickup whose Talking took so long, in milliseconds; undefined: it never came. */
function pickup(talkingMs: number | undefined, change: Partial<Observation> = {}): Observation {
  const times: [eventType: string, at: number][] = [['AgentOther_PhoneOffhook', 1]];
  if (talkingMs !== undefined) times.push([TALKING, talkingMs]);
  return {
    caseId: of?.id ?? '',
    cast: { picker: '101', others: [], phones: {} },
    steps: [],
    stimuli: [accepted],
    surroundings: [],
    moments: { requestSent: 0, requestAccepted: 1, closed: 30_000 },
    events: times.map(([eventType, at], position) => ({
      agentId: '101',
      at,
      position,
      eventType,
      workNo: '101',
      content: null,
    })),
    ...change,
  };
}

const slow: Partial<Observation> = { ownDelays: [{ what: 'not scheduled', from: 0, to: 5000 }] };

/** Observes pickups one after the other; each comes with what a second look would see. Tells which were looked at again. */
async function observed(...pickups: [first: Observation, second: Observation | Error][]) {
  if (!of) throw new Error('no case');
  const looks = new SecondLooks({ events: { deadlineMs: DEADLINE_MS, quietMs: 30, mode: 'poll' }, recording: true });
  const seen: Observation[] = [];
  let lookedAgain = 0;
  for (const [first, second] of pickups)
    seen.push(
      await looks.observe(operation, of, first, async () => {
        lookedAgain += 1;
        if (second instanceof Error) throw second;
        return second;
      }),
    );
  return { seen, lookedAgain };
}

test('a pickup whose events come in time is made once', async () => {
  expect(await observed([pickup(100), pickup(100)])).toEqual({ seen: [pickup(100)], lookedAgain: 0 });
});

test('an event that is late again is looked at twice once in a run, whatever the number of cases', async () => {
  for (const late of [12_000, undefined]) {
    const pair: [Observation, Observation] = [pickup(late), pickup(late)];
    const { seen, lookedAgain } = await observed(...Array.from({ length: 100 }, () => pair));
    expect(lookedAgain).toBe(1);
    expect(seen[0]?.again).toEqual(pickup(late));
    expect(seen[99]).toEqual({ ...pickup(late), overdueBefore: { [TALKING]: 99 } });
  }
});

test('an event that is late again and again, and in time on a new call, is excused twice', async () => {
  const pair: [Observation, Observation] = [pickup(12_000), pickup(100)];
  const { seen, lookedAgain } = await observed(pair, [pickup(100), pickup(100)], pair, pair, pair);
  expect(lookedAgain).toBe(2);
  expect(seen.map(({ again, overdueBefore }) => overdueBefore?.[TALKING] ?? again !== undefined)).toEqual([
    true,
    false,
    true,
    2,
    3,
  ]);
});

test('what was late while the suite was too slow is not counted', async () => {
  const unhealthy: [Observation, Observation] = [pickup(12_000, slow), pickup(12_000, slow)];
  const { seen, lookedAgain } = await observed(unhealthy, unhealthy, unhealthy, [pickup(12_000), pickup(12_000)]);
  expect(lookedAgain).toBe(4);
  expect(seen.map(({ overdueBefore }) => overdueBefore)).toEqual([undefined, undefined, undefined, undefined]);
});

test('a second look that cannot be had is told, and settles nothing', async () => {
  const { seen, lookedAgain } = await observed(
    [pickup(12_000), new StageFailure('no phone rang')],
    [pickup(12_000), pickup(100)],
  );
  expect(lookedAgain).toBe(2);
  expect(seen[0]?.again?.inconclusive).toBe('no phone rang');
  expect(seen[1]?.again).toEqual(pickup(100));
});

test('what was not accepted, or not seen to its end, is not looked at again', async () => {
  const rejected = { ...accepted, response: { status: 200, headers: [], body: '{"retcode":"100-007"}' } };
  const { lookedAgain } = await observed(
    [pickup(undefined, { stimuli: [rejected] }), pickup(100)],
    [pickup(undefined, { inconclusive: 'the network came between' }), pickup(100)],
    [pickup(undefined, { steps: [{ what: 'the handset is lifted', proven: false }] }), pickup(100)],
  );
  expect(lookedAgain).toBe(0);
});

test.describe('against simulated gateways', () => {
  test.describe.configure({ timeout: 120_000 });
  const isEvents = { choose: ({ section }: { section: string }) => section === 'events' || section === 'agent-id' };

  test('late once, and then in time: passes, and the reason tells how late', async () => {
    const judged = await judgeGateway({ dialects: ['talking-late-once'] }, isEvents);
    expect(troubles(judged)).toEqual([]);
    const reasons = judged.flatMap(({ result }) => result.requirements.flatMap(({ reason }) => reason ?? []));
    expect(reasons).toContain(
      'AgentEvent_Talking came late, 12.0 s after request accepted; repeated on a new call, it came in time',
    );
  });

  test('always late: broken, with one second look for each operation at most', async () => {
    const judged = await judgeGateway({ faults: ['phonepickup-talking-always-late'] }, isEvents);
    expect(troubles(judged).join('\n')).toMatch(
      /PP-EVENT-2: .* late, after 12000 ms; on a new call it came late, 12.0 s/,
    );
    const looks = new Set(judged.flatMap(({ seen }) => seen.again?.stimuli[0]?.sentAt ?? []));
    expect(looks.size).toBe(1);
  });

  test('always late, and the suite hardly ever scheduled: nothing is broken, and each reason says why', async () => {
    const judged = await judgeGateway(
      {
        faults: ['phonepickup-talking-always-late'],
        asleep: (from, to) => [{ from, to: from + (to - from) / 5 }],
      },
      isEvents,
    );
    expect(judged.filter(({ result }) => result.verdict === 'fail')).toEqual([]);
    const open = judged.filter(({ result }) => result.verdict === 'inconclusive');
    expect(open.length).toBeGreaterThan(0);
    for (const { result } of open) {
      expect(result.unhealthy?.length).toBeGreaterThan(0);
      expect(result.requirements.find(({ verdict }) => verdict === 'inconclusive')?.reason).toMatch(
        /this process was not scheduled for 2\.\d s in that window of 12\.0 s$/,
      );
    }
  });
});
