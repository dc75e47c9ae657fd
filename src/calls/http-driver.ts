import { Pool } from 'undici';
import type { CallDriver } from './call-driver';

/** Placing a call may take a telephone exchange some seconds. */
const ACTION_TIMEOUT_MS = 30_000;

/** The `http` driver: `POST {url}/{action}` with the order as JSON; 2xx is done, else the body is the reason. */
export function httpDriver(url: string): CallDriver {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, {
    connections: null,
    headersTimeout: ACTION_TIMEOUT_MS,
    bodyTimeout: ACTION_TIMEOUT_MS,
  });
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
        });
        const text = (await body.text()).trim();
        if (statusCode >= 200 && statusCode < 300) return { done: true };
        return {
          done: false,
          reason: `call driver answered ${action} with HTTP ${statusCode}: ${text.slice(0, 300) || 'no reason'}`,
        };
      } catch (error) {
        return {
          done: false,
          reason: `call driver at ${origin} cannot be reached for ${action}: ${String((error as Error).message)}`,
        };
      }
    },
    close: () => pool.destroy(),
  };
}
