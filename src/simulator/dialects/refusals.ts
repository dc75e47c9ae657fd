import type { Answer } from '../answer';
import { refusal, success, withMembers } from '../answer';
import type { Exchange } from '../exchange';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';

/** Another way to refuse a method. */
function methodRefused(change: (answer: Answer, x: Exchange) => Answer) {
  return { answer: (x: Exchange, answer: Answer) => (x.refusedBy === 'method' ? change(answer, x) : answer) };
}

/** Another HTTP status for what a pickup refuses for these reasons. */
function withStatus(status: number, ...reasons: string[]) {
  return {
    answer: (x: Exchange, answer: Answer) =>
      x.isPickup && x.refusedBy && answer.status === 200 && (reasons.length === 0 || reasons.includes(x.refusedBy))
        ? { ...answer, status }
        : answer,
  };
}

export const refusalDialects: readonly Dialect[] = [
  dialect(
    'refusals-are-http-403',
    'A7',
    'a pickup that is refused gets HTTP 403, its body as documented',
    withStatus(403),
  ),
  dialect('refusals-are-http-409-html', 'A7', 'a pickup that is refused gets HTTP 409 and an HTML page', {
    answer: (x, answer) =>
      // The retcodes that the pages state outright stay visible.
      x.isPickup &&
      answer.status === 200 &&
      x.refusedBy &&
      !['session', 'guid', 'cookies', 'destWorkNo'].includes(x.refusedBy)
        ? { status: 409, body: '<html><body>Conflict</body></html>' }
        : answer,
  }),
  dialect(
    'invalid-ids-are-http-400',
    'A7 A5',
    'an invalid agent ID or destWorkNo gets HTTP 400, its body as documented',
    withStatus(400, 'agentid', 'destWorkNo'),
  ),
  dialect('invalid-ids-are-http-404', 'A7 A5', 'an invalid agent ID gets HTTP 404 with an empty body', {
    answer: (x, answer) => (x.isPickup && x.refusedBy === 'agentid' ? { status: 404 } : answer),
  }),
  dialect(
    'paths-without-agent-id-are-no-address',
    'A5 A7',
    'a path with no segment for the agent ID, or with more than one, gets HTTP 404 and the retcode 000-002',
    {
      answer: (x, answer) =>
        x.isPickup && x.refusedBy === 'agentid' && /^\.?$|^\/|\/$|\.\.\//.test(x.agentIdText)
          ? refusal('000-002', 'no such address', 404)
          : answer,
    },
  ),
  dialect(
    'guid-looked-at-before-session',
    'A8',
    'an agent that is not signed in is refused with 000-003: there is no Guid that could match',
    {
      answer: (x, answer) =>
        x.isPickup && x.refusedBy === 'session' ? withMembers(answer, { retcode: '000-003' }) : answer,
    },
  ),
  dialect(
    'invalid-agent-ids-are-signed-out',
    'A8',
    'an invalid agent ID is refused as an agent that is not signed in, 100-006',
    {
      answer: (x, answer) =>
        x.isPickup && x.refusedBy === 'agentid' ? withMembers(answer, { retcode: '100-006' }) : answer,
    },
  ),
  dialect(
    'methods-refused-with-501',
    'A6 A7',
    'another method gets HTTP 501',
    methodRefused((answer) => ({ ...answer, status: 501 })),
  ),
  dialect(
    'methods-refused-with-200',
    'A6 A7',
    'another method gets HTTP 200 and the retcode 100-007',
    methodRefused(() => refusal('100-007', 'Request method not supported')),
  ),
  dialect(
    'methods-refused-with-404',
    'A6 A7',
    'another method gets HTTP 404 and an HTML page',
    methodRefused(() => ({ status: 404, body: '<html><body>Not Found</body></html>' })),
  ),
  dialect(
    'methods-refused-in-html',
    'A6 A7',
    'another method gets HTTP 405 and an HTML page',
    methodRefused(({ headers = {} }) => ({
      status: 405,
      headers,
      body: '<html><body>Method Not Allowed</body></html>',
    })),
  ),
  dialect(
    'methods-refused-in-silence',
    'A6 A7',
    'another method gets HTTP 405 with an empty body and no Allow header',
    methodRefused(() => ({ status: 405 })),
  ),
  dialect(
    'options-as-http-has-it',
    'A6',
    'OPTIONS gets HTTP 204 with the Allow header',
    methodRefused((answer, x) =>
      x.request.method === 'OPTIONS'
        ? { status: 204, headers: { Allow: `${answer.headers?.Allow}, OPTIONS` } }
        : answer,
    ),
  ),
  dialect(
    'options-200-empty',
    'A6',
    'OPTIONS gets HTTP 200 with the Allow header and an empty body',
    methodRefused((answer, x) =>
      x.request.method === 'OPTIONS'
        ? { status: 200, headers: { Allow: `${answer.headers?.Allow}, OPTIONS` } }
        : answer,
    ),
  ),
  dialect(
    'trace-cut-off',
    'A6',
    'TRACE gets no answer, the connection is cut',
    methodRefused((answer, x) => (x.request.method === 'TRACE' ? { status: 0, cut: true } : answer)),
  ),
  dialect('guid-refused-with-000-003', 'A8', 'a Guid that does not match gets 000-003', {
    settings: (settings) => {
      settings.guidRefusal = '000-003';
    },
  }),
  dialect(
    'guid-refused-with-http-401',
    'A7',
    'a Guid that does not match gets HTTP 401, its body as documented',
    withStatus(401, 'guid'),
  ),
  dialect(
    'states-refused-with-000-002',
    'A8',
    'snatchpickup refuses every state with 000-002, a code that its page lists too',
    {
      answer: (x, answer) =>
        x.operation?.name === 'snatchpickup' &&
        answer.status === 200 &&
        x.refusedBy &&
        !['session', 'guid', 'cookies'].includes(x.refusedBy)
          ? withMembers(answer, { retcode: '000-002' })
          : answer,
    },
  ),
  dialect(
    'unknown-address-is-http-200',
    'A7',
    'an address at which nothing is served gets HTTP 200 and the retcode 000-002',
    {
      answer: (x, answer) => (x.refusedBy === 'path' ? { ...answer, status: 200 } : answer),
    },
  ),
  dialect('messages-empty', 'A13', 'every message is empty', {
    answer: (_x, answer) => withMembers(answer, { message: '' }),
  }),
  dialect('messages-in-chinese', 'A13', 'messages are Chinese', {
    answer: (x, answer) => withMembers(answer, { message: x.refusedBy ? '操作异常' : '成功' }),
  }),
  dialect('result-with-members', 'A11', 'the result of a pickup has members of its own', {
    answer: (x, answer) =>
      x.executed ? { ...answer, ...success({ callState: 'ok', agent: { id: x.agent?.id } }) } : answer,
  }),
  dialect('refusal-result-with-members', 'A11', 'the result of a refused pickup has members of its own', {
    answer: (x, answer) =>
      x.isPickup && x.refusedBy ? withMembers(answer, { result: { reason: x.refusedBy } }) : answer,
  }),
  ...(
    [
      ['null', 'null for its result', null],
      ['absent', 'no result', undefined],
      ['empty-text', 'an empty text for its result', ''],
    ] as const
  ).map(([what, text, result]) =>
    dialect(
      `refusal-result-${what}`,
      'A11',
      `a pickup that is refused gets ${text}`,
      { answer: (x, answer) => (x.isPickup && x.refusedBy ? withMembers(answer, { result }) : answer) },
      ['PP-RESPONSE-3', 'SP-RESPONSE-3'],
    ),
  ),
  dialect('envelope-with-members', 'A11', 'every envelope has further members', {
    answer: (_x, answer) => withMembers(answer, { requestId: '5f2c', timestamp: 1_700_000_000_000, data: null }),
  }),
];
