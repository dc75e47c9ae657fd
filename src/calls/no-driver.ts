import type { CallDriver } from './call-driver';

/** The `none` driver: no call can be placed. */
export function noDriver(reason = 'the site has no call driver'): CallDriver {
  return {
    available: false,
    act: async () => ({ done: false, reason }),
    close: async () => undefined,
  };
}
