import { Pool } from 'undici';
import { ACTION_TIMEOUT_MS, type CallDriver, inOneLine } from './call-driver';

/** Nobody is there to take the action: no mistake of this one call. */
const NOT_THERE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const TOO_LATE = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ABORT_ERR']);

/** The `http` driver: `POST {url}/{action}` with the order as JSON; 2xx is done, else the body is the reason. */
export function httpDriver(url: string, timeoutMs: number = ACTION_TIMEOUT_MS): CallDriver {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: null, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  const prefix = pathname.replace(/\/$/, '');
  return {
    available: true,
    async act(action, order) {
      try {
        const { statusCode, body } = await pool.request({
          method: 'POST',
          path: `${prefix}/${action}`,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(order),
          // undici looks at its own time-outs but once a second.
          signal: AbortSignal.timeout(timeoutMs),
        });
        const text = inOneLine(await body.text());
        if (statusCode >= 200 && statusCode < 300) return { done: true };
        return {
          done: false,
          reason: `call driver answered ${action} with HTTP ${statusCode}: ${text || 'no reason'}`,
        };
      } catch (error) {
        const { code = '', name, message } = error as NodeJS.ErrnoException;
        if (TOO_LATE.has(code) || name === 'TimeoutError')
          return { done: false, reason: `call driver at ${origin} gave no answer to ${action} within ${timeoutMs} ms` };
        if (NOT_THERE.has(code))
          return {
            done: false,
            reason: `call driver at ${origin} cannot be reached for ${action}: ${inOneLine(message || code)}`,
            unreachable: true,
          };
        return { done: false, reason: `call driver at ${origin} failed at ${action}: ${inOneLine(message || code)}` };
      }
    },
    close: () => pool.destroy(),
  };
}
