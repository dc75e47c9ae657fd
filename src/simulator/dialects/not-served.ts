import { refusal } from '../answer';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';

/** What the API has at paths with this part is not served. */
export function notServed(name: string, part: string, text: string): Dialect {
  return dialect(name, '', `${text}: 404`, {
    request(request) {
      if (request.path.includes(part)) request.path = '/';
    },
  });
}

/** It is served, and refuses every request with this retcode. */
export function refusedAlways(name: string, part: string, retcode: string, text: string): Dialect {
  const nowhere = `/${name}`;
  return dialect(name, '', `${text}: ${retcode}`, {
    request(request) {
      if (request.path.includes(part)) request.path = nowhere;
    },
    answer: (x, answer) => (x.request.path === nowhere ? refusal(retcode, 'not possible') : answer),
  });
}

/** What the judged operations do not need, and a gateway need not have. */
export const notServedDialects: readonly Dialect[] = [
  notServed('forced-sign-out-not-served', '/forcelogout', 'agents cannot be signed out by force'),
  notServed('forced-sign-in-not-served', '/forcelogin', 'agents cannot sign in by force'),
  refusedAlways('forced-sign-in-refused', '/forcelogin', '100-015', 'nobody signs in by force'),
  notServed('resetskill-not-served', '/resetskill', 'linkage comes with the sign-in, and cannot be switched'),
  refusedAlways('resetskill-refused', '/resetskill', '100-007', 'linkage comes with the sign-in, and stays so'),
  dialect('linkage-fixed-during-calls', '', 'linkage cannot be switched while the phone has a call: 000-002', {
    agentId: (x, id) => (x.operation?.name === 'resetskill' && x.gateway.agents.find(id)?.call ? undefined : id),
  }),
  notServed('release-not-served', '/release', 'agents cannot hang up by the API'),
  notServed('internal-calls-not-served', '/callinner', 'agents cannot call each other by the API'),
];
