/** Observations made by hand: stories of a pickup that went well, to be spoilt in one point each. */
import { planCases } from '../../../src/cases';
import type { Case } from '../../../src/cases/case';
import { judge } from '../../../src/checks/judge';
import type { SiteFacts } from '../../../src/checks/judgement';
import type { CaseResult, Verdict } from '../../../src/checks/verdict';
import { readContract } from '../../../src/contract/read-contract';
import type { EventRecord } from '../../../src/evidence/event-record';
import type { Exchange } from '../../../src/evidence/exchange';
import type { Observation } from '../../../src/evidence/observation';

export const contract = readContract('2023-09-27');
const cases = new Map(planCases(contract).map((each) => [each.id, each]));

/** 101 acts, 102 is called by snatchpickup, 103 watches. */
export const PICKER = '101';
export const CALLED = '102';
export const WATCHER = '103';
const CALLER = '90000001';
const CALL_ID = '16-1';

/** When what happens in every story, in milliseconds. */
export const RANG = 10;
export const SENT = 100;
export const ANSWERED = 110;
export const LIFTED = 200;
export const HUNG_UP = 300;
export const CLOSED = 400;

export type Told = Omit<EventRecord, 'position'>;
type Mutable<T> = { -readonly [Member in keyof T]: T[Member] };

/** What was seen of one case, still open to change. */
export interface Story {
  of: Case;
  facts: SiteFacts;
  seen: Mutable<Omit<Observation, 'events' | 'stimuli'>>;
  stimuli: Exchange[];
  events: Told[];
}
export type Change = (story: Story) => void;

export function caseOf(id: string): Case {
  const found = cases.get(id);
  if (!found) throw new Error(`no case ${id}`);
  return found;
}

export function told(agentId: string, at: number, eventType: string, content: unknown = null): Told {
  return { agentId, at, eventType, workNo: agentId, content };
}

let lastId = 0;

/** The request of a story with a whole answer, success unless said otherwise. */
export function exchange(change: Partial<Exchange> & { method?: string; path?: string } = {}): Exchange {
  const { method = 'POST', path = `/voicecall/${PICKER}/phonepickup`, ...others } = change;
  return {
    id: ++lastId,
    purpose: 'stimulus',
    agentId: PICKER,
    sentAt: SENT,
    endedAt: ANSWERED,
    request: { method, url: `https://gateway.example:8043/agentgateway/resource${path}`, headers: [] },
    response: envelope('0'),
    ...others,
  };
}

/** An answer: HTTP 200 with the documented members, `members` on top of them (undefined takes one away). */
export function envelope(retcode: unknown, members: Record<string, unknown> = {}, status = 200) {
  return answer(status, JSON.stringify({ message: '', retcode, result: {}, ...members }));
}

export function answer(status: number, body: string, contentType = 'application/json; charset=UTF-8') {
  return { status, headers: [['Content-Type', contentType]] as [string, string][], body };
}

const parties = { caller: CALLER, called: '7102', callid: CALL_ID };
const info = { callId: CALL_ID, caller: CALLER, called: '7102', mediaType: 5 };
const voice = { feature: '0', type: 'main', mediaAbility: '1' };
const recording = { taskId: '1-1', locationId: 1, recordID: '1-1', fileName: 'Y:/1/0/1.V3', fileMediaType: 1 };

function story(id: string, others: Partial<Pick<Story, 'stimuli' | 'events'>> & Partial<Story['seen']>): Story {
  const { stimuli = [], events = [], ...seen } = others;
  return {
    of: caseOf(id),
    facts: { recording: true, snatchpickupGuid: 'observed', deadlineMs: 2000 },
    stimuli,
    events,
    seen: {
      caseId: id,
      cast: { picker: PICKER, called: CALLED, others: [WATCHER], phones: { 101: '7101', 102: '7102', 103: '7103' } },
      steps: [{ what: 'the phone is alerting', proven: true }],
      surroundings: [],
      moments: { requestSent: SENT, closed: CLOSED },
      ...seen,
    },
  };
}

/** phonepickup took the phone off the hook; the caller hung up. */
export function phonePickedUp(id = 'phonepickup.method.documented'): Story {
  const own = { ...parties, called: '7101' };
  return story(id, {
    cast: { picker: PICKER, others: [WATCHER], phones: { 101: '7101', 103: '7103' } },
    call: { kind: 'external', placedTo: PICKER, caller: CALLER, called: '7101', callId: CALL_ID },
    moments: { requestSent: SENT, requestAccepted: ANSWERED, callEnded: HUNG_UP, closed: CLOSED },
    stimuli: [exchange()],
    events: [
      told(PICKER, RANG, 'AgentEvent_Ringing', own),
      told(PICKER, RANG, 'AgentOther_PhoneAlerting'),
      told(PICKER, 112, 'AgentOther_PhoneOffhook', { type: 'main' }),
      told(PICKER, 113, 'AgentEvent_Talking', { ...own, ...voice }),
      told(PICKER, HUNG_UP + 5, 'AgentOther_PhoneRelease', { phoneState: 3 }),
    ],
  });
}

/** snatchpickup took the call of 102 over; 101's phone was answered, and the call ended. */
export function callTakenOver(id = 'snatchpickup.method.documented'): Story {
  return story(id, {
    call: { kind: 'external', placedTo: CALLED, caller: CALLER, called: '7102', callId: CALL_ID },
    moments: {
      requestSent: SENT,
      requestAccepted: ANSWERED,
      phoneAnswered: LIFTED,
      callEnded: HUNG_UP,
      closed: CLOSED,
    },
    stimuli: [snatching()],
    events: [
      told(CALLED, RANG, 'AgentEvent_Ringing', parties),
      told(CALLED, RANG, 'AgentOther_PhoneAlerting'),
      told(PICKER, 112, 'AgentOther_PhoneAlerting'),
      told(CALLED, 113, 'AgentOther_PhoneRelease', { phoneState: 3 }),
      told(PICKER, LIFTED + 2, 'AgentOther_PhoneOffhook', { type: 'main' }),
      told(PICKER, LIFTED + 3, 'AgentEvent_Talking', { ...parties, ...voice }),
      told(PICKER, LIFTED + 4, 'AgentEvent_Incoming_CallInfo', info),
      told(PICKER, LIFTED + 5, 'AgentMediaEvent_Record', { ...info, ...recording }),
      told(PICKER, HUNG_UP + 5, 'AgentOther_PhoneRelease', { phoneState: 3 }),
    ],
  });
}

/** A stimulus was refused; then the same call was picked up as the control, and its events came. */
export function refused(id: string, stimulus: Exchange = exchange({ response: envelope('100-007') })): Story {
  const taken = id.startsWith('snatchpickup') ? callTakenOver(id) : phonePickedUp(id);
  const later = taken.events.map((event) => (event.at < SENT ? event : { ...event, at: event.at + 50 }));
  return {
    ...taken,
    stimuli: [stimulus],
    events: later,
    seen: {
      ...taken.seen,
      moments: { requestSent: SENT, closed: CLOSED },
      explainedFrom: SENT + 40,
      control: { exchange: exchange({ purpose: 'control' }), succeeded: true, detail: 'the same request succeeded' },
    },
  };
}

/** A request of snatchpickup. */
export function snatching(change: Parameters<typeof exchange>[0] = {}): Exchange {
  return exchange({
    method: 'PUT',
    path: `/voicecall/${change.agentId ?? PICKER}/snatchpickup?destWorkNo=${CALLED}`,
    ...change,
  });
}

/** Two agents reached for the call of 102; 101 got it. */
export function raced(): Story {
  const taken = callTakenOver('snatchpickup.prerequisites.race-between-two-snatchpickups');
  const { phoneAnswered, ...moments } = taken.seen.moments;
  taken.seen.moments = moments;
  taken.stimuli = [snatching(), snatching({ agentId: WATCHER, response: envelope('100-007') })];
  taken.events = taken.events.filter(({ at }) => at < LIFTED || at > HUNG_UP);
  return taken;
}

/** The events of this type at agent 101, after the request was sent. */
const own = ({ events }: Story, eventType: string) =>
  events.filter((event) => event.agentId === PICKER && event.eventType === eventType && event.at >= SENT);

/** Changes to the events of agent 101. */
export const lose =
  (...eventTypes: string[]): Change =>
  (of) => {
    const lost = eventTypes.flatMap((eventType) => own(of, eventType));
    of.events = of.events.filter((event) => !lost.includes(event));
  };
export const alter =
  (eventType: string, change: (event: Told) => Partial<Told>): Change =>
  (of) => {
    for (const event of own(of, eventType)) Object.assign(event, change(event));
  };
export const double =
  (eventType: string): Change =>
  (of) => {
    of.events.push(...own(of, eventType).map((event) => ({ ...event, at: event.at + 0.5 })));
  };
export const withMembers = (eventType: string, members: Record<string, unknown>): Change =>
  alter(eventType, ({ content }) => ({ content: { ...(content as object | null), ...members } }));
export const add =
  (...events: Told[]): Change =>
  (of) => {
    of.events.push(...events);
  };
export const answered =
  (response: Exchange['response']): Change =>
  ({ stimuli }) => {
    for (const stimulus of stimuli) Object.assign(stimulus, { response });
  };
export const failed =
  (kind: NonNullable<Exchange['failure']>['kind'], message = 'other side closed'): Change =>
  ({ stimuli }) => {
    for (const stimulus of stimuli) {
      delete stimulus.response;
      stimulus.failure = { kind, message };
    }
  };
/** The request was sent so often, each time on another call, and lost alike each time, or once less. */
export const sentAgain =
  (sent: number, alike = sent, ordinary = { sent: 500, lost: 0 }): Change =>
  ({ seen }) => {
    seen.repetition = { sent, alike, ordinary };
  };
export const both =
  (...changes: Change[]): Change =>
  (of) => {
    for (const change of changes) change(of);
  };

/** The judgement of a story, spoilt by the changes. Positions follow from the times. */
export function judged(told: Story, ...changes: Change[]): CaseResult {
  both(...changes)(told);
  const counts = new Map<string, number>();
  const events = told.events
    .sort((a, b) => a.at - b.at)
    .map((event) => {
      const position = counts.get(event.agentId) ?? 0;
      counts.set(event.agentId, position + 1);
      return { ...event, position };
    });
  return judge(contract, told.facts, told.of, { ...told.seen, stimuli: told.stimuli, events });
}

/** Every verdict but `pass`, by requirement: `{}` is a case that passes. */
export function verdicts({ requirements }: CaseResult): Record<string, Verdict> {
  return Object.fromEntries(
    requirements.filter(({ verdict }) => verdict !== 'pass').map(({ requirement, verdict }) => [requirement, verdict]),
  );
}

/** What was received, where it was not what was expected; each text once. */
export function received({ findings }: CaseResult): string[] {
  return [...new Set(findings.map((finding) => finding.received))];
}

/** The one verdict and reason that all requirements of a case share; undefined where they differ. */
export function shared({ requirements }: CaseResult): string | undefined {
  const all = new Set(requirements.map(({ verdict, reason }) => `${verdict}: ${reason}`));
  return all.size === 1 ? [...all][0] : undefined;
}
