import { expect, test } from '@playwright/test';
import type { Observation } from '../../../src/evidence/observation';
import type { OwnDelay } from '../../../src/evidence/own-delays';
import {
  ANSWERED,
  alter,
  both,
  type Change,
  envelope,
  exchange,
  judged,
  lose,
  PICKER,
  phonePickedUp,
  received,
  refused,
  type Story,
  told,
  verdicts,
} from './observations';

const talking = 'AgentEvent_Talking';
const offhook = 'AgentOther_PhoneOffhook';
const at = (afterMs: number): Change => alter(talking, () => ({ at: ANSWERED + afterMs }));
const late = at(2500);
const missing = lose(talking);
const nothingCame = lose(talking, offhook);

/** Made once more, with this change. */
const again =
  (change: Change = () => {}): Change =>
  ({ seen }) => {
    seen.again = observationOf(phonePickedUp(), change);
  };
const againWithout =
  (why: Partial<Observation>): Change =>
  ({ seen }) => {
    seen.again = { ...observationOf(phonePickedUp(), late), ...why };
  };
const ownDelay =
  (what: OwnDelay['what'], fromMs: number, toMs: number): Change =>
  ({ seen }) => {
    seen.ownDelays = [...(seen.ownDelays ?? []), { what, from: ANSWERED + fromMs, to: ANSWERED + toMs }];
  };
const asleep = ownDelay('not scheduled', 100, 2400);

function observationOf(story: Story, change: Change): Observation {
  change(story);
  return {
    ...story.seen,
    stimuli: story.stimuli,
    events: story.events.map((event, position) => ({ ...event, position })),
  };
}

const reasonOf = (change: Change) =>
  judged(phonePickedUp(), change).requirements.find(({ requirement }) => requirement === 'PP-EVENT-2')?.reason;

const decided: [title: string, change: Change, verdict: string, reason: RegExp][] = [
  ['late, and late again', both(late, again(late)), 'fail', /late, after 2500 ms; on a new call it came late, 2.5 s/],
  [
    'late, and missing on the new call',
    both(late, again(missing)),
    'fail',
    /on a new call it did not come within 3.0 s/,
  ],
  ['missing, and missing again', both(missing, again(missing)), 'fail', /received none; on a new call it did not come/],
  ['late, and nobody looked again', late, 'fail', /late, after 2500 ms$/],
  [
    'late, as in earlier pickups',
    both(late, ({ seen }) => {
      seen.overdueBefore = { [talking]: 2 };
    }),
    'fail',
    /; also late or missing in 2 earlier pickups$/,
  ],
  [
    'late, and in time on the new call',
    both(late, again()),
    'pass',
    /^AgentEvent_Talking came late, 2.5 s after request accepted; repeated on a new call, it came in time$/,
  ],
  ['missing, and in time on the new call', both(missing, again()), 'pass', /did not come within 3.0 s.*came in time$/],
  ['late while the process slept, and in time on the new call', both(late, asleep, again()), 'pass', /came in time$/],
  [
    'late while the process slept',
    both(late, asleep, again(late)),
    'inconclusive',
    /^AgentEvent_Talking came late, 2.5 s after request accepted, and on a new call it came late, 2.5 s; this process was not scheduled for 2.3 s in that window of 2.5 s$/,
  ],
  [
    'late again while the process slept',
    both(late, again(both(late, asleep))),
    'inconclusive',
    /this process was not scheduled for 2.3 s/,
  ],
  [
    'late while other answers were overdue',
    both(late, ownDelay('slow answer', 0, 600), again(late)),
    'inconclusive',
    /answers to other requests were overdue for 0.60 s/,
  ],
  ['late by less than the process slept', both(at(2050), ownDelay('not scheduled', 10, 70)), 'inconclusive', /0.06 s/],
  ['late by more than the process slept', both(late, ownDelay('not scheduled', 10, 70)), 'fail', /after 2500 ms$/],
  [
    'late, and the process slept at another time',
    both(late, ownDelay('not scheduled', 2600, 9000)),
    'fail',
    /2500 ms$/,
  ],
  [
    'late, and the new call could not be made',
    both(late, againWithout({ inconclusive: 'no phone rang' })),
    'inconclusive',
    /; it could not be repeated: no phone rang$/,
  ],
  [
    'late, and not accepted on the new call',
    both(late, ({ seen }) => {
      const { requestAccepted, ...moments } = seen.moments;
      seen.again = { ...observationOf(phonePickedUp(), late), moments };
    }),
    'inconclusive',
    /; it could not be repeated: the pickup was not accepted$/,
  ],
];
for (const [title, change, verdict, reason] of decided)
  test(`an event that is ${title}: ${verdict}`, () => {
    const result = judged(phonePickedUp(), change);
    expect(verdicts(result)).toEqual(verdict === 'pass' ? {} : { 'PP-EVENT-2': verdict });
    expect(reasonOf(change)).toMatch(reason);
  });

test('how long it took is told among the latencies as well', () => {
  expect(judged(phonePickedUp(), late, again()).latencies?.find(({ event }) => event === talking)?.ms).toBe(2500);
});

test('what else was wrong at the first look stands', () => {
  const twice: Change = ({ events }) => void events.push(told(PICKER, ANSWERED + 3, offhook, { type: 'main' }));
  expect(verdicts(judged(phonePickedUp(), late, twice, again()))).toEqual({ 'PP-EVENT-3': 'warning' });
});

test('an event that went to another agent needs no second look', () => {
  const astray = alter(talking, () => ({ agentId: '103', workNo: '103' }));
  expect(verdicts(judged(phonePickedUp(), astray, again()))).toEqual({ 'PP-EVENT-2': 'fail' });
});

const lied: [title: string, change: Change, verdict: string | undefined][] = [
  ['and again on a new call', again(nothingCame), 'fail'],
  ['and the process slept', both(asleep, again(nothingCame)), 'inconclusive'],
  ['and on a new call they came', again(), undefined],
];
for (const [title, change, verdict] of lied)
  test(`no event of an accepted pickup came ${title}`, () => {
    const all = verdicts(judged(phonePickedUp('phonepickup.response.served-at-documented-uri'), nothingCame, change));
    expect(all['PP-RESPONSE-2']).toBe(verdict);
    expect(all['PP-EVENT-1']).toBe(verdict);
  });

test('a request that must be refused, and is not, is broken however slow the suite was', () => {
  const accepted = refused('phonepickup.prerequisites.no-call', exchange({ response: envelope('0') }));
  const slept: Change = ({ seen }) => {
    seen.ownDelays = [{ what: 'not scheduled', from: 0, to: 10_000 }];
  };
  expect(Object.values(verdicts(judged(accepted, nothingCame, slept)))).toContain('fail');
});

test('windows in which the suite was too slow are told with the result', () => {
  expect(judged(phonePickedUp(), late, asleep, again(late)).unhealthy).toEqual([
    {
      event: talking,
      agentId: PICKER,
      from: ANSWERED,
      to: ANSWERED + 2500,
      notScheduledMs: 2300,
      slowAnswersMs: 0,
      ownMs: 2300,
    },
  ]);
  expect(judged(phonePickedUp(), late, again(late)).unhealthy).toBeUndefined();
  expect(received(judged(phonePickedUp(), late, asleep))).toEqual([]);
});
