import { expect, test } from '@playwright/test';
import { dialects, storyFaults } from '../../../src/simulator';
import { judgeGateway } from '../judged-gateway';

test.describe.configure({ mode: 'parallel', timeout: 120_000 });

/** As the simulated site's file has it; the seed is the default one. */
const STEPS = 300;

const explored = ({ section }: { section: string }) => section === 'exploration';

/** Some of the faults that chance finds within the site's budget; all are seen in their stories. */
const FOUND = [
  'snatchpickup-from-agent-in-wrap-up-refused',
  'phonepickup-refused-in-other-groups',
  'phonepickup-refused-once-unlinked',
  'phonepickup-refused-after-sign-in-busy',
  'phonepickup-of-internal-call-without-linkage',
  'snatchpickup-of-taken-call-without-permission',
  'phonepickup-after-answered-call',
  'snatchpickup-from-robbed-agent',
  'phonepickup-talking-lost-after-take-over',
];

for (const { name, breaks } of storyFaults.filter((fault) => FOUND.includes(fault.name)))
  test(`${name} is found by chance, confirmed, and told as a story that shows it again`, async () => {
    const broken = ({ result }: { result: { findings: readonly { requirement: string }[] } }) =>
      result.findings.some(({ requirement }) => requirement === breaks[0]);
    const judged = await judgeGateway({ faults: [name], steps: STEPS }, { choose: explored, enough: broken });
    const found = judged.find(broken);
    const exploration = found?.seen.exploration;
    expect(exploration?.seed).toBe(1);
    const story = exploration?.stories.at(-1)?.text ?? '';
    expect(story.split('; ').length).toBeLessThan(31);
    const again = await judgeGateway({ faults: [name] }, { choose: explored, exploration: { story } });
    expect(again.some(broken), story).toBe(true);
  });

/** Those that touch what stories wait for: events, states, Guids, refusals. */
const UNUSUAL = [
  'events-late',
  'event-bursts',
  'picked-agent-gets-nothing',
  'picked-agent-gets-other-events',
  'alerting-event-required',
  'quiet',
  'ringing-at-alerting',
  'alerting-with-content',
  'polls-do-not-wait',
  'answers-slow',
  'guid-renewed-on-every-poll',
  'snatchpickup-guid-ignored',
  'refusals-are-http-409-html',
  'release-without-customer-release',
  'called-is-picker',
  'cookies-required',
];

for (const name of ['', ...UNUSUAL])
  test(`nothing is found where the gateway conforms${name === '' ? '' : `, ${name}`}`, async () => {
    const judged = await judgeGateway({ dialects: name === '' ? [] : [name], steps: STEPS }, { choose: explored });
    const warns = dialects.find((dialect) => dialect.name === name)?.warns ?? [];
    const told = judged.flatMap(({ result: { findings }, seen }) => [
      ...findings.filter(({ requirement }) => !warns.includes(requirement)),
      ...(seen.exploration?.unstable ?? []),
      ...(seen.exploration?.stories.flatMap(({ brokeOff }) => brokeOff ?? []) ?? []),
    ]);
    expect(told).toEqual([]);
    expect(judged.reduce((sum, { seen }) => sum + (seen.exploration?.stepsTaken ?? 0), 0)).toBeGreaterThan(150);
  });

for (const [dialect, story] of [
  [
    'picked-agent-gets-other-events',
    'c becomes busy; c rings; b takes the call of c; b picks up; c rings; a takes the call of c; c takes the call of a',
  ],
  ['guid-looked-at-before-session', 'a rings; b signs out; b takes the call of a; b picks up'],
  ['release-not-served', 'b rings; a takes the call of b; a picks up; a hangs up'],
  ['ringing-announced-twice', 'o takes the call of c; o rings'],
  [
    'ringing-announced-again-and-again',
    'b rings; a takes the call of b; b takes the call of a; a turns linkage off; a rings',
  ],
  [
    'screen-pops-at-ringing',
    'c rings; b takes the call of c; a turns linkage off; c rings; a rings; c takes the call of b; o takes the call of c; c picks up; b takes the call of a',
  ],
  ['taken-like-unanswered', 'c rings; a takes the call of c; c takes the call of a; a takes the call of c; a picks up'],
  [
    'idle-late-after-calls',
    'c calls a; a picks up; a hangs up; c becomes idle; o signs out; o signs in; c rings; b takes the call of c; b takes the call of c; a picks up; a takes the call of a; c signs in by force; c takes the call of b',
  ],
  [
    'polls-do-not-wait and record-late',
    'b rings; b picks up; the caller of b hangs up; a rings; b takes the call of a; b picks up',
  ],
] as const)
  test(`nothing is found where the gateway conforms, ${dialect}, in "${story}"`, async () => {
    const judged = await judgeGateway(
      { dialects: dialect.split(' and ') },
      { choose: explored, exploration: { story } },
    );
    expect(judged.flatMap(({ result }) => result.findings)).toEqual([]);
  });

test('to an agent without phone linkage no event of a pickup is promised, though some come', async () => {
  const story =
    'b rings; a turns linkage off; c rings; a takes the call of b; a lifts the handset; c turns linkage off';
  const judged = await judgeGateway({ dialects: ['record-late'] }, { choose: explored, exploration: { story } });
  expect(judged.flatMap(({ result }) => result.findings)).toEqual([]);
  expect(judged.some(({ seen }) => seen.exploration?.stories[0]?.steps.length === 6)).toBe(true);
});
