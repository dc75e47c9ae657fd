import type { Refusal } from '../cases/case';
import type { Exchange } from '../evidence/exchange';
import { lostInTransit } from '../evidence/transit';
import type { Answer } from './answer';
import { place } from './answer-form';
import { atEvents, listEvents, pickupEvents, pickupHappened } from './effect';
import type { Judgement, Place } from './judgement';
import { whyNothingHappened } from './lateness';
import { levelOf } from './levels';
import { judgeRetcode } from './retcode';

const CALL_AS_IT_WAS = "the called agent's call as it was: ringing and answerable";

/** Judges a request that must be refused: it says so, nothing happens, and its one mutation is the cause. */
export function judgeRefusal(judgement: Judgement, exchange: Exchange, answer: Answer, refusal: Refusal): void {
  const { of, operation, seen } = judgement;
  const where = place(exchange);
  if (answer.claimsSuccess) {
    judgement.broken(of.requirement, 'a refusal without effect', `success: ${answer.shown}`, where);
    if (!pickupHappened(operation, seen)) judgeSuccessWithoutEffect(judgement, answer, where);
    return;
  }
  if (!judgeNoEffect(judgement, answer, where, of.requirement)) judgeControl(judgement);
  judgeRetcode(judgement, exchange, answer, refusal);
}

/** Judges a request that may be accepted or refused: answer and effect must agree. */
export function judgeEither(judgement: Judgement, exchange: Exchange, answer: Answer, refusal: Refusal): void {
  const { operation, seen } = judgement;
  const where = place(exchange);
  judgement.notes.push(`${answer.claimsSuccess ? 'accepted' : 'refused'}: ${answer.shown}`);
  if (answer.claimsSuccess) {
    if (!pickupHappened(operation, seen)) judgeSuccessWithoutEffect(judgement, answer, where);
    return;
  }
  if (!judgeNoEffect(judgement, answer, where)) judgeControl(judgement);
  judgeRetcode(judgement, exchange, answer, refusal);
}

/** Success was answered: then it must have happened. Returns false where nothing shows that it did not. */
export function judgeSuccessWithoutEffect(judgement: Judgement, answer: Answer, where: Place): boolean {
  const { of, operation } = judgement;
  const concerned = [of.requirement, operation.judgedBy['response.truth']];
  const excuse = whyNothingHappened(judgement);
  if (excuse?.is === 'open') judgement.leaveOpen(concerned, excuse.reason);
  if (excuse?.is === 'excused') for (const each of concerned) judgement.remark(each, excuse.remark);
  if (excuse) return false;
  judgement.deviation(
    'response.truth',
    'retcode "0" only when the pickup happened',
    `${answer.shown}, but no event of a pickup came to agent ${judgement.seen.cast.picker}`,
    where,
  );
  return true;
}

/** Judges a request that must be refused and whose answer got lost: whatever it said, nothing may happen. */
export function judgeEffectAlone(judgement: Judgement, exchange: Exchange, answer: Answer): void {
  const events = pickupEvents(judgement.operation, judgement.seen);
  if (events.length === 0) return;
  const received = `${answer.shown}, then ${listEvents(events)}`;
  judgement.broken(judgement.of.requirement, 'a refusal without effect', received, place(exchange));
}

/** Returns true when the refusal had an effect, after saying so. */
function judgeNoEffect(judgement: Judgement, answer: Answer, where: Place, requirement?: string): boolean {
  const { operation, seen } = judgement;
  const events = pickupEvents(operation, seen);
  if (events.length > 0) {
    const received = `${answer.shown}, then ${listEvents(events)}`;
    const there = { ...where, ...atEvents(events) };
    if (requirement !== undefined) judgement.broken(requirement, 'a refusal without effect', received, there);
    judgement.deviation('events.refused', 'no event of a pickup, to any agent, after a refusal', received, there);
    judgement.deviation('response.truth', 'retcode "0" when the pickup happened', received, there);
    judgement.deviation('call-unharmed', CALL_AS_IT_WAS, received, there);
  }
  if (seen.sideEffect !== undefined) judgeSideEffect(judgement, seen.sideEffect, where, requirement);
  return events.length > 0 || seen.sideEffect !== undefined;
}

/** Breaks a must in any case: the call was harmed, or the answer does not agree with the effect. */
function judgeSideEffect(judgement: Judgement, sideEffect: string, where: Place, requirement?: string): void {
  const { contract, facts, operation, seen } = judgement;
  if (requirement !== undefined) judgement.broken(requirement, 'a refusal without effect', sideEffect, where);
  if (!seen.callUnharmed && operation.judgedBy['call-unharmed'] !== undefined)
    judgement.deviation('call-unharmed', CALL_AS_IT_WAS, sideEffect, where);
  else if (requirement === undefined || levelOf(contract, facts, requirement) !== 'must')
    judgement.deviation('response.truth', 'a refusal without effect', sideEffect, where);
}

/** Without a control that succeeded, nothing shows that the mutation was the cause of the refusal. */
function judgeControl(judgement: Judgement): void {
  const { control } = judgement.seen;
  if (control?.succeeded) return;
  const { judgedBy } = judgement.operation;
  const isLost = control?.exchange !== undefined && lostInTransit(control.exchange) !== undefined;
  const failed = `${isLost ? 'the network came between: ' : ''}control failed: ${control?.detail ?? ''}`;
  judgement.leaveAllOpen(control ? failed : 'no control was made', [
    judgedBy['response.envelope'],
    judgedBy['response.failure-result'],
    judgedBy.robust,
    judgedBy['retcode.listed'],
  ]);
}
