import type { Answer } from '../answer';
import type { Exchange } from '../exchange';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';

const slowMs = 15;

function later(x: Exchange, answer: Answer): Promise<Answer> {
  return new Promise((resolve) => {
    x.gateway.clock.after(slowMs, () => resolve(answer));
  });
}

function withText(change: (body: object) => string, contentType = 'application/json; charset=UTF-8') {
  return {
    answer: (_x: Exchange, answer: Answer) =>
      typeof answer.body === 'object' ? { ...answer, body: change(answer.body), contentType } : answer,
  };
}

export const wireDialects: readonly Dialect[] = [
  dialect('answers-slow', 'A14', `every answer takes ${slowMs} ms`, { answer: later }),
  dialect('connection-closed', '', 'the connection is closed after each answer', {
    answer: (_x, answer) => ({ ...answer, headers: { ...answer.headers, Connection: 'close' } }),
  }),
  dialect('answers-gzipped', '', 'answers come in gzip, which nobody asked for and nobody ruled out', {
    answer: (_x, answer) => ({ ...answer, ...(answer.body === undefined ? {} : { coding: 'gzip' as const }) }),
  }),
  dialect('answers-chunked', '', 'answers are sent in chunks', {
    answer: (_x, answer) => ({ ...answer, chunked: answer.body !== undefined }),
  }),
  dialect(
    'answers-indented',
    '',
    'the JSON of answers is indented',
    withText((body) => JSON.stringify(body, undefined, 2)),
  ),
  dialect(
    'answers-escaped',
    '',
    'the JSON of answers has escapes where none are needed',
    withText((body) => JSON.stringify(body).replaceAll('e":', '\\u0065":')),
  ),
  dialect(
    'answers-in-other-order',
    '',
    'the members of an envelope come in another order',
    withText((body) => JSON.stringify(Object.fromEntries(Object.entries(body).reverse()))),
  ),
  dialect(
    'answer-type-in-lower-case',
    '',
    'Content-Type of answers is application/json;charset=utf-8',
    withText((body) => JSON.stringify(body), 'application/json;charset=utf-8'),
  ),
  dialect(
    'answer-type-without-charset',
    '',
    'Content-Type of answers is application/json',
    withText((body) => JSON.stringify(body), 'application/json'),
  ),
  dialect('set-guid-in-lower-case', '', 'the header that hands out Guids is spelt set-guid', {
    answer(_x, answer) {
      const { 'Set-GUID': guid, ...headers } = answer.headers ?? {};
      return guid === undefined ? answer : { ...answer, headers: { ...headers, 'set-guid': guid } };
    },
  }),
  dialect('guids-plain', '', 'Guids are 32 hexadecimal digits, without hyphens and without a node behind a dot', {
    settings(settings) {
      settings.guidForm = 'plain';
    },
  }),
  dialect('guids-of-digits', '', 'Guids are digits only, so that no other spelling of one differs', {
    settings(settings) {
      settings.guidForm = 'digits';
    },
  }),
  dialect('guid-renewed-on-every-poll', '', 'AUTHMODE 2: every answer of a poll hands out a new Guid', {
    settings(settings) {
      settings.renewOnEveryPoll = true;
    },
  }),
  dialect('guid-renewed-with-events-only', '', 'AUTHMODE 2: a new Guid comes only with an event', {
    settings(settings) {
      settings.renewWithEventsOnly = true;
    },
  }),
  dialect('polls-do-not-wait', '', 'a poll is answered at once, also with nothing to report', {
    settings(settings) {
      settings.pollWaitMs = 0;
    },
  }),
  dialect('polls-wait-long', '', 'a poll with nothing to report is answered after 50 s', {
    settings(settings) {
      settings.pollWaitMs *= 5;
    },
  }),
  dialect('empty-polls-have-event-null', '', 'a poll with nothing to report has event null', {
    answer: (x, answer) =>
      x.operation?.name === 'poll' && answer.status === 200 && typeof answer.body === 'object'
        ? { ...answer, body: { event: null, ...answer.body } }
        : answer,
  }),
];
