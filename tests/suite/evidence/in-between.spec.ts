import { expect, test } from '@playwright/test';
import type { Exchange } from '../../../src/evidence/exchange';
import { type InBetweenKind, inBetween } from '../../../src/evidence/in-between';
import { retryAfterMs } from '../../../src/evidence/retry-after';

const URL = 'https://gateway.example:8043/agentgateway/resource/voicecall/101/phonepickup';
const HTML = '<html><body>blocked</body></html>';

function answered(status: number, body: string, headers: [string, string][] = [], method = 'POST'): Exchange {
  const request = { method, url: URL, headers: [] };
  const times = { sentAt: 0, endedAt: 1 };
  return { id: 1, purpose: 'stimulus', agentId: '101', ...times, request, response: { status, headers, body } };
}

const page: [string, string][] = [['Content-Type', 'text/html']];

const inFront: [title: string, exchange: Exchange, kind: InBetweenKind, unasked: boolean][] = [
  ['a rate limiter', answered(429, ''), 'rate limiter', true],
  ['a rate limiter with a JSON body of its own', answered(429, '{"error":"slow down"}'), 'rate limiter', true],
  ['a firewall', answered(403, HTML, page), 'firewall', true],
  ['a proxy that waited for the request', answered(408, ''), 'proxy', true],
  ['a proxy that fears a replay', answered(425, ''), 'proxy', true],
  ['a proxy without a gateway', answered(502, HTML, page), 'proxy', false],
  ['a proxy with a status of its own', answered(520, HTML, page), 'proxy', false],
  ['a page with HTTP 200', answered(200, HTML, page), 'web page', true],
  ['a text with HTTP 200', answered(200, 'blocked', [['content-type', 'text/plain']]), 'web page', true],
  ['a way to a sign-in page', answered(302, '', [['Location', 'https://login.example/?to=x']]), 'sign-in page', true],
];
for (const [title, exchange, kind, unasked] of inFront)
  test(`${title} may stand in front of the gateway`, () => {
    expect(inBetween(exchange)).toMatchObject({ kind, unasked });
  });

const own: [title: string, exchange: Exchange][] = [
  ['a success', answered(200, '{"message":"","retcode":"0","result":{}}')],
  ['a failure', answered(200, '{"message":"","retcode":"100-007"}')],
  ['an envelope with HTTP 429', answered(429, '{"message":"","retcode":"100-007"}')],
  ['an envelope with HTTP 503 that breaks off', answered(503, '{"message":"","retcode":"100-0')],
  ['an envelope with HTTP 403', answered(403, '{"retcode":"000-003"}')],
  ['a stack trace', answered(500, 'java.lang.NullPointerException\n  at com.example.Pickup.run(Pickup.java:7)')],
  ['a method that is not implemented', answered(501, HTML, page)],
  ['an address that is not there', answered(404, HTML, page)],
  ['a method that is not allowed', answered(405, '')],
  ['what OPTIONS describes', answered(200, HTML, page, 'OPTIONS')],
  ['an empty answer with HTTP 200', answered(200, '', page)],
  ['a JSON value that is no envelope', answered(200, '{}', [['Content-Type', 'application/json']])],
  ['JSON that is sent as text', answered(200, '{"a":1}', [['Content-Type', 'text/plain']])],
];
for (const [title, exchange] of own)
  test(`${title} is the gateway's own`, () => expect(inBetween(exchange)).toBeUndefined());

const NOW = Date.UTC(2026, 11, 1, 12);
const at = (ms: number) => new Date(ms).toUTCString();
const waits: [value: string, date: string | undefined, ms: number | undefined][] = [
  ['2', undefined, 2000],
  [' 0 ', undefined, 0],
  ['1.5', undefined, undefined],
  ['-3', undefined, undefined],
  ['99999999999', undefined, undefined],
  ['soon', undefined, undefined],
  ['', undefined, undefined],
  [at(NOW + 7000), undefined, 7000],
  [at(NOW - 7000), undefined, 0],
  // A clock that differs from ours is compared with itself.
  [at(NOW + 3_607_000), at(NOW + 3_600_000), 7000],
  ['Mon, nonsense', undefined, undefined],
];
for (const [value, date, ms] of waits)
  test(`Retry-After "${value}"${date === undefined ? '' : ` at ${date}`} means ${ms ?? 'nothing'}`, () => {
    const headers: [string, string][] = [['Retry-After', value], ...(date ? [['Date', date] as [string, string]] : [])];
    expect(retryAfterMs(answered(429, '', headers), NOW)).toBe(ms);
  });

test('an answer without Retry-After asks for nothing', () => {
  expect(retryAfterMs(answered(429, ''), NOW)).toBeUndefined();
});
