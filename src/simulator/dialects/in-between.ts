/** What stands in front of a conforming gateway and answers in its place now and then. */
import type { Answer } from '../answer';
import type { Clock } from '../clock';
import type { Exchange } from '../exchange';
import type { Dialect } from '../quirks';
import { dialect } from './dialect';

const PER_SECOND = 200;
const BURST = 400;

function page(status: number, title: string, headers: Record<string, string> = {}): Answer {
  const body = `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, body, contentType: 'text/html; charset=UTF-8', headers };
}

function text(status: number, body: string): Answer {
  return { status, body, contentType: 'text/plain' };
}

/** Every n-th request gets this answer and goes no further. */
function everyNth(n: number, answer: (clock: Clock) => Answer) {
  return () => {
    let requests = 0;
    return {
      inFront: (_request: unknown, clock: Clock) => {
        requests += 1;
        return requests % n === 0 ? answer(clock) : undefined;
      },
    };
  };
}

const tooMany = (headers: Record<string, string> = {}) => page(429, 'Too Many Requests', headers);

/** So many requests at once, and so many in each second after it. */
function tokenBucket(answer: (waitMs: number) => Answer) {
  return () => {
    let tokens = BURST;
    let filled: number | undefined;
    return {
      inFront(_request: unknown, clock: Clock) {
        const now = clock.now();
        tokens = Math.min(BURST, tokens + ((now - (filled ?? now)) * PER_SECOND) / 1000);
        filled = now;
        if (tokens >= 1) {
          tokens -= 1;
          return undefined;
        }
        return answer(((1 - tokens) * 1000) / PER_SECOND);
      },
    };
  };
}

/** A date that is not in step with anybody's clock but that of the answer. */
function oneSecondAfter(clock: Clock): Record<string, string> {
  const now = Date.UTC(2031, 4, 6) + Math.floor(clock.now());
  return { Date: new Date(now).toUTCString(), 'Retry-After': new Date(now + 1000).toUTCString() };
}

export const inBetweenDialects: readonly Dialect[] = [
  dialect(
    'rate-limited-by-token-bucket',
    '',
    `a rate limiter lets ${BURST} requests through at once and ${PER_SECOND} a second, and answers HTTP 429 with Retry-After`,
    tokenBucket((waitMs) => tooMany({ 'Retry-After': String(Math.ceil(waitMs / 1000)) })),
  ),
  dialect(
    'rate-limited-without-retry-after',
    '',
    `the same rate limiter does not say when to come again`,
    tokenBucket(() => tooMany()),
  ),
  dialect(
    'rate-limited-until-a-date',
    '',
    'each 50th request gets HTTP 429 with a date for Retry-After',
    everyNth(50, (clock) => tooMany(oneSecondAfter(clock))),
  ),
  dialect(
    'rate-limited-with-json',
    '',
    'each 45th request gets HTTP 429 with JSON that is no envelope',
    everyNth(45, () => ({ status: 429, body: { error: 'rate limit exceeded' }, headers: { 'Retry-After': '0' } })),
  ),
  dialect(
    'forbidden-page-now-and-then',
    '',
    'a firewall answers each 53rd request with HTTP 403 and a page',
    everyNth(53, () => page(403, 'Access Denied')),
  ),
  dialect(
    'request-timeout-now-and-then',
    '',
    'a proxy answers each 59th request with HTTP 408',
    everyNth(59, () => page(408, 'Request Timeout')),
  ),
  dialect(
    'too-early-now-and-then',
    '',
    'a proxy answers each 61st request with HTTP 425',
    everyNth(61, () => text(425, 'Too Early')),
  ),
  dialect(
    'server-error-pages-in-turn',
    '',
    'a proxy answers each 211th request with a page and HTTP 500, 502, 503, 504, 520 or 522, in turn',
    () => {
      const statuses = [500, 502, 503, 504, 520, 522];
      let turn = 0;
      return everyNth(211, () => page(statuses[turn++ % statuses.length] ?? 500, 'Error'))();
    },
  ),
  dialect(
    'upstream-error-text-now-and-then',
    '',
    'a proxy answers each 197th request with HTTP 503 and plain text',
    everyNth(197, () => text(503, 'upstream connect error or disconnect/reset before headers')),
  ),
  dialect(
    'firewall-page-now-and-then',
    '',
    'a web application firewall answers each 47th request with HTTP 200 and a page',
    everyNth(47, () => page(200, 'The requested URL was rejected')),
  ),
  dialect(
    'firewall-text-now-and-then',
    '',
    'a web application firewall answers each 71st request with HTTP 200 and plain text',
    everyNth(71, () => text(200, 'Request blocked.')),
  ),
  dialect(
    'firewall-page-once-per-address',
    '',
    'a web application firewall answers the first request to each path with HTTP 200 and a page',
    () => {
      const known = new Set<string>();
      return {
        inFront({ path }) {
          if (known.has(path)) return undefined;
          known.add(path);
          return page(200, 'Checking your browser');
        },
      };
    },
  ),
  dialect(
    'sign-in-page-now-and-then',
    '',
    'each 83rd request is sent to a sign-in page with HTTP 307',
    everyNth(83, () => ({ status: 307, headers: { Location: 'https://portal.example/login' } })),
  ),
  dialect(
    'answers-cut-once-per-kind',
    '',
    'the connection is cut once for each operation, instead of its third answer',
    () => {
      const answered = new Map<string, number>();
      return {
        answer(x: Exchange, answer: Answer) {
          const { name = '' } = x.operation ?? {};
          const count = (answered.get(name) ?? 0) + 1;
          answered.set(name, count);
          return count === 3 ? { ...answer, cut: true } : answer;
        },
      };
    },
  ),
];
