import type { Answer } from '../answer';
import { success } from '../answer';
import type { Exchange } from '../exchange';

/** What both pickups share: the documented Content-Type or none, no body, prerequisites in order, then the effect. */
export type Prerequisite = readonly [name: string, text: string, holds: (x: Exchange) => boolean];

const documentedType = /^application\/json\s*(;\s*charset\s*=\s*("utf-8"|utf-8)\s*)?;?\s*$/i;

export function checkForm(x: Exchange): Answer | undefined {
  const { settings, hooks } = x.gateway;
  const type = x.request.headers['content-type'];
  const accepted =
    settings.contentType === 'any' ||
    (type === undefined ? settings.contentType === 'documented or none' : documentedType.test(type.trim()));
  if (!hooks.contentType(x, accepted)) return x.refuse('content-type', '100-007', 'Content-Type is not accepted');
  if (settings.pickupBody === 'refused' && x.request.body !== '')
    return x.refuse('body', '100-007', 'a message body is not accepted');
  return undefined;
}

export function checkPrerequisites(x: Exchange, prerequisites: readonly Prerequisite[]): Answer | undefined {
  for (const [name, text, holds] of prerequisites) {
    if (!x.gateway.hooks.prerequisite(x, name, holds(x))) return x.refuse(name, '100-007', text);
  }
  return undefined;
}

export function carryOut(x: Exchange, perform: (x: Exchange) => void): Answer | Promise<Answer> {
  const done = x.gateway.hooks.execute(x, () => {
    x.executed = true;
    perform(x);
  });
  return done instanceof Promise ? done.then(() => success()) : success();
}
