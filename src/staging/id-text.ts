import type { IdText } from '../cases/case';
import { spellings } from '../cases/lexical-classes';
import type { NumericRange } from '../contract/contract';
import type { AgentSession } from '../gateway/agent-session';
import type { Site } from '../site/site';
import type { Lab } from './lab';
import type { Actors } from './pickup-request';
import { NotLent } from './stage-failure';

/** How an ID stands in a request, percent-encoded; `own` is the agent whose plain ID the documented request has there. */
export function idText(
  text: IdText | undefined,
  own: AgentSession | undefined,
  { picker, called, bystander, cast, lab, range }: Actors & { lab: Lab; range: NumericRange },
): string {
  if (text === undefined) return own?.id ?? '';
  if ('phoneOf' in text) {
    if (text.phoneOf === 'called') return encodeURIComponent(called?.agent.phone ?? '');
    return nobodys(encodeURIComponent(picker.agent.phone), range);
  }
  if ('groupOf' in text) return nobodys(encodeURIComponent(called?.agent.group ?? ''), range);
  if ('agent' in text) {
    if (text.agent === 'nobody') return notLent(lab.site, range);
    if (text.agent === 'unused') return unused(lab, cast);
    if (text.agent === 'never signed in') return neverSignedIn(lab);
    const named = text.agent === 'picker' ? picker : bystander;
    if (!named) throw new NotLent('the site lends no further agent whose ID could be named');
    return named.id;
  }
  if ('text' in text) return text.text;
  const whose = text.of === undefined ? own : text.of === 'called' ? called : bystander;
  if (text.of && !whose) throw new NotLent('the site lends no further agent whose ID could be spelled');
  const spelled = spellings[text.spelled].write(whose?.id ?? '');
  return text.spelled === 'octal-digits' ? nobodys(spelled, range) : spelled;
}

/** The highest ID that no lent agent has. */
function notLent({ agents }: Site, { maximum }: NumericRange): string {
  let id = maximum;
  while (agents.some((agent) => agent.id === String(id))) id -= 1;
  return String(id);
}

/** A lent agent that takes no part: best one that this worker has not signed in, and so perhaps nobody. */
function unused(lab: Lab, cast: Actors['cast']): string {
  const taking = new Set([...(cast?.values() ?? [])].map(({ id }) => id));
  const others = lab.site.agents.filter(({ id }) => !taking.has(id));
  const agent = others.findLast(({ id }) => !lab.hasCast(id)) ?? others.at(-1);
  if (!agent) throw new NotLent('the site lends no agent that takes no part in the call');
  return agent.id;
}

function neverSignedIn({ neverSignedIn: agent }: Lab): string {
  if (!agent) throw new NotLent('the site lends no further agent of the group that nobody signed in before');
  return agent.id;
}

/** The suite names no agent that was not lent: a number that may be somebody's ID is not sent. */
function nobodys(text: string, { minimum, maximum }: NumericRange): string {
  const number = Number(text);
  if (number >= minimum && number <= maximum) throw new NotLent(`${text} may be the ID of an agent that is not lent`);
  return text;
}
