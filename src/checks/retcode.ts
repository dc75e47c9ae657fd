import type { Refusal } from '../cases/case';
import type { Exchange } from '../evidence/exchange';
import type { Answer } from './answer';
import { place } from './answer-form';
import type { Judgement } from './judgement';

/** Judges the retcode of a refusal, where it carries one: required, listed, and true. [note A8] */
export function judgeRetcode(judgement: Judgement, exchange: Exchange, answer: Answer, refusal: Refusal): void {
  const { retcodes } = judgement.operation;
  const where = place(exchange);
  const { retcode } = answer;
  const named = (codes: readonly string[]) =>
    codes.map((code) => `${code} (${retcodes.meanings[code] ?? 'no meaning given'})`).join(' or ');
  const required = refusal.retcodes;
  if (required?.requirement !== undefined && !required.allowed.includes(String(retcode)))
    judgement.broken(required.requirement, `retcode ${named(required.allowed)}`, answer.shown, where);
  // A refusal by status may have any body; without a retcode there is none to judge.
  if (typeof retcode !== 'string') return;
  if (required?.role !== undefined && !required.allowed.includes(retcode))
    judgement.deviation(required.role, `retcode ${named(required.allowed)}`, answer.shown, where);
  if (refusal.anyRetcode) return;
  const listed = [...new Set([...retcodes.listed, ...(refusal.wrongGuid ? retcodes.wrongGuid : [])])];
  if (!listed.includes(retcode))
    judgement.deviation('retcode.listed', `one of the listed retcodes ${listed.join(', ')}`, answer.shown, where);
  if (refusal.ownSession && retcode === retcodes.notSignedIn)
    judgement.deviation(
      'retcode.not-signed-in-only',
      `another retcode than ${retcodes.notSignedIn}: the agent is signed in and the Guid its own`,
      answer.shown,
      where,
    );
}
