import { expect, test } from '@playwright/test';
import type { Exchange } from '../../../src/evidence/exchange';
import {
  answer,
  answered,
  type Change,
  envelope,
  exchange,
  failed,
  judged,
  phonePickedUp,
  received,
  refused,
  sentAgain,
  shared,
  verdicts,
} from './observations';

const spoken = (method: string, response: Exchange['response']) =>
  exchange({ method, ...(response ? { response } : {}) });
const get = (response: Exchange['response']) => refused('phonepickup.method.get', spoken('GET', response));
const html = (status: number) => answer(status, '<html><body>no</body></html>', 'text/html');
const javaTrace = [
  'java.lang.NullPointerException',
  '\tat com.example.VoiceCall.handle(VoiceCall.java:212)',
  '\tat com.example.Servlet.service(Servlet.java:790)',
].join('\n');
const pythonTrace = 'Traceback (most recent call last):\n  File "x.py", line 1, in <module>';

const envelopeBroken = { 'PP-RESPONSE-1': 'fail' };
const crash = { 'PP-ROBUST-1': 'warning' };
const noFailureResult = { 'PP-RESPONSE-3': 'warning' };
const bareCrash = { ...envelopeBroken, ...crash };

const refusals: [title: string, response: Exchange['response'], expected: object][] = [
  ['HTTP 200 and a retcode', envelope('100-007'), {}],
  ['an empty message', envelope('100-007', { message: '' }), {}],
  ['a message in Chinese', envelope('100-007', { message: '操作异常' }), {}],
  ['members in result', envelope('100-007', { result: { why: 'no' } }), {}],
  ['members nobody described', envelope('100-007', { eventGenTime: 1 }), {}],
  ['another Content-Type around it', answer(200, '{"message":"","retcode":"100-007","result":{}}', 'text/plain'), {}],
  ['HTTP 400 with a page', html(400), {}],
  ['HTTP 404 without a body', answer(404, ''), {}],
  ['HTTP 405 with an envelope', envelope('100-007', {}, 405), {}],
  ['HTTP 405 with half an envelope', answer(405, '{"retcode":100'), {}],
  ['HTTP 431 with text', answer(431, 'too long', 'text/plain'), {}],
  ['HTTP 501 with a page', html(501), {}],
  ['HTTP 501 without a body', answer(501, ''), {}],
  ['HTTP 500 with an envelope', envelope('100-007', {}, 500), crash],
  ['HTTP 503 with an envelope', envelope('100-007', {}, 503), crash],
  ['HTTP 500 with a page', html(500), bareCrash],
  ['HTTP 200 with a page', html(200), envelopeBroken],
  ['HTTP 200 without a body', answer(200, ''), envelopeBroken],
  ['HTTP 204', answer(204, ''), envelopeBroken],
  ['HTTP 302', answer(302, ''), envelopeBroken],
  ['an envelope in an array', answer(200, '[{"message":"","retcode":"100-007","result":{}}]'), envelopeBroken],
  ['an envelope in a string', answer(200, '"{}"'), envelopeBroken],
  ['null', answer(200, 'null'), envelopeBroken],
  ['half an envelope', answer(200, '{"message":"","retcode":"100-007"'), envelopeBroken],
  ['no retcode', envelope(undefined), envelopeBroken],
  ['a second retcode', answer(200, '{"retcode":"0","message":"","retcode":"100-007","result":{}}'), envelopeBroken],
  [
    'an escaped second retcode',
    answer(200, '{"retcode":"0","message":"","\\u0072etcode":"100-007","result":{}}'),
    envelopeBroken,
  ],
  ['what is no JSON for an escape in a name', answer(200, '{"\\x":1,"retcode":"100-007"}'), envelopeBroken],
  ['a retcode within result', envelope('100-007', { result: { retcode: '0', a: ['"retcode":', { result: 1 }] } }), {}],
  ['the name of a member as its message', envelope('100-007', { message: '"retcode":' }), {}],
  ['bytes that are no UTF-8', { ...envelope('100-007', { message: 'r\ufffdussi' }), notUtf8: true }, envelopeBroken],
  [
    'ISO-8859-1, as it declares',
    {
      ...answer(200, '{"message":"r\ufffd","retcode":"100-007","result":{}}', 'application/json; charset=ISO-8859-1'),
      notUtf8: true,
    },
    {},
  ],
  ['HTTP 400 with bytes that are no UTF-8', { ...html(400), notUtf8: true }, {}],
  ['a number as retcode', envelope(100007), envelopeBroken],
  ['no message', envelope('100-007', { message: undefined }), envelopeBroken],
  ['a number as message', envelope('100-007', { message: 1 }), envelopeBroken],
  ['null as message', envelope('100-007', { message: null }), envelopeBroken],
  ['no result', envelope('100-007', { result: undefined }), noFailureResult],
  ['null as result', envelope('100-007', { result: null }), noFailureResult],
  ['a string as result', envelope('100-007', { result: '' }), noFailureResult],
  ['an array as result', envelope('100-007', { result: [] }), noFailureResult],
  [
    'neither message nor result',
    envelope('100-007', { message: undefined, result: undefined }),
    { ...envelopeBroken, ...noFailureResult },
  ],
  ['HTTP 400 and no result', envelope('100-007', { result: undefined }, 400), {}],
  ['a Java stack trace by HTTP 500', answer(500, `<pre>\n${javaTrace}\n</pre>`, 'text/html'), bareCrash],
  ['a Java stack trace by HTTP 404', answer(404, javaTrace, 'text/plain'), crash],
  ['a Java stack trace in its message', envelope('100-007', { message: javaTrace }), crash],
  ['a Python stack trace by HTTP 400', answer(400, pythonTrace, 'text/plain'), crash],
  ['prose that only looks a little like one', envelope('100-007', { message: 'look at the manual (page 3)' }), {}],
];
for (const [title, response, expected] of refusals)
  test(`a refusal with ${title}`, () => {
    expect(verdicts(judged(get(response), sentAgain(3)))).toEqual(expected);
  });

const successes: [title: string, members: Record<string, unknown>, expected: object][] = [
  ['message "success"', { message: 'success' }, {}],
  ['an empty message', { message: '' }, {}],
  ['members in result', { result: { callid: '1' } }, {}],
  ['a number as retcode', { retcode: 0 }, envelopeBroken],
  ['null as result', { result: null }, envelopeBroken],
  ['no result', { result: undefined }, envelopeBroken],
  ['a string as result', { result: '' }, envelopeBroken],
  ['an array as result', { result: [] }, envelopeBroken],
  ['no message', { message: undefined }, envelopeBroken],
];
for (const [title, members, expected] of successes)
  test(`a success with ${title}`, () => {
    expect(verdicts(judged(phonePickedUp(), answered(envelope('0', members))))).toEqual(expected);
  });

const ofMethod = (method: string, response: Exchange['response']) =>
  refused(`phonepickup.method.${method.toLowerCase()}`, spoken(method, response));
const echo = answer(200, 'TRACE /agentgateway HTTP/1.1\r\n\r\n', 'message/http');

/** Methods that HTTP has answers of its own for. [note A6] */
const httpsOwn: [method: string, title: string, response: Exchange['response'], expected: object][] = [
  ['HEAD', 'HTTP 200 without a body', answer(200, ''), {}],
  ['HEAD', 'HTTP 405 without a body', answer(405, ''), {}],
  ['HEAD', 'HTTP 500', answer(500, ''), crash],
  ['OPTIONS', 'HTTP 204', answer(204, ''), {}],
  ['OPTIONS', 'HTTP 200 without a body', answer(200, ''), {}],
  ['OPTIONS', 'HTTP 200 with a list of methods', answer(200, 'POST, OPTIONS', 'text/plain'), {}],
  ['OPTIONS', 'HTTP 200 with a description', answer(200, '<application/>', 'application/vnd.sun.wadl+xml'), {}],
  ['OPTIONS', 'HTTP 405 with a page', html(405), {}],
  ['OPTIONS', 'HTTP 500 with a page', html(500), bareCrash],
  ['OPTIONS', 'success', envelope('0'), { 'PP-METHOD-2': 'fail', 'PP-RESPONSE-2': 'fail' }],
  ['TRACE', 'an echo', echo, {}],
  ['TRACE', 'HTTP 405', html(405), {}],
  ['TRACE', 'HTTP 503 without a body', answer(503, ''), {}],
  ['TRACE', 'success', envelope('0'), { 'PP-METHOD-2': 'fail', 'PP-RESPONSE-2': 'fail' }],
  ['CONNECT', 'HTTP 200 and a tunnel', answer(200, ''), {}],
  ['CONNECT', 'HTTP 400', html(400), {}],
  ['CONNECT', 'HTTP 502 without a body', answer(502, ''), {}],
  ['GET', 'an echo', echo, envelopeBroken],
];
for (const [method, title, response, expected] of httpsOwn)
  test(`${method} may or may not be answered with ${title}`, () => {
    expect(verdicts(judged(ofMethod(method, response), sentAgain(3)))).toEqual(expected);
  });

const noAnswers: [kind: NonNullable<Exchange['failure']>['kind'], message: string][] = [
  ['cut', 'UND_ERR_SOCKET: other side closed'],
  ['no-answer-in-time', 'UND_ERR_HEADERS_TIMEOUT: Headers Timeout Error'],
  ['malformed-answer', 'Expected HTTP/'],
];
for (const [kind, message] of noAnswers) {
  test(`${kind} is no answer to GET`, () => {
    const result = judged(get(undefined), failed(kind, message), sentAgain(3));
    expect(verdicts(result)).toEqual(bareCrash);
    expect(received(result)).toEqual([`no answer: ${kind} (${message})`]);
  });
  for (const method of ['TRACE', 'CONNECT'])
    test(`${method} may end with ${kind}`, () => {
      expect(verdicts(judged(ofMethod(method, undefined), failed(kind, message)))).toEqual({});
    });
}

const notReached: typeof noAnswers = [
  ['connection-refused', 'ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1'],
  ['name-not-found', 'ENOTFOUND: getaddrinfo ENOTFOUND gateway.example'],
  ['tls', 'DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate'],
];
for (const [kind, message] of notReached) {
  const changes: [string, () => ReturnType<typeof get>, Change?][] = [
    ['a pickup', phonePickedUp],
    ['a refusal', () => get(undefined)],
    ['what may be either', () => refused('phonepickup.headers.content-type-text')],
    ['a refusal by TRACE', () => ofMethod('TRACE', undefined)],
  ];
  for (const [title, story] of changes)
    test(`${kind} says nothing of the gateway: ${title}`, () => {
      expect(shared(judged(story(), failed(kind, message)))).toBe(
        `inconclusive: the gateway was not reached: ${message}`,
      );
    });
}
