import { isForAnother, namesItsAgent } from '../evidence/addressee';
import { judgeCallNames } from './call-names';
import { atEvents } from './effect';
import type { Judgement } from './judgement';

/** Judges the content of a pickup's events: their published form, and the call that they name. */
export function judgeContent(judgement: Judgement): void {
  const { seen, operation, contract } = judgement;
  const names = new Set(operation.trace.events.map(({ event }) => event));
  const own = seen.events.filter(
    (event) =>
      event.agentId === seen.cast.picker &&
      names.has(event.eventType) &&
      event.at >= (seen.moments.requestSent ?? 0) &&
      !isForAnother(event),
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
    if (!namesItsAgent(event))
      judgement.deviation('events.content', `workNo ${event.agentId}`, `workNo ${JSON.stringify(event.workNo)}`, where);
  }
  judgeCallNames(judgement, own);
}
