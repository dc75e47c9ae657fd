import type { Role, SchemaProblem } from '../contract/contract';
import { mayBeCutOff } from '../contract/cut-off-methods';
import type { Exchange } from '../evidence/exchange';
import { isPage } from '../evidence/in-between';
import { isNoAccident, isRateLimited, lostInTransit, neverArrived } from '../evidence/transit';
import { type Answer, readAnswer, refusesByStatus } from './answer';
import { pickupHappened } from './effect';
import type { Judgement, Place } from './judgement';
import { repeatedMembers } from './repeated-members';

/** Judges the form of one answer: reached, whole, no server error, the documented JSON object. Returns what it says. */
export function judgeAnswerForm(judgement: Judgement, exchange: Exchange): Answer {
  const { operation } = judgement;
  const answer = readAnswer(exchange, operation.retcodes.success);
  const where = place(exchange);
  const { method } = exchange.request;
  const unsaid = saysNothing(judgement, exchange);
  if (unsaid !== undefined) {
    judgement.leaveAllOpen(unsaid);
    return answer;
  }
  if (exchange.failure) {
    if (!mayBeCutOff(method)) {
      judgement.deviation('robust', 'an answer', answer.shown, where);
      judgement.deviation('response.envelope', 'an answer with message, retcode and result', answer.shown, where);
    }
    return answer;
  }
  const { status = 0 } = answer;
  if (status >= 500 && status !== 501 && !mayBeCutOff(method))
    judgement.deviation('robust', 'no HTTP 5xx other than 501', answer.shown, where);
  if (showsStackTrace(exchange)) judgement.deviation('robust', 'no stack trace in the answer', answer.shown, where);
  if (refusesByStatus(status) || mayLackEnvelope(method, exchange) || mayBeRedirected(judgement, status)) return answer;
  if (answer.json === undefined) {
    judgement.deviation('response.envelope', 'a JSON object with message, retcode and result', answer.shown, where);
    return answer;
  }
  const problems = judgement.contract.answerProblems(judgement.of.operation, answer.json);
  // On a failure nothing but a recommendation demands a result. [note A11]
  const ofFailure = problems.filter(({ at }) => at === '/result' && !answer.claimsSuccess);
  judgeMembers(judgement, 'response.failure-result', ofFailure, answer, where);
  const ofAll = problems.filter((problem) => !ofFailure.includes(problem));
  judgeMembers(judgement, 'response.envelope', ofAll, answer, where);
  judgeSpelling(judgement, exchange, answer, where);
  return answer;
}

function judgeMembers(
  judgement: Judgement,
  role: Role,
  problems: readonly SchemaProblem[],
  { shown }: Answer,
  where: Place,
): void {
  if (problems.length === 0) return;
  const expected = problems.map(({ at, expected: what }) => (at ? `${at.replace(/^\//, '')}: ${what}` : what));
  judgement.deviation(role, expected.join('; '), shown, where);
}

/** What JSON parsers pass over in silence, each in its own way: a member given twice, bytes that are no characters. */
function judgeSpelling(judgement: Judgement, { response }: Exchange, { shown }: Answer, where: Place): void {
  const { headers = [], body = '', notUtf8 } = response ?? {};
  for (const name of repeatedMembers(body))
    judgement.deviation('response.envelope', `one ${name}`, `${name} more than once: ${shown}`, where);
  const [, charset = 'utf-8'] = /charset\s*=\s*"?([^\s;"]+)/i.exec(headerOf(headers, 'content-type')) ?? [];
  if (notUtf8 && /^utf-?8$/i.test(charset))
    judgement.deviation('response.envelope', 'JSON in UTF-8', `bytes that are no UTF-8: ${shown}`, where);
}

/**
 * Why what came back says nothing of the gateway: it was not reached, or what the request met with may as well be the
 * network's doing. Only a request that is lost every time, where others get through, is lost by the gateway.
 */
export function saysNothing({ seen, of, operation }: Judgement, exchange: Exchange): string | undefined {
  if (neverArrived(exchange)) return `the gateway was not reached: ${exchange.failure?.message}`;
  const lost = lostInTransit(exchange);
  if (lost === undefined || (mayBeCutOff(exchange.request.method) && !isPage(exchange))) return undefined;
  const { repetition } = seen;
  if (exchange.failure?.kind === 'unasked-continue') return `the suite cannot read the answer: ${lost}`;
  // Whoever refused what must be refused, with any body. [note A7]
  const refused = of.expect.outcome === 'refused' && exchange.response?.status === 403;
  if (!repetition) return refused ? undefined : `lost on the way: ${lost}`;
  // A rate limiter limits some requests every time; only what was carried out all the same was not turned away by one.
  const limited = isRateLimited(exchange) && !pickupHappened(operation, seen);
  if ((isNoAccident(repetition) && !limited) || refused) return undefined;
  const { sent, alike, ordinary } = repetition;
  const advice = limited ? '; set limits.requestsPerSecond in the site file to what it allows' : '';
  const others = exchange.response ? `got the same answer` : 'were lost';
  return `lost on the way: ${lost}; sent ${sent} times in all, each on another call, and lost alike ${alike} times; of ${ordinary.sent} ordinary requests ${ordinary.lost} ${others}${advice}`;
}

/** Where a finding was seen: the request that was answered. */
export function place(exchange: Exchange): Place {
  const { method, url } = exchange.request;
  const path = url.replace(/^https?:\/\/[^/]+/, '');
  const text = `the answer to ${method} ${path.length > 140 ? `${path.slice(0, 140)}…` : path}`;
  return { text, exchanges: [exchange.id] };
}

/** A redirect sends on what need not reach the operation. [note SPELLINGS] */
function mayBeRedirected({ of }: Judgement, status: number): boolean {
  return of.expect.outcome !== 'accepted' && of.expect.anyRetcode === true && status >= 300 && status < 400;
}

/** HTTP's own answers: HEAD has no body, OPTIONS may list or describe what there is, TRACE echoes. [note A6] */
function mayLackEnvelope(method: string, { response }: Exchange): boolean {
  if (method === 'HEAD') return true;
  if (method === 'OPTIONS') return (response?.status ?? 0) < 300;
  return (
    mayBeCutOff(method) &&
    (response?.body === '' || /message\/http/i.test(headerOf(response?.headers ?? [], 'content-type')))
  );
}

function showsStackTrace({ response }: Exchange): boolean {
  // Within JSON the ends of lines are escaped.
  const text = (response?.body ?? '').replaceAll(/\\[nrt]/g, '\n');
  return /^\s*at [\w.$<>[\] ]+\(.*\)\s*$/m.test(text) || /Traceback \(most recent call last\)/.test(text);
}

function headerOf(headers: readonly (readonly [string, string])[], name: string): string {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? '';
}
