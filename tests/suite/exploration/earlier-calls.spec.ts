import { expect, test } from '@playwright/test';
import type { Judged } from '../../../fixtures/run-cases';
import { judge } from '../../../src/checks/judge';
import { readContract } from '../../../src/contract/read-contract';
import type { EventRecord } from '../../../src/evidence/event-record';
import type { StoryName } from '../../../src/evidence/story';
import { judgeGateway } from '../judged-gateway';

/** What one of the others' or of the agent's own earlier calls still brings is not held against a pickup; anything more is. */

const facts = { recording: true, snatchpickupGuid: 'observed', deadlineMs: 10_000 } as const;

const explored = ({ section }: { section: string }) => section === 'exploration';

async function played(story: string): Promise<Judged> {
  const [judged] = await judgeGateway({}, { choose: explored, exploration: { story } });
  if (!judged) throw new Error('no story was played');
  expect(judged.result.findings).toEqual([]);
  return judged;
}

function isOfOneCall(one: unknown, other: unknown): boolean {
  const [a, b] = [one, other].map((content) => (content as { callid?: string } | null)?.callid);
  return a === b;
}

interface Event {
  who: StoryName;
  eventType: string;
  times?: number;
  content?: unknown;
}

/** The requirements broken where such an event came as well, at the end of a step: as often as said. */
function brokenWith(
  { of, seen }: Judged,
  step: number,
  { who, eventType, times = 1, content = null }: Event,
  /** Is it one that did not come when it was due? */
  late = false,
): string[] {
  const [story] = seen.exploration?.stories ?? [];
  const agentId = story?.agents.find(({ name }) => name === who)?.id ?? '';
  const at = story?.steps[step - 1]?.to ?? Number.NaN;
  const more = Array.from({ length: times }, (): Omit<EventRecord, 'position'> => {
    return { at, agentId, eventType, workNo: agentId, content };
  });
  const earlier = seen.events.filter(
    (event) =>
      event.at <= at &&
      (!late || event.agentId !== agentId || event.eventType !== eventType || !isOfOneCall(event.content, content)),
  );
  const later = seen.events.filter((event) => event.at > at);
  const events = [...earlier, ...more, ...later].map((event, position) => ({ ...event, position }));
  const { findings } = judge(readContract('2023-09-27'), facts, of, { ...seen, events });
  return [...new Set(findings.map(({ requirement }) => requirement))];
}

test("a screen pops once for another agent's ringing phone, and no more often", async () => {
  const story = await played('c rings; b takes the call of c; a rings; b picks up');
  const pops = { who: 'a', eventType: 'AgentEvent_Incoming_CallInfo' } as const;
  expect(brokenWith(story, 3, pops)).toEqual([]);
  expect(brokenWith(story, 3, { ...pops, times: 2 })).toContain('SP-EVENT-3');
  expect(brokenWith(story, 2, pops)).toContain('SP-EVENT-3');
});

test('a phone that rings may say so again until its agent is told of the end, and not later', async () => {
  const story = await played('a takes the call of c; a rings; the caller of a hangs up; b becomes busy');
  const alerting = { who: 'a', eventType: 'AgentOther_PhoneAlerting' } as const;
  expect(brokenWith(story, 2, alerting)).toEqual([]);
  expect(brokenWith(story, 3, alerting)).toEqual([]);
  expect(brokenWith(story, 4, alerting)).toContain('SP-PRE-2');
});

test('the end of a call that was taken away may be told again until the next one is answered, or late, and not where there was none', async () => {
  const release = { who: 'a', eventType: 'AgentOther_PhoneRelease' } as const;
  const again = await played(
    'c rings; a takes the call of c; c takes the call of a; a takes the call of c; a picks up; a hangs up',
  );
  expect(brokenWith(again, 4, release)).toEqual([]);
  expect(brokenWith(again, 5, release)).toContain('SP-EVENT-5');
  expect(brokenWith(again, 5, release, true)).toEqual([]);
  const first = await played('c rings; a takes the call of c; a picks up; a hangs up');
  expect(brokenWith(first, 2, release)).toContain('SP-EVENT-5');
});

test('whose state was not known is idle after a forced sign-in once it can become busy, and must be let pick up then', async () => {
  const unknown = 'c calls a; a picks up; a hangs up; c becomes idle';
  const story = `${unknown}; c signs in by force; b rings; the caller of b hangs up; b rings; c takes the call of b`;
  const dialects = ['idle-late-after-calls'];
  const choice = { choose: explored, exploration: { story } };
  const conforms = await judgeGateway({ dialects }, choice);
  expect(conforms.flatMap(({ result }) => result.findings)).toEqual([]);
  const faults = ['snatchpickup-from-agent-refused-after-its-missed-call'];
  const broken = (await judgeGateway({ dialects, faults }, choice)).flatMap(({ result }) => result.findings);
  expect(broken.map(({ requirement }) => requirement)).toContain('SP-METHOD-1');
});

test('an internal call to a phone without linkage that is told late breaks no story off', async () => {
  const choice = { choose: explored, exploration: { story: 'a calls p; b rings; b picks up' } };
  const judged = await judgeGateway({ dialects: ['call-events-slow'] }, choice);
  expect(judged.flatMap(({ result }) => result.findings)).toEqual([]);
  const [story] = judged.flatMap(({ seen }) => seen.exploration?.stories ?? []);
  expect(story?.brokeOff).toBeUndefined();
  expect(story?.steps.map(({ seen }) => seen.done)).toEqual([true, true, true]);
});

test('an event that names an earlier call of the agent is no second one of its pickup', async () => {
  const story = await played('b calls a; a picks up; a hangs up; b rings; b picks up');
  const calls = (story.seen.exploration?.stories[0]?.steps ?? []).flatMap(({ seen }) => seen.call?.callId ?? []);
  expect(new Set(calls).size).toBe(2);
  const talking = (callid?: string): Event => ({ who: 'b', eventType: 'AgentEvent_Talking', content: { callid } });
  expect(brokenWith(story, 5, talking(calls[0]), true)).toEqual([]);
  expect(brokenWith(story, 5, talking(calls[1]))).toContain('PP-EVENT-3');
});

test("the phones of a story are its own agents', also where several walks make one observation", async () => {
  const choice = { choose: explored, exploration: { story: 'b calls a; a picks up' } };
  const [judged] = await judgeGateway({ dialects: ['called-differs-by-event'] }, choice);
  if (!judged) throw new Error('no story was played');
  const { of, seen } = judged;
  const ofAnotherWalk = { ...seen, cast: { ...seen.cast, phones: {} } };
  const { findings } = judge(readContract('2023-09-27'), facts, of, ofAnotherWalk);
  expect(findings.filter(({ requirement }) => requirement === 'PP-EVENT-5')).toEqual([]);
});
