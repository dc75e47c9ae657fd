import type { TraceEvent } from '../contract/contract';
import { namedCall } from '../contract/named-call';
import { isForAnother } from '../evidence/addressee';
import type { EventRecord } from '../evidence/event-record';
import type { Observation } from '../evidence/observation';
import { SCREEN_POP } from '../evidence/of-the-ringing';
import { awaitedFrom, momentOf } from '../evidence/overdue';
import { ASKED_TO_ANSWER, wasAskedToAnswer } from './asked-to-answer';
import { atEvents } from './effect';
import type { Judgement, Place } from './judgement';
import { judgeLateness } from './lateness';

/** Judges the events of an accepted pickup against the operation's trace: presence, time, number, recipient, order. */
export function judgeTrace(judgement: Judgement): void {
  const { operation } = judgement;
  const promises = operation.trace.events.filter((each) => applies(judgement, each));
  for (const promised of promises) judgeEvent(judgement, promised);
  // What is not promised here has no place in the order either: nobody waited for it.
  const names = new Set(promises.map(({ event }) => event));
  const own = eventsOf(judgement, judgement.seen.cast.picker).filter(
    (event) => names.has(event.eventType) && !isForAnother(event),
  );
  for (const { first, then, requirement } of operation.trace.order) {
    const [one] = own.filter(({ eventType }) => eventType === first);
    const [other] = own.filter(({ eventType }) => eventType === then);
    if (one && other && one.position > other.position)
      judgement.broken(
        requirement,
        `${first} before ${then}`,
        `${then} ${Math.round(one.at - other.at)} ms before ${first}`,
        { text: `the events of agent ${one.agentId}`, ...atEvents([one, other]) },
      );
  }
}

function judgeEvent(judgement: Judgement, promised: TraceEvent): void {
  const { seen, facts } = judgement;
  const recipientIn = ({ cast }: Observation) => (promised.to === 'picker' ? cast.picker : (cast.called ?? ''));
  const recipient = recipientIn(seen);
  const where = `the events of agent ${recipient}`;
  const since = momentOf(seen.moments, promised.after);
  const received = eventsOf(judgement, recipient).filter(({ eventType }) => eventType === promised.event);
  const found = received.filter((event) => !isForAnother(event));
  const misnamed = received.filter(isForAnother);
  if (misnamed.length > 0)
    judgement.broken(
      promised.requirement,
      `${promised.event} with workNo ${recipient}`,
      `${promised.event} with workNo ${JSON.stringify(misnamed[0]?.workNo)}`,
      { text: where, ...atEvents(misnamed) },
    );
  const astray = strayEvents(judgement, promised, recipient);
  if (astray.length > 0)
    judgement.broken(
      promised.requirement,
      `${promised.event} to agent ${recipient} alone`,
      `${promised.event} to agent ${[...new Set(astray.map(({ agentId }) => agentId))].join(', ')}`,
      { text: 'the events of all watched agents', ...atEvents(astray) },
    );
  if (since === undefined) {
    const early = found[0];
    if (early && promised.tooEarly)
      judgement.broken(promised.tooEarly, `no ${promised.event} before ${promised.after}`, promised.event, {
        text: where,
        ...atEvents([early]),
      });
    judgement.leaveOpen([promised.requirement, promised.once], `the moment "${promised.after}" was not reached`);
    return;
  }
  const manual = promised.onceAnswered ? seen.manualAnswer : undefined;
  const awaited = awaitedFrom(seen, promised) ?? since;
  const [first] = found;
  // Its absence is not a second fault.
  if (!first && misnamed.length > 0) return;
  if (!first && manual?.failed !== undefined) {
    judgement.leaveOpen([promised.requirement, promised.once], manual.failed);
    return;
  }
  if (!first) {
    const unproven = promised.after === 'request accepted' ? undefined : seen.steps.find(({ proven }) => !proven);
    if (unproven)
      judgement.leaveOpen(
        [promised.requirement, promised.once],
        `${unproven.what}: ${unproven.detail ?? 'not reached'}`,
      );
    else if (promised.min > 0) {
      const missing = { event: promised.event, agentId: recipient, from: since, until: awaited + facts.deadlineMs };
      const asked = promised.onceAnswered && !seen.manualAnswer && wasAskedToAnswer(eventsOf(judgement, recipient));
      const none = `none${misspelt(judgement, recipient, promised.event)}${asked ? ASKED_TO_ANSWER : ''}${cutShort(judgement, recipient, promised.event)}`;
      if (astray.length > 0)
        judgement.broken(promised.requirement, inTime(judgement, promised), 'it went to another agent', {
          text: where,
          missing,
        });
      else judgeOverdue(judgement, promised, recipientIn, none, { text: where, missing });
    }
    return;
  }
  const late = first.at - awaited;
  if (first.at >= since) {
    const { event, after } = promised;
    const { deadlineMs } = facts;
    judgement.latencies.push({ event, agentId: recipient, after, at: first.at, ms: Math.max(0, late), deadlineMs });
  }
  const atFirst = { text: where, ...atEvents([first]) };
  if (first.at < since)
    judgement.broken(
      promised.tooEarly ?? promised.requirement,
      `${promised.event} only after ${promised.after}`,
      `${promised.event} ${Math.round(since - first.at)} ms before`,
      atFirst,
    );
  else if (late > facts.deadlineMs)
    judgeOverdue(judgement, promised, recipientIn, `${promised.event} late, after ${Math.round(late)} ms`, atFirst);
  if (found.length > promised.max)
    judgement.broken(
      promised.once,
      `${promised.event} ${promised.max === 1 ? 'once' : `at most ${promised.max} times`}`,
      `${found.length} times`,
      { text: where, ...atEvents(found.slice(promised.max)) },
    );
}

function inTime({ facts }: Judgement, { event, after }: TraceEvent): string {
  return `${event} within ${facts.deadlineMs} ms after ${after}`;
}

/** An event that was late or missing: late or missing again, it is broken. */
function judgeOverdue(
  judgement: Judgement,
  promised: TraceEvent,
  recipientIn: (seen: Observation) => string,
  received: string,
  where: Place,
): void {
  const lateness = judgeLateness(judgement, promised, recipientIn);
  if (lateness?.is === 'open') judgement.leaveOpen([promised.requirement], lateness.reason);
  else if (lateness?.is === 'excused') judgement.remark(promised.requirement, lateness.remark);
  else
    judgement.brokenByLateness(
      promised.requirement,
      inTime(judgement, promised),
      `${received}${lateness?.suffix ?? ''}`,
      where,
    );
}

/** Says so where the event was not waited for to its deadline. */
function cutShort({ seen }: Judgement, agentId: string, event: string): string {
  const wait = seen.cutShort?.find((each) => each.event === event && each.agentId === agentId);
  return wait
    ? `, waited for ${Math.round(wait.waitedMs)} ms only, after it had been absent to the end again and again`
    : '';
}

function applies({ facts, seen }: Judgement, { only }: TraceEvent): boolean {
  return (
    (!only.includes('recording') || facts.recording) && (!only.includes('external') || seen.call?.kind === 'external')
  );
}

/** The promised event at watched agents who have no part in it. */
function strayEvents(judgement: Judgement, { event }: TraceEvent, recipient: string): EventRecord[] {
  const { seen } = judgement;
  // The other party of an internal call is an agent with events of its own.
  if (seen.call?.kind === 'internal') return [];
  const { requestSent = 0 } = seen.moments;
  return seen.events.filter(
    ({ agentId, eventType, at, content }) =>
      eventType === event &&
      at >= requestSent &&
      agentId !== recipient &&
      // What the agent receives whose call is taken is an observation. [note A10]
      agentId !== seen.cast.called &&
      !isScreenPopOfAnother(judgement, event, content),
  );
}

/** Does it tell of another call, that rings or rang at somebody else? */
function isScreenPopOfAnother({ contract, seen }: Judgement, eventType: string, content: unknown): boolean {
  if (eventType !== SCREEN_POP || seen.call?.callId === undefined) return false;
  const { callId = seen.call.callId } = namedCall(contract, eventType, content);
  return callId !== seen.call.callId;
}

function eventsOf({ seen }: Judgement, agentId: string): EventRecord[] {
  const { requestSent = 0 } = seen.moments;
  return seen.events.filter((event) => event.agentId === agentId && event.at >= requestSent);
}

/** Names an event that differs from the promised one in case or a few characters only. */
function misspelt(judgement: Judgement, agentId: string, name: string): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '');
  const near = eventsOf(judgement, agentId).find(
    ({ eventType }) =>
      eventType !== name && (plain(eventType) === plain(name) || plain(eventType).startsWith(plain(name).slice(0, -1))),
  );
  return near ? `, but ${near.eventType} came` : '';
}
