import type { Exchange } from './exchange';

const DAY_NAME = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/i;
/** Ten digits of seconds are three hundred years. */
const SECONDS = /^\d{1,10}$/;

/**
 * How long the answer asks to wait before the next request, in milliseconds: seconds or an HTTP date, which is compared with
 * the answer's own Date. Undefined where it says nothing that HTTP knows. [RFC 9110, 10.2.3]
 */
export function retryAfterMs(exchange: Pick<Exchange, 'response'>, now = Date.now()): number | undefined {
  const value = header(exchange, 'retry-after')?.trim() ?? '';
  if (SECONDS.test(value)) return Number(value) * 1000;
  const until = dateOf(value);
  if (until === undefined) return undefined;
  return Math.max(0, until - (dateOf(header(exchange, 'date')?.trim() ?? '') ?? now));
}

/** In a few words; empty where there is none. */
export function retryAfterShown(exchange: Pick<Exchange, 'response'>): string {
  const ms = retryAfterMs(exchange);
  return ms === undefined ? '' : ` (Retry-After ${Math.round(ms / 1000)} s)`;
}

function dateOf(text: string): number | undefined {
  if (!DAY_NAME.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

function header({ response }: Pick<Exchange, 'response'>, name: string): string | undefined {
  return response?.headers.find(([each]) => each.toLowerCase() === name)?.[1];
}
