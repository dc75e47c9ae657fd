import type { IdText } from '../cases/case';
import { idSpellings } from '../cases/id-spelling';
import type { NumericRange } from '../contract/contract';
import type { AgentSession } from '../gateway/agent-session';
import type { Actors } from './pickup-request';
import { NotLent } from './stage-failure';

/** How an ID stands in a request, percent-encoded; `own` is the agent whose plain ID the documented request has there. */
export function idText(
  text: IdText | undefined,
  own: AgentSession | undefined,
  range: NumericRange | undefined,
  { picker, called, bystander }: Actors,
): string {
  if (text === undefined) return own?.id ?? '';
  if ('phoneOf' in text) {
    if (text.phoneOf === 'called') return encodeURIComponent(called?.agent.phone ?? '');
    return nobodys(encodeURIComponent(picker.agent.phone), range);
  }
  if ('agent' in text) {
    const named = text.agent === 'picker' ? picker : bystander;
    if (!named) throw new NotLent('the site lends no further agent whose ID could be named');
    return named.id;
  }
  if ('text' in text) return text.text;
  const spelled = idSpellings[text.spelled](own?.id ?? '');
  return text.spelled === 'octal-digits' ? nobodys(spelled, range) : spelled;
}

/** The suite names no agent that was not lent: a number that may be somebody's ID is not sent. */
function nobodys(text: string, { minimum, maximum }: NumericRange = { minimum: 0, maximum: 0 }): string {
  const number = Number(text);
  if (number >= minimum && number <= maximum) throw new NotLent(`${text} may be the ID of an agent that is not lent`);
  return text;
}
