import { readAnswer } from './answer';
import { place } from './answer-form';
import { atEvents, listEvents, pickupEvents } from './effect';
import type { Judgement } from './judgement';
import { judgeRetcode } from './retcode';

/** Judges two pickups of one ringing call: one succeeds, the other is refused and raises nothing. */
export function judgeRace(judgement: Judgement): void {
  const { of, operation, seen } = judgement;
  const answers = seen.stimuli.map((exchange) => ({
    exchange,
    answer: readAnswer(exchange, operation.retcodes.success),
  }));
  const winners = answers.filter(({ answer }) => answer.claimsSuccess);
  const where = {
    text: seen.stimuli.map((exchange) => place(exchange).text).join(' and '),
    exchanges: seen.stimuli.map(({ id }) => id),
  };
  if (winners.length !== 1)
    judgement.broken(
      of.requirement,
      'exactly one of the two succeeds',
      `${winners.length} succeeded: ${answers.map(({ answer }) => answer.shown).join(' | ')}`,
      where,
    );
  for (const { exchange, answer } of winners)
    if (!pickupEvents(operation, seen).some(({ agentId }) => agentId === exchange.agentId))
      judgement.deviation(
        'response.truth',
        'retcode "0" only when the pickup happened',
        `${answer.shown}, but no event of a pickup came to agent ${exchange.agentId}`,
        place(exchange),
      );
  const winning = new Set(winners.map(({ exchange }) => exchange.agentId));
  for (const { exchange, answer } of answers) {
    if (answer.claimsSuccess) continue;
    const byHandset = exchange.request.url.includes(
      judgement.contract.operations.phonepickup.path.replace(/.*\//, '/'),
    );
    if (!byHandset) judgeRetcode(judgement, exchange, answer, { ownSession: true });
    const events = pickupEvents(operation, seen).filter(
      ({ agentId }) => agentId === exchange.agentId && !winning.has(agentId),
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
