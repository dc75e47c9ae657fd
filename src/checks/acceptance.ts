import { namedCall } from '../contract/named-call';
import type { Exchange } from '../evidence/exchange';
import type { Answer } from './answer';
import { place } from './answer-form';
import { judgeContent } from './content';
import { atEvents, listEvents, pickupEvents, pickupHappened } from './effect';
import type { Judgement } from './judgement';
import { judgeSuccessWithoutEffect } from './refusal';
import { judgeTrace } from './trace';

/** Judges a request that meets every prerequisite: success, the pickup happened, and its events told so. */
export function judgeAcceptance(judgement: Judgement, exchange: Exchange, answer: Answer): void {
  const { of, operation, seen } = judgement;
  const where = place(exchange);
  if (!answer.claimsSuccess || (answer.status ?? 0) >= 300) {
    judgement.broken(
      of.requirement,
      `success: HTTP 200 with retcode "${operation.retcodes.success}"`,
      answer.shown,
      where,
    );
    // What the events were to be seen by is the documented request itself.
    if (of.section === 'events')
      judgement.deviation(
        'method.accepted',
        `success: HTTP 200 with retcode "${operation.retcodes.success}"`,
        answer.shown,
        where,
      );
    // Without a pickup, its events are those of the call that goes on, and ends, without it.
    const events = pickupHappened(operation, seen) ? pickupEvents(operation, seen) : [];
    if (events.length > 0)
      judgement.deviation(
        'response.truth',
        'retcode "0" when the pickup happened',
        `${answer.shown}, then ${listEvents(events)}`,
        { ...where, ...atEvents(events) },
      );
    const { judgedBy } = operation;
    judgement.leaveAllOpen('the pickup was not accepted', [
      of.requirement,
      judgedBy['response.envelope'],
      judgedBy['response.failure-result'],
      judgedBy['response.truth'],
      judgedBy.robust,
    ]);
    return;
  }
  if (!pickupHappened(operation, seen) && judgeSuccessWithoutEffect(judgement, answer, where))
    judgement.broken(
      of.requirement,
      'success, and the pickup happens',
      `${answer.shown}, but no event of a pickup came`,
      where,
    );
  judgeTrace(judgement);
  judgeContent(judgement);
  judgeWhoseCall(judgement);
  noteCalledAgent(judgement);
}

/** Of two calls that ring, the one is picked up whose agent was named: the events of the pickup tell which one it was. */
function judgeWhoseCall(judgement: Judgement): void {
  const { contract, seen } = judgement;
  const { beside, call, cast } = seen;
  if (!beside) return;
  const { requestSent = 0 } = seen.moments;
  const ofTheOther = seen.events.filter(({ agentId, at, eventType, content }) => {
    if (agentId !== cast.picker || at < requestSent) return false;
    const { callId, caller } = namedCall(contract, eventType, content);
    if (callId !== undefined && beside.callId !== undefined) return callId === beside.callId && callId !== call?.callId;
    return caller !== undefined && caller === beside.caller && caller !== call?.caller;
  });
  if (ofTheOther.length > 0)
    judgement.deviation(
      'destworkno.meaning',
      `the call that rang at agent ${cast.called}, who was named`,
      `the one that rang at agent ${beside.placedTo}: ${listEvents(ofTheOther)}`,
      { text: `agent ${cast.picker}`, ...atEvents(ofTheOther) },
    );
}

/** No page says what the agent receives whose call is taken. [note A10] */
function noteCalledAgent({ of, operation, seen, notes }: Judgement): void {
  if (of.requirement !== operation.judgedBy['events.called-agent']) return;
  const { called } = seen.cast;
  const { requestSent = 0, closed = Number.POSITIVE_INFINITY } = seen.moments;
  const received = seen.events.filter(({ agentId, at }) => agentId === called && at >= requestSent && at < closed);
  const own = received.filter(({ eventType }) => !/^AgentState_(SetNotReady|CancelNotReady)_Success$/.test(eventType));
  notes.push(
    `agent ${called} received ${own.length === 0 ? 'nothing' : own.map(({ eventType }) => eventType).join(', ')}`,
  );
}
