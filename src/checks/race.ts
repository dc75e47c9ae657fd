import { asksFor } from '../evidence/asks-for';
import type { EventRecord } from '../evidence/event-record';
import type { Exchange } from '../evidence/exchange';
import { type Answer, readAnswer } from './answer';
import { place } from './answer-form';
import { atEvents, listEvents, pickupEvents } from './effect';
import type { Judgement } from './judgement';
import { judgeRetcode } from './retcode';

type Answered = { exchange: Exchange; answer: Answer };

/** Judges pickups of one ringing call that were sent at once, two by two: one succeeds, the other is refused and raises nothing. */
export function judgeRace(judgement: Judgement): void {
  const { operation, seen } = judgement;
  const answers = seen.stimuli.map((exchange) => ({
    exchange,
    answer: readAnswer(exchange, operation.retcodes.success),
  }));
  const events = pickupEvents(operation, seen);
  for (let first = 0; first < answers.length; first += 2) {
    const from = first === 0 ? 0 : sentAt(answers.slice(first));
    const until = sentAt(answers.slice(first + 2));
    judgeRound(
      judgement,
      answers.slice(first, first + 2),
      events.filter(({ at }) => at >= from && at < until),
    );
  }
}

function sentAt(answers: readonly Answered[]): number {
  return Math.min(...answers.map(({ exchange }) => exchange.sentAt));
}

function judgeRound(judgement: Judgement, answers: readonly Answered[], happened: readonly EventRecord[]): void {
  const { of, operation } = judgement;
  const winners = answers.filter(({ answer }) => answer.claimsSuccess);
  const where = {
    text: answers.map(({ exchange }) => place(exchange).text).join(' and '),
    exchanges: answers.map(({ exchange }) => exchange.id),
  };
  if (winners.length !== 1)
    judgement.broken(
      of.requirement,
      'exactly one of the two succeeds',
      `${winners.length} succeeded: ${answers.map(({ answer }) => answer.shown).join(' | ')}`,
      where,
    );
  for (const { exchange, answer } of winners)
    if (!happened.some(({ agentId }) => agentId === exchange.agentId))
      judgement.deviation(
        'response.truth',
        'retcode "0" only when the pickup happened',
        `${answer.shown}, but no event of a pickup came to agent ${exchange.agentId}`,
        place(exchange),
      );
  const winning = new Set(winners.map(({ exchange }) => exchange.agentId));
  for (const { exchange, answer } of answers) {
    if (answer.claimsSuccess) continue;
    // The codes of the other operation are its own.
    if (asksFor(exchange, operation.name)) judgeRetcode(judgement, exchange, answer, { ownSession: true });
    // Its phone rang, and stops when the other one has the call: of the ringing itself it is told without any request.
    const { phonepickup } = judgement.contract.operations;
    const { trace } = asksFor(exchange, phonepickup.name) ? phonepickup : operation;
    const events = happened.filter(
      ({ agentId, eventType }) =>
        agentId === exchange.agentId && !winning.has(agentId) && trace.forbiddenAfterRefusal.includes(eventType),
    );
    if (events.length > 0) {
      judgement.broken(of.requirement, 'nothing happens to the one that is refused', listEvents(events), {
        ...place(exchange),
        ...atEvents(events),
      });
      judgement.deviation('events.refused', 'no event of a pickup, to any agent, after a refusal', listEvents(events), {
        ...place(exchange),
        ...atEvents(events),
      });
    }
  }
}
