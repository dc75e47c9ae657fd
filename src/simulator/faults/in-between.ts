/** What looks like the answer of something in front of the gateway, and is its own. */
import type { Answer } from '../answer';
import type { Exchange } from '../exchange';
import type { Fault } from '../quirks';
import { asks, fault, inBoth, type Pickup } from './fault';

function page(status: number, title: string): Answer {
  return { status, body: `<html><body><h1>${title}</h1></body></html>`, contentType: 'text/html' };
}

function whereExecuted(pickup: Pickup, instead: Answer) {
  return {
    answer: (x: Exchange, answer: Answer) => (asks(x, pickup) && x.executed ? instead : answer),
  };
}

function where(pickup: Pickup, concerned: (x: Exchange) => boolean, instead: Answer) {
  return { answer: (x: Exchange, answer: Answer) => (asks(x, pickup) && concerned(x) ? instead : answer) };
}

export const inBetweenFaults: readonly Fault[] = inBoth((pickup) => {
  const { name, ids } = pickup;
  const truth = `${ids}-RESPONSE-2 ${ids}-METHOD-1`;
  return [
    fault(
      `${name}-executed-gets-429`,
      truth,
      'the pickup is carried out, and answered with HTTP 429',
      whereExecuted(pickup, page(429, 'Too Many Requests')),
    ),
    fault(
      `${name}-executed-gets-forbidden-page`,
      truth,
      'the pickup is carried out, and answered with HTTP 403 and a page',
      whereExecuted(pickup, page(403, 'Forbidden')),
    ),
    fault(
      `${name}-executed-gets-408`,
      truth,
      'the pickup is carried out, and answered with HTTP 408',
      whereExecuted(pickup, page(408, 'Request Timeout')),
    ),
    fault(
      `${name}-executed-gets-plain-text`,
      `${ids}-RESPONSE-1 ${ids}-METHOD-1`,
      'the pickup is carried out, and answered with HTTP 200 and plain text',
      whereExecuted(pickup, { status: 200, body: 'OK', contentType: 'text/plain' }),
    ),
    fault(
      `${name}-executed-gets-502`,
      `${ids}-RESPONSE-1 ${ids}-ROBUST-1 ${ids}-METHOD-1`,
      'the pickup is carried out, and answered with HTTP 502 and a page',
      whereExecuted(pickup, page(502, 'Bad Gateway')),
    ),
    fault(
      `${name}-delete-gets-520`,
      `${ids}-ROBUST-1 ${ids}-RESPONSE-1`,
      'DELETE gets HTTP 520 and a page',
      where(pickup, (x) => x.request.method === 'DELETE', page(520, 'Unknown error')),
    ),
    fault(
      `${name}-without-content-type-gets-500-page`,
      `${ids}-ROBUST-1 ${ids}-RESPONSE-1`,
      'without Content-Type the answer is HTTP 500 and a page without a stack trace',
      where(pickup, (x) => x.request.headers['content-type'] === undefined, page(500, 'Internal Server Error')),
    ),
    fault(
      `${name}-wrong-guid-gets-page`,
      `${ids}-RESPONSE-1`,
      'a request whose Guid is refused gets HTTP 200 and a page',
      where(pickup, (x) => x.refusedBy === 'guid', page(200, 'Please sign in')),
    ),
    fault(
      `${name}-each-second-refused`,
      `${ids}-METHOD-1 ${ids}-RESPONSE-2`,
      'each second pickup that meets every prerequisite is refused, with HTTP 403 and an envelope',
      () => {
        let tries = 0;
        return {
          prerequisite(x, prerequisite, holds) {
            if (!asks(x, pickup) || !holds || prerequisite !== (name === 'phonepickup' ? 'alerting' : 'idle'))
              return holds;
            tries += 1;
            return tries % 2 === 1;
          },
          answer: (x, answer) => (asks(x, pickup) && x.refusedBy ? { ...answer, status: 403 } : answer),
        };
      },
    ),
  ];
});
