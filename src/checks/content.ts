import { namedCall } from '../contract/named-call';
import type { EventRecord } from '../evidence/event-record';
import { atEvents } from './effect';
import type { Judgement } from './judgement';

/** Judges the content of a pickup's events: their published form, and the call that they name. */
export function judgeContent(judgement: Judgement): void {
  const { seen, operation, contract } = judgement;
  const names = new Set(operation.trace.events.map(({ event }) => event));
  const own = seen.events.filter(
    ({ agentId, eventType, at }) =>
      agentId === seen.cast.picker && names.has(eventType) && at >= (seen.moments.requestSent ?? 0),
  );
  for (const event of own) {
    const where = { text: `${event.eventType} to agent ${event.agentId}`, ...atEvents([event]) };
    for (const { at, expected } of contract.contentProblems(event.eventType, event.content ?? null))
      judgement.deviation(
        'events.content',
        at ? `content${at.replaceAll('/', '.')}: ${expected}` : `content: ${expected}`,
        JSON.stringify(event.content),
        where,
      );
    if (String(event.workNo) !== event.agentId)
      judgement.deviation('events.content', `workNo ${event.agentId}`, `workNo ${JSON.stringify(event.workNo)}`, where);
  }
  judgeCorrelation(judgement, own);
}

function judgeCorrelation(judgement: Judgement, events: readonly EventRecord[]): void {
  const { seen, contract } = judgement;
  const { call, cast } = seen;
  const expected: { caller: string | undefined; called: Set<string> | undefined; callId: string | undefined } = {
    caller: call?.caller,
    // The called party may be the number that was dialled, or the phone or the agent that had the call or has it now.
    called:
      call?.called === undefined
        ? undefined
        : new Set([
            call.called,
            ...[cast.picker, cast.called, call.placedTo].flatMap((id) =>
              id === undefined ? [] : [id, cast.phones[id] ?? id],
            ),
          ]),
    callId: call?.callId,
  };
  for (const event of events) {
    const found = namedCall(contract, event.eventType, event.content);
    // What the ringing did not tell, the first event that names it fixes for the others.
    expected.caller ??= found.caller;
    expected.callId ??= found.callId;
    const where = { text: `${event.eventType} to agent ${event.agentId}`, ...atEvents([event]) };
    const differs = (what: string, wanted: string, got: string) =>
      judgement.deviation('events.content', `${what} ${wanted}, as of the call that rang`, `${what} ${got}`, where);
    if (found.caller !== undefined && expected.caller !== undefined && found.caller !== expected.caller)
      differs('caller', expected.caller, found.caller);
    if (found.callId !== undefined && expected.callId !== undefined && found.callId !== expected.callId)
      differs('call id', expected.callId, found.callId);
    if (found.called !== undefined && expected.called && !expected.called.has(found.called))
      differs('called', [...expected.called].filter(Boolean).join(' or '), found.called);
  }
}
