import { refusal } from '../answer';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';

/** Gateways that take less from their clients than others do. */
export const narrowRequestDialects: readonly Dialect[] = [
  dialect('content-type-required', 'A4', 'a pickup without Content-Type is refused', {
    settings(settings) {
      settings.contentType = 'documented';
    },
  }),
  dialect('doubled-slashes-not-served', 'A5', 'a path with a doubled slash names nothing: 404', {
    request(request) {
      if (request.path.includes('//')) request.path = '/';
    },
  }),
  dialect('cookies-after-guid', '', 'Set-Cookie stands behind Set-GUID in the answer to a sign-in', {
    answer(_x, answer) {
      const { 'Set-Cookie': cookies, ...headers } = answer.headers ?? {};
      return cookies === undefined ? answer : { ...answer, headers: { ...headers, 'Set-Cookie': cookies } };
    },
  }),
  dialect('strings-in-sign-in-refused', '', 'numbers and booleans of a sign-in must not be strings: 100-001', {
    answer(x, answer) {
      const signsIn = x.operation?.name === 'sign-in' || x.operation?.name === 'forcelogin';
      const asString = /"(autoanswer|autoenteridle|releasephone|phonelinkage|agenttype|status)"\s*:\s*"/;
      if (!signsIn || x.refusedBy || !x.agent || !asString.test(x.request.body)) return answer;
      x.gateway.sessions.end(x.agent);
      return refusal('100-001', 'a parameter is invalid');
    },
  }),
];
